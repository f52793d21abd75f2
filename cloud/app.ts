import http from 'node:http'
import type { AnyKind } from '@shared/core/kind'
import { registryOf } from '@shared/core/registry'
import { kinds as allKinds } from '@shared/features/index'
import { settingsView } from '@shared/features/notices/notices.schema'
import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import * as v from 'valibot'
import { chinaCalendar } from './core/calendar'
import type { Caller } from './core/caller'
import { type Database, openDatabase } from './core/database'
import { sweepKeys } from './core/keys'
import type { Effects, Finders, Subjects } from './core/kind-ports'
import { type LimitSettings, limitsOf, USUAL_LIMITS } from './core/limits'
import { createLog } from './core/log'
import { openApi } from './core/openapi'
import { get, type Route } from './core/route'
import { type Sealer, sealer } from './core/seal'
import { createServer } from './core/server'
import type { Settings } from './core/settings'
import { checkTexts } from './features/activity/activity.checker'
import { activityRoutes } from './features/activity/activity.routes'
import { activityService } from './features/activity/activity.service'
import { enrolmentEffects, positionOf } from './features/activity/enrolment.effects'
import { applicationsRoutes } from './features/applications/applications.routes'
import { applicationsService } from './features/applications/applications.service'
import { caseStore } from './features/applications/case.store'
import { checkWiring, type Engine } from './features/applications/engine'
import { canSee, contactOf, placeThatCalls } from './features/applications/reading'
import { wechatCallback } from './features/notices/callback'
import { dispatch } from './features/notices/dispatcher'
import { noticesRoutes } from './features/notices/notices.routes'
import { noticesService } from './features/notices/notices.service'
import { wechatChannel } from './features/notices/wechat.channel'
import { type Accounts, accountsService } from './features/people/accounts.service'
import { grantsService } from './features/people/grants.service'
import { peopleRoutes } from './features/people/people.routes'
import { profileService } from './features/people/profile.service'
import { regionsRoutes } from './features/regions/regions.routes'
import { type Regions, regionsService } from './features/regions/regions.service'
import { storageOf } from './features/uploads/storage'
import { uploadsRoutes } from './features/uploads/uploads.routes'
import { uploadsService } from './features/uploads/uploads.service'
import { schema } from './schema'
import { echoOf, openCallback } from './wechat/callback'
import { wechatClient } from './wechat/client'
import { templateMessage } from './wechat/templates'

const WECHAT_TIMEOUT_MS = 8_000
/** Who sends a request more slowly is cut off: open uploads are held in memory. WeChat itself gives up after a minute. */
const REQUEST_MS = 90_000

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

const clientOf = ({ wechat, cloudRun }: Settings, now: () => string, timeoutMs = WECHAT_TIMEOUT_MS) =>
  wechat && wechatClient({ ...wechat, now, timeoutMs, insideCloudRun: cloudRun !== undefined })

function peopleOf(db: Database, seal: Sealer, regions: Regions, now: () => string) {
  const accounts = accountsService(db, seal, now)
  const grants = grantsService(db, regions, (account) => nameOf(account))
  const isVillage = async (id: string) => (await regions.atlas()).find(id)?.level === 'village'
  const profiles = profileService(db, seal, grants, isVillage)
  const nameOf = async (account: string) => {
    const person = (await accounts.caller(account))?.person
    return String((person && (await profiles.of(db.read, person)).name) ?? '未留姓名')
  }
  return { accounts, grants, profiles, nameOf }
}

const queueFinder: Finders[string] = async (m, row) => {
  const position = row.state === 'waiting' ? await positionOf(m, row) : undefined
  return position === undefined ? {} : { position }
}

/** WeChat wants to know who wrote a text: without a WeChat identity of hers it cannot be checked. */
const textCheck = (wechat: NonNullable<ReturnType<typeof clientOf>>, accounts: Accounts) => async (account: string, text: string) => {
  const openid = await accounts.openIdOf(account)
  if (!openid) throw new Error('the writer has no WeChat identity')
  return wechat.checkText({ openid, text, scene: 'comment' })
}

/** What WeChat pushes to this server; nothing where no callback is configured. */
function listenTo(wechat: Settings['wechat'], db: Database, accounts: Accounts) {
  if (!wechat?.callback) return {}
  const { progress, todo } = wechat.templates
  const at = { token: wechat.callback.token, encodingAesKey: wechat.callback.aesKey, appId: wechat.appId }
  const before = wechatCallback({
    db,
    open: (request) => openCallback(at, request),
    echo: (query) => echoOf(at, query),
    knownAccount: accounts.knownAccount,
    sortOf: (id) => (id === progress?.id ? 'progress' : id === todo?.id ? 'todo' : undefined),
  })
  return { before }
}

