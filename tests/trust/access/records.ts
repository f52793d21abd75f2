import { setImmediate as nextTurn } from 'node:timers/promises'
import type { AnyKind } from '@shared/core/kind'
import { receiptNumber } from '@shared/core/receipt'
import { addDays, addMs } from '@shared/core/time'
import { READY_MADE } from '@shared/features/activity/question.schema'
import { kinds } from '@shared/features/index'
import { changeOne, insert } from '../../../cloud/core/database'
import { newId, newSecret, sha256 } from '../../../cloud/core/ids'
import { Activity } from '../../../cloud/features/activity/activity.entity'
import { Application } from '../../../cloud/features/applications/application.entity'
import { said } from '../../../cloud/features/applications/case.chain'
import { Outbox } from '../../../cloud/features/notices/notice.entity'
import { OneTimeCode } from '../../../cloud/features/people/people.entity'
import { enrol, HER, publish } from '../../support/activities'
import type { Api, Json } from '../../support/api'
import { signUp } from '../../support/caring-mothers'
import { pairing } from '../../support/kinds/pairing.kind'
import { jpeg } from '../../support/pictures'
import { bookRecords } from './book.records'
import type { Person } from './callers'
import { campaignRecords } from './campaign.records'
import { childRecords } from './children.records'
import type { House } from './house'
import { loanRecords } from './loan.records'
import { pairingRecords } from './pairing.records'
import { worryRecords } from './worry.records'

/** What a row of the matrix is about, and whose it is. */
export interface Thing {
  id: string
  version: number
  /** what the thing belongs to, e.g. the activity of an enrolment */
  about: string
  her: Person
  /** what else a request needs to name it: a code, a query */
  word: string
  /** an id of the same form that nothing has */
  unknown: string
}

const HOUR_MS = 3_600_000

/** The kinds of the product and those that only tests know. */
export const KINDS: readonly AnyKind[] = [...kinds, pairing] as AnyKind[]

type Made = Partial<Thing> & { id: string }
type Make = (house: House, her: Person) => Promise<Made>

async function published(house: House, changed: object = {}, cadre: Api = house.callers.town, state = 'published'): Promise<string> {
  const { app, clock } = house.cloud
  const id = await publish(cadre, clock.now(), changed)
  await app.db.write((m) => changeOne(m, Activity, 'id = :id', { id }, { state: state as Activity['state'], checkAt: null }))
  return id
}

async function must(answer: ReturnType<Api['get']>): Promise<Json> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`the record could not be made: ${status} ${JSON.stringify(body)}`)
  return body
}

const activity =
  (state: string): Make =>
  async (house) => ({ id: await published(house, {}, house.callers.town, state) })

async function step(who: Api, { id }: { id: string }, name: string, input: object = {}): Promise<Json> {
  const { version } = await must(who.get(`/api/applications/${id}`))
  return must(who.post(`/api/applications/${id}/moves/${name}`, { version, input }))
}

const thingOf = ({ id, version, about }: Json): Made => ({ id, version, about: about ?? '' })

const enrolment =
  (changed: object, then?: (house: House, made: Json, her: Person) => Promise<Json>, by: 'town' | 'village' = 'town'): Make =>
  async (house, her) => {
    const made = await must(enrol(her, await published(house, changed, house.callers[by])))
    return thingOf(then ? await then(house, made, her) : made)
  }

const inADay = ({ cloud }: House) => addMs(cloud.clock.now(), 24 * HOUR_MS)
const ruled: Make = async (house) => {
  const years = { from: 1960, to: 2008 }
  const priority = [{ group: 'newcomer' }, { group: 'villages', villages: ['v02'] }, { group: 'birthYear', ...years }]
  const kept = { quotas: [{ village: 'v01', seats: 1 }], quotasOpenAt: inADay(house) }
  const rules = { birthYear: years, villages: ['v01', 'v02'], onceAYear: true, notSameSortWithin: 12, priority, ...kept }
  return { id: await published(house, { rules }) }
}
/** She has a seat elsewhere, and a rule that looks at it. */
const remembered: Make = async (house, her) => {
  await must(enrol(her, await published(house)))
  return { id: await published(house, { rules: { onceAYear: true } }) }
}
const CHOOSY = { rules: { villages: ['v02'] } }
export const PLEA = { ...HER, plea: '我家也种柑橘' }
const asking: Make = async (house, her) => {
  const about = await published(house, CHOOSY)
  return thingOf(await must(her.post('/api/applications', { kind: 'enrolment', about, move: 'ask', input: PLEA })))
}

