import { registryOf } from '@shared/core/registry'
import { kinds as allKinds } from '@shared/features/index'
import { type Anchors, anchorsOf } from './core/anchor'
import type { Audited } from './core/audit'
import { chinaCalendar } from './core/calendar'
import { type Database, openDatabase } from './core/database'
import { erasureAudit } from './core/erasure'
import { freshFor, KEPT_MS } from './core/fresh'
import { sweepKeys } from './core/keys'
import { limitsOf, USUAL_LIMITS } from './core/limits'
import { listenerOf } from './core/listener'
import { createLog } from './core/log'
import { marksOf } from './core/marks'
import { metricsOf } from './core/metrics'
import { roomOf, USUAL_ROOM } from './core/room'
import type { Route } from './core/route'
import { sealer } from './core/seal'
import { createServer } from './core/server'
import { serverMetrics } from './core/server.metrics'
import type { Settings } from './core/settings'
import { storageOf } from './core/storage'
import { erasuresOf } from './erasures'
import { activityService } from './features/activity/activity.service'
import { aroundActivities } from './features/activity/activity.wiring'
import { certificatePageOf } from './features/activity/certificate.page'
import { comingAmong } from './features/activity/coming-among'
import { enrolmentEffects } from './features/activity/enrolment.effects'
import type { Telling } from './features/activity/enrolment.offers'
import { organisersOf } from './features/activity/organiser'
import { casesAbout } from './features/applications/about'
import { applicationsMetrics } from './features/applications/applications.metrics'
import { applicationsRoutes } from './features/applications/applications.routes'
import { applicationsService } from './features/applications/applications.service'
import { caseAudit } from './features/applications/case.audit'
import { chainedBy } from './features/applications/case.chain'
import { caseStore } from './features/applications/case.store'
import { checkWiring, type Engine, mustLook } from './features/applications/engine'
import { notErased } from './features/applications/erasing'
import { sameNumbers } from './features/applications/numbers'
import { outlived } from './features/applications/outlived'
import {
  applicantsOf,
  canSee,
  contactOf,
  holdersOf,
  isApplicant,
  ownCases,
  partnerSees,
  placeThatCalls,
  receiptOf,
  showApplication,
} from './features/applications/reading'
import { showsUpload } from './features/applications/shown'
import { campaignsOf } from './features/campaign/campaign.wiring'
import { childrenOf } from './features/child/child.wiring'
import { loansOf } from './features/loan/loan.wiring'
import { wechatCallback } from './features/notices/callback'
import { dispatch } from './features/notices/dispatcher'
import { noticesMetrics } from './features/notices/notices.metrics'
import { noticesRoutes } from './features/notices/notices.routes'
import { noticesService } from './features/notices/notices.service'
import { textChannel } from './features/notices/text.channel'
import { wechatChannel } from './features/notices/wechat.channel'
import { accountAudit, grantAudit } from './features/people/people.audit'
import { peopleMarks } from './features/people/people.marks'
import { peopleRoutes } from './features/people/people.routes'
import { peopleOf } from './features/people/people.wiring'
import { regionsRoutes } from './features/regions/regions.routes'
import { regionsService } from './features/regions/regions.service'
import { uploadsRoutes } from './features/uploads/uploads.routes'
import { uploadsService } from './features/uploads/uploads.service'
import { shield } from './features/worry/shield'
import { pairsAmong } from './pairs'
import { openPress } from './press'
import type { Replaced } from './replaced'
import { schema } from './schema'
import { selfRoutes } from './self.routes'
import { askBy, callbackOf, checkBy, clientOf, codesBy } from './wechat/configured'
import { templateMessage } from './wechat/templates'
import { worriesAmong } from './worries'

/** A phone gives up after 15 s; what a crowd makes slow is still answered to who has waited. */
const HANDLER_MS = 30_000

/** How many children's sealed fields a cadre opens on a busy day; beyond that the county is told. */
const USUAL_CHILD_READS = 10

