import http from 'node:http'
import type { AnyKind } from '@shared/core/kind'
import type { PartnerRole } from '@shared/core/place'
import { registryOf } from '@shared/core/registry'
import { kinds as allKinds } from '@shared/features/index'
import { settingsView } from '@shared/features/notices/notices.schema'
import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { chinaCalendar } from './core/calendar'
import { openDatabase } from './core/database'
import { type LimitSettings, limitsOf, USUAL_LIMITS } from './core/limits'
import { createLog } from './core/log'
import { openApi } from './core/openapi'
import { get, type Route } from './core/route'
import { sealer } from './core/seal'
import { createServer } from './core/server'
import type { Settings } from './core/settings'
import { checkTexts } from './features/activity/activity.checker'
import { activityRoutes } from './features/activity/activity.routes'
import { activityService } from './features/activity/activity.service'
import { enrolmentEffects, positionOf } from './features/activity/enrolment.effects'
import { applicationsRoutes } from './features/applications/applications.routes'
import { applicationsService, type Engine } from './features/applications/applications.service'
import { caseStore } from './features/applications/case.store'
import type { Effects, Finders, Subjects } from './features/applications/ports'
import { canSee, contactOf, placeThatCalls } from './features/applications/reading'
import { wechatCallback } from './features/notices/callback'
import { dispatch } from './features/notices/dispatcher'
import { noticesRoutes } from './features/notices/notices.routes'
import { noticesService } from './features/notices/notices.service'
import { wechatChannel } from './features/notices/wechat.channel'
import { accountsService } from './features/people/accounts.service'
import { grantsService } from './features/people/grants.service'
import { peopleRoutes } from './features/people/people.routes'
import { profileService } from './features/people/profile.service'
import { regionsRoutes } from './features/regions/regions.routes'
import { regionsService } from './features/regions/regions.service'
import { storageOf } from './features/uploads/storage'
import { uploadsRoutes } from './features/uploads/uploads.routes'
import { uploadsService } from './features/uploads/uploads.service'
import { schema } from './schema'
import { echoOf, openCallback } from './wechat/callback'
import { wechatClient } from './wechat/client'
import { templateMessage } from './wechat/templates'

const WECHAT_TIMEOUT_MS = 8_000

/** What a test replaces; the product passes nothing. */
export interface Replaced {
  now?: () => string
  kinds?: readonly AnyKind[]
  effects?: Effects
  subjects?: Subjects
  finders?: Finders
  limits?: LimitSettings
  log?: Logger
  wechatTimeoutMs?: number
  rest?: (ctx: Context, next: Next) => Promise<void>
}