/** Moved by its organiser, without words that would have to be checked. */
const moved: Make = async (house) => {
  const id = await published(house)
  const { startsAt, endsAt } = await must(house.cloud.anybody.get(`/api/activities/${id}`))
  const later = { startsAt: addMs(startsAt, 24 * HOUR_MS), endsAt: addMs(endsAt, 24 * HOUR_MS), why: '天气不好', revision: 0 }
  await must(house.callers.town.post(`/api/activities/${id}/changes`, later))
  return { id }
}

async function callOff({ callers, cloud: { app } }: House, id: string): Promise<void> {
  await must(callers.town.post(`/api/activities/${id}/cancellation`, { revision: 0, why: '天气不好，路上不安全' }))
  while ((await app.work.tellChanges()) > 0);
}

/** A seat is taken by a neighbour before she comes. */
const waiting: Make = async (house, her) => {
  const about = await published(house, { seats: 1 })
  await must(enrol(await house.cloud.woman(), about))
  return thingOf(await must(enrol(her, about)))
}

const FOR_A_DAY = { seats: 1, offerHours: 24 }
/** The only seat was given back, and is kept for her. */
const keptForHer: Make = async (house, her) => {
  const about = await published(house, FOR_A_DAY)
  const first = await house.cloud.woman()
  const seated = await must(enrol(first, about))
  const made = await must(enrol(her, about))
  await step(first, seated, 'cancel')
  return thingOf({ ...made, version: made.version + 1 })
}
/** It is too late for offers: a seat is free, and she waits to be phoned. */
const byPhone: Make = async (house, her) => {
  const startsAt = addMs(house.cloud.clock.now(), 3 * HOUR_MS)
  const about = await published(house, { ...FOR_A_DAY, startsAt, endsAt: addMs(startsAt, HOUR_MS), enrolBy: startsAt })
  const first = await house.cloud.woman()
  const seated = await must(enrol(first, about))
  const made = await must(enrol(her, about))
  await step(first, seated, 'cancel')
  return thingOf(made)
}

/** Filed by a cadre of her town for a woman without a phone: it is the woman's case, and the cadre's to follow. */
const filed: Make = async (house, her) => {
  const made = await must(enrol(house.callers.filer, await published(house, { needsReview: true })))
  const { db, keeping } = house.cloud.app
  const row = { ...(await db.read.findOneByOrFail(Application, { id: made.id })), personId: her.person as string }
  const mark = keeping.marks.of('application', said(row))
  await db.write((m) => changeOne(m, Application, 'id = :id', { id: row.id }, { personId: row.personId, mark }))
  return thingOf(made)
}

const STORY = { sort: 'violence', story: '他又动手了', callback: HER.phone }
const received: Make = async (_house, her) =>
  thingOf(await must(her.post('/api/applications', { kind: 'petition', about: 'c1', move: 'submit', input: STORY })))

const ASKED = { village: HER.village, topic: 'land', question: '地还算我的吗', phone: HER.phone }
const AIDED = { ...{ sort: 'mother', name: HER.name, village: HER.village, phone: HER.phone }, story: '两个孩子上学', agreed: true }
const sent =
  (kind: string, input: object): Make =>
  async (_house, her) =>
    thingOf(await must(her.post('/api/applications', { kind, move: 'submit', input })))
const aidAtTown: Make = async (house, her) =>
  thingOf(await step(house.callers.village, (await sent('aid', AIDED)(house, her)) as Json, 'vouch', { opinion: '属实' }))
const adviceAnswered: Make = async (house, her) =>
  thingOf(await step(house.callers.town, (await sent('advice', ASKED)(house, her)) as Json, 'answer', { answer: '还是您的' }))

const answered: Make = async (house, her) => {
  const made = await received(house, her)
  await step(house.callers.county, made, 'accept')
  return thingOf(await step(house.callers.county, made, 'reply', { answer: '已经联系派出所', handling: '电话回访' }))
}

async function offered(her: Person): Promise<Json & { promise: string }> {
  const promise = (await must(her.upload(await jpeg(8, 8)))).id
  const input = { name: HER.name, village: HER.village, idCard: '11010519491231002X', promise }
  const made = await must(her.post('/api/applications', { kind: 'threeParties', move: 'submit', input }))
  return { ...made, promise }
}