/** What tells a client about this server. `all` is asked when the document is made: these routes are in it as well. */
function selfRoutes({ demo, wechat }: Settings, kinds: readonly AnyKind[], all: () => readonly Route[]): Route[] {
  const { progress, todo } = wechat?.templates ?? {}
  const templates = { ...(progress ? { progress: progress.id } : {}), ...(todo ? { todo: todo.id } : {}) }
  return [
    get({
      path: '/settings',
      summary: '打开小程序时要知道的',
      who: 'public',
      answer: settingsView,
      show: async () => ({ demo, templates }),
    }),
    get({
      path: '/openapi.json',
      summary: '这份接口说明',
      who: 'public',
      answer: v.looseObject({ openapi: v.string() }),
      show: async () => openApi(all(), kinds),
    }),
  ]
}

/** Everything that runs, wired together: the only place where features meet. */
export async function createApp(settings: Settings, replaced: Replaced = {}) {
  const now = replaced.now ?? (() => new Date().toISOString())
  const log = replaced.log ?? createLog(settings.logLevel)
  const db = await openDatabase(settings.database, schema)
  const seal = sealer(settings.keys)
  const wechat = clientOf(settings, now, replaced.wechatTimeoutMs)
  const regions = regionsService(db, now)
  const { accounts, grants, profiles, nameOf } = peopleOf(db, seal, regions, now)
  const activities = activityService(db, regions.atlas, wechat !== undefined)

  const engine: Engine = {
    registry: registryOf(replaced.kinds ?? allKinds),
    calendar: chinaCalendar,
    store: caseStore(seal, settings.keys.chain),
    ports: {
      subjects: { activity: activities.subject, ...replaced.subjects },
      effects: { ...enrolmentEffects, ...replaced.effects },
      finders: { enrolment: queueFinder, ...replaced.finders },
      atlas: regions.atlas,
      saveProfile: profiles.remember,
      nameOfAccount: nameOf,
      checkText: wechat && textCheck(wechat, accounts),
      tell: (m, tells, about) => notices.tell(m, tells, about),
      keepUploads: (m, ids, about) => uploads.keep(m, ids, about),
    },
  }
  checkWiring(engine)
  const notices = noticesService(db, seal, {
    accountsOf: accounts.accountsOf,
    readUpTo: accounts.readUpTo,
    markRead: accounts.markRead,
    callingPlace: placeThatCalls,
    contact: (caller, application) => contactOf(engine, db, caller, application),
    covered: (place) => regions.covered(place),
  })
  const maySee = (caller: Caller, application: string) => canSee(engine, db, caller, application)
  const uploads = uploadsService(db, storageOf(settings.storage), settings.keys.files, maySee)
  const applications = applicationsService(engine, db)

  const routes: Route[] = [
    ...selfRoutes(settings, engine.registry.all, () => routes),
    ...regionsRoutes(regions),
    ...peopleRoutes({ accounts, profiles, grants, wechat, demo: settings.demo }),
    ...activityRoutes(activities, regions.atlas),
    ...applicationsRoutes(engine, applications, db, now),
    ...noticesRoutes(notices),
    ...uploadsRoutes(uploads),
  ]
  const koa = createServer({
    db,
    routes,
    callers: accounts,
    limits: limitsOf(replaced.limits ?? USUAL_LIMITS),
    log,
    now,
    trustWechatHeaders: settings.cloudRun === 'private',
    proxies: settings.proxies ?? 0,
    ...listenTo(settings.wechat, db, accounts),
    ...(replaced.rest ? { rest: replaced.rest } : {}),
  })

  const channel = wechat && wechatChannel(wechat, settings.wechat as NonNullable<Settings['wechat']>, templateMessage, accounts.openIdOf)
  const work = {
    /** sends what is due; resolves to how many notices were dealt with */
    dispatch: () => dispatch({ db, channel, words: notices.words, now, log }),
    checkTexts: async () => (wechat ? checkTexts(activities, { checkText: wechat.checkText, openIdOf: accounts.openIdOf }, now, log) : 0),
    tick: async () => applications.tick(await regions.atlas(), now()),
    /** forgets what nobody needs any more: pictures that no case kept, old keys, sign-ins that have run out */
    sweep: async () => {
      await uploads.sweep(now())
      await sweepKeys(db, now())
      await accounts.sweep(now())
    },
  }
  const server = http.createServer({ requestTimeout: REQUEST_MS }, koa.callback())
  return { db, server, routes, work, log, accounts, grants, profiles, regions, activities, applications, seal, now }
}
export type App = Awaited<ReturnType<typeof createApp>>