/** Everything that runs, wired together: the only place where features meet. */
export async function createApp(settings: Settings, replaced: Replaced = {}) {
  const now = replaced.now ?? (() => new Date().toISOString())
  const metrics = metricsOf()
  const log = replaced.log ?? createLog(settings.logLevel, undefined, metrics.fault)
  const { database = (opened: Database) => opened } = replaced
  const db = database(await openDatabase(settings.database, schema))
  const { keys } = settings
  const seal = replaced.seal ?? sealer(keys)
  const marks = replaced.marks ?? marksOf(keys.marks, log)
  const marked = peopleMarks(marks)
  const wechat = clientOf(settings, now, replaced.wechatTimeoutMs)
  const regions = regionsService(db, now)
  const people = peopleOf(db, { seal, marked, places: regions, now, log })
  const { accounts, grants, profiles, nameOf } = people
  const organisers = organisersOf(marks)
  const { organised } = organisers
  const activities = activityService(db, regions.atlas, wechat !== undefined, (m, person) => ownCases(m, person, 'enrolment'), organisers)

  const tell: Telling = (m, tells, about) => notices.tell(m, tells, about)
  const qrCode = wechat && codesBy(wechat, settings.wechat)
  const checkText = wechat && checkBy(wechat, accounts.openIdOf, 'comment')
  const keptMs = replaced.keptMs ?? KEPT_MS
  const { publicUrl } = settings
  const press = replaced.press ?? openPress(settings.paperFont, log)
  const campaigns = campaignsOf({
    ...{ db, atlas: regions.atlas, now, keptMs, qrCode, publicUrl, checkText, nameOf, press },
    ...{ linkHosts: settings.linkHosts, hasForms: settings.demo, coming: comingAmong },
    askAboutMedia: wechat && askBy(wechat, accounts.openIdOf, settings),
    ...{ storage: storageOf(settings.storage, 'media'), fileKey: keys.files },
    showCase: (caller, id) => showApplication(engine, db, caller, id, now()),
    cases: {
      openBehind: (m, ...about) => cases.openBehind(m, ...about),
      moveIfOpen: (m, ...move) => cases.moveIfOpen(m, ...move),
    },
  })

  const loans = loansOf({
    ...{ db, seal, marks, now },
    ports: {
      ...{ atlas: regions.atlas, tell },
      look: (caller, id) => mustLook(engine, db.read, caller, id),
      people: (caller, ids) => applicantsOf(engine, db, caller, ids),
      isHers: (m, caller, id) => isApplicant(engine, m, caller, id),
      receiptOf: (m, id) => receiptOf(m, id),
      moveIfOpen: (m, ...move) => cases.moveIfOpen(m, ...move),
      partnerSees: (m, ids, role) => partnerSees(engine, m, ids, role),
      ownLoans: async (m, person) => (await ownCases(m, person, 'loan')).map(({ id }) => id),
      holders: (m, ids) => holdersOf(engine, m, ids),
      sameNumbers: (m, id) => sameNumbers(engine, m, id),
    },
  })
  const later = () => ({ engine, cases, children, uploads, notices })
  const { eraseCase, recordOutlived } = erasuresOf({ seal, marks, later })
  const pairs = pairsAmong({ ...{ db, seal, now, tell, eraseCase, later }, accountsOf: accounts.accountsOf })
  const worries = worriesAmong({ ...{ db, tell, pairs, people, eraseCase, later }, sms: settings.sms !== undefined })
  const engine: Engine = {
    registry: registryOf(replaced.kinds ?? allKinds),
    calendar: chinaCalendar,
    store: caseStore(seal, marks, keys.chain),
    log,
    ports: {
      subjects: { activity: activities.subject, text: campaigns.subject, loan: loans.subject, ...pairs.subjects, ...replaced.subjects },
      effects: {
        ...enrolmentEffects(tell),
        ...campaigns.effects,
        ...loans.effects,
        ...pairs.effects,
        ...worries.effects,
        ...replaced.effects,
      },
      finders: {
        enrolment: (m, row, at) => around.found(m, row, at),
        ...loans.finders,
        ...replaced.finders,
      },
      grounds: loans.grounds,
      bars: worries.bars,
      releases: { enrolment: (m, leaving) => around.release(m, leaving), ...loans.releases, ...pairs.releases, ...worries.releases },
      atlas: regions.atlas,
      profileOf: profiles.known,
      saveProfile: profiles.remember,
      holdPerson: profiles.hold,
      nameOfAccount: nameOf,
      checkText,
      tell,
      keepUploads: (m, ids, about) => uploads.keep(m, ids, about),
    },
  }
  checkWiring(engine)
  const cases = casesAbout(engine)
  const notices = noticesService(db, seal, {
    accountsOf: accounts.accountsOf,
    readUpTo: accounts.readUpTo,
    markRead: accounts.markRead,
    callingPlace: placeThatCalls,
    contact: (caller, application) => contactOf(engine, db, caller, application),
    covered: (place) => regions.covered(place),
  })
  const storage = storageOf(settings.storage, 'pictures')
  const uploads = uploadsService({ db, storage, seal, marks, key: keys.files, mayOpen: (...asked) => showsUpload(engine, db, ...asked) })
  const children = childrenOf({
    ...{ db, seal, marks, key: keys.chain, log, nameOf, atlas: regions.atlas, accountsOf: accounts.accountsOf, pictures: uploads },
    worries: { ...shield, isOpen: (m, child) => cases.isOpen(m, 'worry', child) },
    ...{ unpair: pairs.unpair, asking: pairs.asking, readsADay: settings.childReads ?? USUAL_CHILD_READS },
    forgetCases: async (m, child, by) => {
      await pairs.forget(m, child, by)
      await worries.forget(m, child, by)
    },
    tell: (m, tells, at) => notices.tell(m, tells, { application: null, now: at }),
  })
  const audited: Audited[] = [
    caseAudit({ db, store: engine.store, seal, chained: chainedBy(keys.chain) }),
    grantAudit(db, marked),
    accountAudit(db, marked),
    erasureAudit(db, marks),
    ...children.audited,
  ]
  const anchors: Anchors = anchorsOf(db, storageOf(settings.storage, 'anchors'), keys.anchors, audited)
  const applications = applicationsService(engine, db)
  const eraseOutlived = outlived({
    ...{ engine, db },
    record: recordOutlived,
    forget: (m, id) => notices.forget(m, { applicationId: id }),
    forgetPictures: (id) => uploads.forget({ applicationId: id }),
  })
  const around = aroundActivities({
    ...{ db, seal, marks, log, now, activities, cases },
    press,
    check: wechat && checkBy(wechat, accounts.openIdOf, 'forum'),
    ports: {
      ...{ atlas: regions.atlas, organised, notErased, nameOfAccount: nameOf, checkText, qrCode, publicUrl, tell },
      maySee: (caller, enrolment) => canSee(engine, db, caller, enrolment),
      expected: (caller, ids) => applicantsOf(engine, db, caller, ids),
      isHers: (m, caller, id) => isApplicant(engine, m, caller, id),
      enrolments: (m, person, page) => ownCases(m, person, 'enrolment', page),
      holders: (m, ids) => holdersOf(engine, m, ids),
      moveBySystem: applications.moveBySystem,
    },
  })

  const routes: Route[] = [
    ...selfRoutes(settings, engine.registry.all, () => routes),
    ...regionsRoutes(regions),
    ...peopleRoutes({ accounts, profiles, grants, wechat, demo: settings.demo }),
    ...around.routes,
    ...campaigns.routes,
    ...applicationsRoutes(engine, applications, db, now),
    ...loans.routes,
    ...noticesRoutes(notices),
    ...uploadsRoutes(uploads),
    ...[...children.routes, ...pairs.routes, ...worries.routes],
  ]
  const limits = limitsOf({ ...USUAL_LIMITS, ...replaced.limits })
  const certificatePage = certificatePageOf(around.certificates.verify, (address) =>
    limits.take('guessable', { account: undefined, address }),
  )
  const heard = callbackOf(settings.wechat)
  const koa = createServer({
    db,
    routes,
    callers: accounts,
    limits,
    room: roomOf(replaced.room ?? USUAL_ROOM),
    fresh: freshFor(keptMs),
    begin: metrics.begin,
    handlerMs: replaced.handlerMs ?? HANDLER_MS,
    log,
    now,
    trustWechatHeaders: settings.cloudRun === 'private',
    appId: settings.wechat?.appId,
    proxies: settings.proxies ?? 0,
    ...(heard
      ? { before: wechatCallback({ db, now, knownAccount: accounts.knownAccount, mediaChecked: campaigns.media.heard, ...heard }) }
      : {}),
    rest: (ctx, next) => certificatePage(ctx, () => campaigns.pages(ctx, () => (replaced.rest ? replaced.rest(ctx, next) : next()))),
  })

  const channel = wechat && wechatChannel(wechat, settings.wechat as NonNullable<Settings['wechat']>, templateMessage, accounts.openIdsOf)
  const texts = settings.sms && textChannel(settings.sms, people.phoneOf, replaced.wechatTimeoutMs)
  const { passOn, ...rounds } = around.work
  const work = {
    /** sends what is due; resolves to how many notices were dealt with */
    dispatch: () => dispatch({ db, channel, texts, words: notices.words, now, log }),
    ...rounds,
    ...{ ...loans.work, ...pairs.work },
    /** the moves that the clock makes, then the seats that are still free while somebody waits; resolves to how many */
    tick: async () => (await applications.tick(await regions.atlas(), now())) + (await passOn()),
    /** reminds of deadlines, and tells who is above when one has passed; resolves to how many */
    alarm: () => applications.alarm(now()),
    /** forgets what nobody needs any more: pictures that no case kept, cases that have outlived their time, old keys, sign-ins that have run out */
    sweep: async () => {
      await uploads.sweep(now())
      await eraseOutlived(await regions.atlas(), now())
      await campaigns.media.sweep(now())
      await sweepKeys(db, now())
      await accounts.sweep(now())
    },
    /** what the rules of the day ask of the register of children; resolves to how many records were looked at */
    keepChildren: () => children.clock(now()),
    /** writes down how often campaigns were read; resolves to how many pages */
    countReads: campaigns.countReads,
    /** once a day: what changed is written down outside the database as well; resolves to how many files */
    anchor: () => anchors.daily(now()),
  }
  const keeping = { audited, anchors, engine, notices, uploads, marks, marked }
  const state = serverMetrics({ db, dataDir: settings.dataDir, token: wechat?.tokenState, now })
  metrics.watch([...state, ...noticesMetrics(db, now), ...applicationsMetrics(db, now)])
  const server = listenerOf(koa.callback(), settings.proxies ?? 0, replaced.slowest)
  const offered = { accounts, grants, profiles, regions, activities, applications, children }
  return { db, server, routes, work, log, metrics, ...offered, seal, now, keeping }
}
export type App = Awaited<ReturnType<typeof createApp>>