const matched: Make = async (house, her) => {
  const { promise, ...made } = await offered(her)
  return { ...thingOf(await step(house.callers.town, made, 'match', { child: '小溪', guardianPhone: '13800005678' })), word: promise }
}

/** Signed up; then as far as somebody takes her. */
const mother =
  (...road: readonly ['village' | 'town' | 'her', string, object?][]): Make =>
  async (house, her) => {
    let at = await must(signUp(her))
    for (const [who, name, input] of road) at = await step(who === 'her' ? her : house.callers[who], at, name, input)
    return thingOf(at)
  }
const VOUCHED = ['village', 'vouch', { opinion: '人品好' }] as const
const CHECKED = ['town', 'accept', { checkResult: 'clear', checkDay: '2026-11-20' }] as const

/** It was over an hour ago. */
async function end({ cloud: { app, clock } }: House, id: string): Promise<void> {
  const ago = (hours: number) => addMs(clock.now(), -hours * HOUR_MS)
  const times = { enrolBy: ago(2), startsAt: ago(2), endsAt: ago(1), remindAt: null }
  await app.db.write((m) => changeOne(m, Activity, 'id = :id', { id }, times))
}

/** An activity that was over an hour ago, and a woman who came. */
const attended =
  (village: string): Make =>
  async (house, her) => {
    const { town } = house.callers
    const now = house.cloud.clock.now()
    const about = await published(house)
    const { id: word } = await must(enrol(her, about, { ...HER, village }))
    await end(house, about)
    const marks = [{ id: newId(now), about: word, undoes: [], at: now }]
    await must(town.post(`/api/activities/${about}/roster/marks`, { marks }))
    return { id: about, word }
  }

/** An activity with questions of its own that is over: a neighbour came, and she, who had a seat, did not. */
const missed: Make = async (house, her) => {
  const { town } = house.callers
  const now = house.cloud.clock.now()
  const [CHILDREN, TRANSPORT] = [READY_MADE.children, READY_MADE.transport]
  const about = await published(house, { questions: [CHILDREN, TRANSPORT] })
  const extra = [
    { question: CHILDREN.label, answer: 2 },
    { question: TRANSPORT.label, answer: TRANSPORT.options[1] },
  ]
  const { id: word } = await must(enrol(her, about, { ...HER, extra }))
  const { id: came } = await must(enrol(await house.cloud.woman(), about, { ...HER, extra }))
  await end(house, about)
  await must(town.post(`/api/activities/${about}/roster/marks`, { marks: [{ id: newId(now), about: came, undoes: [], at: now }] }))
  return { id: about, word }
}

const certified: Make = async (house, her) => {
  const made = await attended('v01')(house, her)
  await must(house.callers.town.post(`/api/activities/${made.id}/certificates`))
  return made
}
const certificate: Make = async (house, her) => {
  const { id } = await certified(house, her)
  const { items } = await must(house.callers.town.get(`/api/activities/${id}/certificates`))
  return { id: items[0].number, unknown: receiptNumber([0, 1, 2, 3, 4, 5, 6, 7]) }
}
const revoked: Make = async (house, her) => {
  const made = await certificate(house, her)
  await must(house.callers.town.post(`/api/certificates/${made.id}/revocation`, { reason: '名字写错了' }))
  return made
}

/** The code on a village's board was opened. */
const looked: Make = async (house) => {
  const id = await published(house)
  await must(house.cloud.anybody.post(`/api/activities/${id}/seen`, { village: 'v01' }))
  return { id }
}

/** The picture that a case keeps. */
const kept: Make = async (house, her) => {
  const { word = '' } = await matched(house, her)
  return { id: word }
}
const unkept: Make = async (_house, her) => {
  const { id, url } = await must(her.upload(await jpeg(8, 8)))
  return { id, word: url.split('?')[1] }
}

/** Told that she has a seat, and no message can reach her. */
const told: Make = async (house, her) => {
  const { app } = house.cloud
  const seat = enrolment({ needsReview: true }, ({ callers }, made) => step(callers.town, made, 'accept'))
  const { id: application } = await seat(house, her)
  const { items } = await must(her.get('/api/notices'))
  const { id } = items.find((notice: Json) => notice.application === application)
  // Another's round may have taken it along and not be through with it: that one must have its turn as well.
  while (await app.db.read.existsBy(Outbox, { id, state: 'waiting' })) {
    await app.work.dispatch()
    await nextTurn()
  }
  return { id }
}

const identity: Make = async (_house, her) => ({ id: '', word: (await must(her.put('/api/profile/code', {}))).code })