/** Everything that runs, wired together: the only place where features meet. */
export async function createApp(settings: Settings, replaced: Replaced = {}) {
  const now = replaced.now ?? (() => new Date().toISOString())
  const log = replaced.log ?? createLog(settings.logLevel)
  const db = await openDatabase(settings.database, schema)
  const seal = sealer(settings.keys)
  const wechat =
    settings.wechat &&
    wechatClient({
      ...settings.wechat,
      now,
      timeoutMs: replaced.wechatTimeoutMs ?? WECHAT_TIMEOUT_MS,
      insideCloudRun: settings.cloudRun !== undefined,
    })

  const regions = regionsService(db, now)
  const accounts = accountsService(db, seal, now)
  const grants = grantsService(db, regions, (account) => nameOf(account))
  const isVillage = async (id: string) => (await regions.atlas()).find(id)?.level === 'village'
  const profiles = profileService(db, seal, grants, isVillage)
  const nameOf = async (account: string) => {
    const person = (await accounts.caller(account))?.person
    return String((person && (await profiles.of(db.read, person)).name) ?? '未留姓名')
  }
  const activities = activityService(db, regions.atlas, wechat !== undefined)

  const engine: Engine = {
    registry: registryOf(replaced.kinds ?? allKinds),
    calendar: chinaCalendar,
    store: caseStore(seal, settings.keys.chain),
    ports: {
      subjects: { activity: activities.subject, ...replaced.subjects },
      effects: { ...enrolmentEffects, ...replaced.effects },
      finders: {
        enrolment: async (m, row) => {
          const position = row.state === 'waiting' ? await positionOf(m, row) : undefined
          return position === undefined ? {} : { position }
        },
        ...replaced.finders,
      },
      atlas: regions.atlas,
      officesOf: (county, atlas) => onlyOffices(county, atlas.offices),
      profileOf: profiles.of,
      saveProfile: profiles.remember,
      nameOfAccount: nameOf,
      tell: (m, tells, about) => notices.tell(m, tells, about),
      keepUploads: (m, ids, about) => uploads.keep(m, ids, about),
    },
  }
  const notices = noticesService(db, seal, {
    accountsOf: async (m, to) =>
      'person' in to ? accounts.accountsOfPerson(m, to.person) : 'account' in to ? [to.account] : accounts.accountsWith(m, to),
    readUpTo: accounts.readUpTo,
    markRead: accounts.markRead,
    callingPlace: placeThatCalls,
    contact: (caller, application) => contactOf(engine, db, caller, application),
  })
  const uploads = uploadsService(db, storageOf(settings.storage), settings.keys.files, (caller, application) =>
    canSee(engine, db, caller, application),
  )
  const applications = applicationsService(engine, db)

  const templates = settings.wechat?.templates ?? {}
  const publicSettings = () => ({
    demo: settings.demo,
    templates: {
      ...(templates.progress ? { progress: templates.progress.id } : {}),
      ...(templates.todo ? { todo: templates.todo.id } : {}),
    },
  })
  const routes: Route[] = [
    get({ path: '/settings', summary: '打开小程序时要知道的', who: 'public', answer: settingsView, show: async () => publicSettings() }),
    get({
      path: '/openapi.json',
      summary: '这份接口说明',
      who: 'public',
      answer: v.looseObject({ openapi: v.string() }),
      show: async () => openApi(routes, '1.0.0'),
    }),
    ...regionsRoutes(regions),
    ...peopleRoutes({ accounts, profiles, grants, wechat, demo: settings.demo }),
    ...activityRoutes(activities, regions.atlas),
    ...applicationsRoutes(engine, applications, db, now),
    ...noticesRoutes(notices),
    ...uploadsRoutes(uploads),
  ]

  const callback = settings.wechat?.callback
  const listen = callback && {
    db,
    open: (request: Parameters<typeof openCallback>[1]) =>
      openCallback({ token: callback.token, encodingAesKey: callback.aesKey, appId: settings.wechat?.appId ?? '' }, request),
    echo: (query: Parameters<typeof echoOf>[1]) =>
      echoOf({ token: callback.token, encodingAesKey: callback.aesKey, appId: settings.wechat?.appId ?? '' }, query),
    knownAccount: accounts.knownAccount,
    sortOf: (id: string) =>
      templates.progress?.id === id ? ('progress' as const) : templates.todo?.id === id ? ('todo' as const) : undefined,
  }
  const koa = createServer({
    db,
    routes,
    callers: accounts,
    limits: limitsOf(replaced.limits ?? USUAL_LIMITS),
    log,
    now,
    trustWechatHeaders: settings.cloudRun === 'private',
    ...(listen ? { before: wechatCallback(listen) } : {}),
    ...(replaced.rest ? { rest: replaced.rest } : {}),
  })

  const channel = wechat && wechatChannel(wechat, settings.wechat as NonNullable<Settings['wechat']>, templateMessage, accounts.openIdOf)
  const work = {
    /** sends what is due; resolves to how many notices were dealt with */
    dispatch: () => dispatch({ db, channel, words: notices.words, now }),
    checkTexts: async () => (wechat ? checkTexts(activities, { checkText: wechat.checkText, openIdOf: accounts.openIdOf }, now, log) : 0),
    tick: async () => applications.tick(await regions.atlas(), now()),
    sweep: () => uploads.sweep(now()),
  }
  return {
    db,
    server: http.createServer(koa.callback()),
    routes,
    work,
    log,
    accounts,
    grants,
    profiles,
    regions,
    activities,
    applications,
    seal,
    now,
  }
}
export type App = Awaited<ReturnType<typeof createApp>>

/** An office takes a county's cases by itself only when it is the only one of its role. */
function onlyOffices(county: string, offices: readonly { id: string; role: PartnerRole; county: string }[]): Record<string, string> {
  const found: Record<string, string> = {}
  const there = offices.filter((office) => office.county === county)
  for (const { id, role } of there) if (there.filter((other) => other.role === role).length === 1) found[role] = id
  return found
}