const grantAt =
  (role: 'village' | 'county', place: string, code = identity): Make =>
  async (house, her) => {
    const { word } = await code(house, her)
    return { id: (await must(house.callers.county.post('/api/grants', { code: word, role, place }))).id }
  }

const claim: Make = async ({ cloud }) => {
  const word = newSecret(12).replace(/\W/g, '7').toUpperCase()
  const expiresAt = addMs(cloud.clock.now(), 1000)
  const code = { purpose: 'claim' as const, codeHash: sha256(`claim|${word}`), placeId: 'c1', accountId: null, expiresAt, usedAt: null }
  await cloud.app.db.write((m) => insert(m, OneTimeCode, cloud.app.keeping.marked.code(code)))
  return { id: '', word }
}
const demoPerson: Make = async ({ cloud: { app } }) => ({
  id: await app.db.write((m) => app.accounts.create(m, { demo: true, profile: { name: '周慧' } })),
})

let months = 0
/** A day of which no LPR is known yet, another one each time. */
const lprDay: Make = async () => ({ id: '', word: addDays('2019-08-21', months++) })

/** Everything that the rows are about. */
export const RECORDS = {
  nothing: async () => ({ id: '' }),
  demoPerson,
  claim,
  activity: activity('published'),
  cancelledActivity: activity('cancelled'),
  checkedActivity: activity('checking'),
  withheldActivity: activity('withheld'),
  lookedAtActivity: looked,
  movedActivity: moved,
  ruledActivity: ruled,
  /** not for women of her village */
  choosyActivity: async (house) => ({ id: await published(house, CHOOSY) }),
  remembered,
  attended: attended('v01'),
  /** she is of another town than the organiser */
  attendedFromAfar: attended('v09'),
  missed,
  certified,
  certificate,
  revokedCertificate: revoked,
  certifiedEnrolment: async (house, her) => ({ id: (await certified(house, her)).word as string }),
  draft: async (house, her) =>
    thingOf(await must(her.post('/api/applications', { kind: 'enrolment', about: await published(house), input: HER }))),
  review: enrolment({ needsReview: true }),
  villageReview: enrolment({ needsReview: true }, undefined, 'village'),
  seated: enrolment({}),
  waiting,
  offered: keptForHer,
  byPhone,
  /** the activity that she waits for */
  awaited: async (house, her) => ({ id: (await waiting(house, her)).about as string }),
  asking,
  refused: enrolment({ needsReview: true }, ({ callers }, made) => step(callers.town, made, 'refuse', { reason: '人数满了' })),
  cancelled: enrolment({}, (_house, made, her) => step(her, made, 'cancel')),
  // Of a sort of its own: no other is offered instead.
  calledOff: enrolment({ sort: 'law' }, async (house, made, her) => {
    await callOff(house, made.about)
    return must(her.get(`/api/applications/${made.id}`))
  }),
  filed,
  petition: received,
  petitionAnswered: answered,
  advice: sent('advice', ASKED),
  adviceAnswered,
  aid: sent('aid', AIDED),
  aidAtTown,
  pairingOffered: async (_house, her) => thingOf(await offered(her)),
  pairing: matched,
  motherAtVillage: mother(),
  motherAtTown: mother([...VOUCHED]),
  motherAccepted: mother([...VOUCHED], [...CHECKED]),
  motherPaused: mother([...VOUCHED], [...CHECKED], ['her', 'pause']),
  motherSuspended: mother([...VOUCHED], [...CHECKED], ['town', 'suspend', { reason: '先核实' }]),
  lprDay,
  picture: unkept,
  keptPicture: kept,
  notice: told,
  identity,
  grant: grantAt('village', 'v01'),
  /** hers is the very role that would be taken */
  countyGrant: grantAt('county', 'c1'),
  ...campaignRecords,
  ...bookRecords,
  ...loanRecords,
  ...childRecords,
  ...pairingRecords,
  ...worryRecords,
} satisfies Record<string, Make>
export type RecordName = keyof typeof RECORDS

/** Makes one, with persons of its own. `openId`: her WeChat identity, where one is needed. */
export async function makeThing(house: House, name: RecordName, openId?: string): Promise<Thing> {
  const her = await house.cloud.woman({ ...HER }, openId)
  const empty = { id: '', version: 1, about: '', word: '', unknown: '0'.repeat(26) }
  return { ...empty, her, ...(await RECORDS[name](house, her)) }
}
