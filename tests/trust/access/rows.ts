import { randomUUID } from 'node:crypto'
import { addDays, atChina, dayOf } from '@shared/core/time'
import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import { newId } from '../../../cloud/core/ids'
import {
  activity,
  DONE,
  fields,
  GRANT,
  made,
  NOT_THERE,
  NOT_YOURS,
  NOTHING,
  no,
  type Outcome,
  ok,
  PROFILE,
  page,
  ROLE,
  ruled,
  SIGN_IN_FIRST,
  UPLOAD,
} from './fields'
import type { Row } from './matrix'
import type { RecordName } from './records'

const CADRES = 'village otherVillage farVillage town otherTown farTown county farCounty'
const PLAIN = 'her guardian neighbour'
const EVERYBODY = 'strangers otherwise'

const read = (path: string, of: RecordName, cells: Row['cells'], more: Partial<Row> = {}): Row => ({
  route: `get ${path}`,
  of,
  ask: ({ id }) => ({ path: path.replace(':id', id) }),
  cells,
  ...more,
})
const write = (
  route: string,
  of: RecordName,
  body: (...asked: Parameters<Row['ask']>) => unknown,
  cells: Row['cells'],
  knows = '',
): Row => ({
  route,
  of,
  ask: (thing, house) => ({ path: (route.split(' ')[1] as string).replace(':id', thing.id), body: body(thing, house) }),
  cells,
  knows,
})

/** What is named by its number instead of an id. */
const named = ({ ask, ...row }: Row): Row => ({
  ...row,
  ask: (thing, house) => {
    const asked = ask(thing, house)
    return { ...asked, path: asked.path.replace(':number', thing.id) }
  },
})

const aboutTheServer: Row[] = [
  read('/settings', 'nothing', { [EVERYBODY]: ok(['demo', 'templates{}']) }),
  read('/openapi.json', 'nothing', { [EVERYBODY]: ok(['openapi', 'info{}', 'paths{}', 'components{}']) }, { depth: 1 }),
  read('/regions', 'nothing', { [EVERYBODY]: ok(fields('id name level parent parent? role role?', 'items[].')) }),
  read(
    '/kinds',
    'nothing',
    { [EVERYBODY]: ok(fields('kind edition title about fields{} start states{} parts[] consents{}', '[]')) },
    { depth: 2 },
  ),
]

const SIGNED_IN = fields('token account.id account.roles[]')
const signingIn: Row[] = [
  read('/sign-in/demo', 'demoPerson', { [EVERYBODY]: ok(fields('person name roles[]', '[]')) }),
  write('post /sign-in/demo', 'demoPerson', ({ id }) => ({ person: id }), { [EVERYBODY]: ok(SIGNED_IN, ['account.name']) }),
  // Only people of the demonstration can be played.
  write('post /sign-in/demo', 'nothing', ({ her }) => ({ person: her.account }), { [EVERYBODY]: NOT_THERE }),
  write('post /sign-in/wechat', 'nothing', (_, { wechat }) => ({ code: wechat.newCode(randomUUID()) }), {
    [EVERYBODY]: ok(SIGNED_IN, ['account.name?']),
  }),
]

/** A woman has told her village and telephone, an official only her name. */
const HERS = ok(PROFILE, fields('phone village account.roles[]'))
const OFFICIALS = ok(PROFILE, fields('phone? village?'), fields(ROLE, 'account.roles[].'))
const everyonesOwn: Row[] = [
  read('/profile', 'nothing', { [PLAIN]: HERS, otherwise: OFFICIALS }),
  write('put /profile', 'nothing', () => ({ name: '王小兰' }), { [PLAIN]: HERS, otherwise: OFFICIALS }),
  write('post /profile/phone', 'nothing', (_, { wechat }) => ({ code: wechat.newPhoneCode('13900004321') }), {
    [PLAIN]: HERS,
    otherwise: ok(PROFILE, fields('phone village?'), fields(ROLE, 'account.roles[].')),
  }),
  write('put /profile/code', 'nothing', () => ({}), { otherwise: ok(['code', 'until']) }),
  write('post /permissions', 'nothing', () => ({ answers: [{ template: 'progress', answer: 'accept' }] }), { otherwise: DONE }),
]

const grants: Row[] = [
  read('/grants', 'grant', { county: page(GRANT), farCounty: NOTHING, otherwise: NOT_YOURS }, { list: true }),
  {
    ...read('/grants', 'grant', { county: page(GRANT), otherwise: NOT_YOURS }, { list: true }),
    ask: () => ({ path: '/grants?place=v01' }),
  },
  write('post /grants', 'identity', ({ word }) => ({ code: word, role: 'village', place: 'v01' }), {
    county: made(GRANT),
    otherwise: NOT_YOURS,
  }),
  write('delete /grants/:id', 'grant', () => undefined, { county: DONE, farCounty: NOT_THERE, otherwise: NOT_YOURS }),
  // Nobody takes a role from herself.
  write('delete /grants/:id', 'countyGrant', () => undefined, { county: DONE, farCounty: NOT_THERE, otherwise: NOT_YOURS }, 'her'),
]

const ours = (of: RecordName): Row => ({
  ...read('/activities', of, { strangers: SIGN_IN_FIRST, town: page(activity), [CADRES]: NOTHING, otherwise: NOT_YOURS }, { list: true }),
  ask: () => ({ path: '/activities?box=ours' }),
})
const training = (now: string) => {
  const day = addDays(dayOf(now), 3)
  const times = { startsAt: atChina(day, '09:00'), endsAt: atChina(day, '11:30'), enrolBy: atChina(day, '08:00') }
  const words = { title: '柑橘冬季管护', sort: 'farming', cover: 'wheat', place: '梅坪村果园', bring: '', about: '' }
  return { ...words, ...times, seats: 2, needsReview: false, rules: {} }
}
const activities: Row[] = [
  read('/activities', 'activity', { [EVERYBODY]: page(activity) }, { list: true }),
  ...(['cancelledActivity', 'checkedActivity', 'withheldActivity'] as const).map((of) =>
    read('/activities', of, { [EVERYBODY]: NOTHING }, { list: true }),
  ),
  ours('activity'),
  ours('withheldActivity'),
  ...(['activity', 'cancelledActivity'] as const).map((of) => read('/activities/:id', of, { [EVERYBODY]: ok(activity) })),
  read('/activities/:id', 'ruledActivity', { [EVERYBODY]: ok(ruled) }),
  // Her own past is told to her, and nobody's to anybody else.
  read('/activities/:id/history', 'remembered', {
    her: ok(fields('title sort training startsAt since', 'items[].')),
    strangers: SIGN_IN_FIRST,
    otherwise: ok(['items[]']),
  }),
  read('/activities/:id/history', 'withheldActivity', { strangers: SIGN_IN_FIRST, otherwise: NOT_THERE }),
  // What WeChat has not passed is the organiser's, and her superiors'.
  ...(['checkedActivity', 'withheldActivity'] as const).map((of) =>
    read('/activities/:id', of, { 'town county': ok(activity), [EVERYBODY]: NOT_THERE }),
  ),
  write('post /activities', 'nothing', (_, { cloud }) => training(cloud.clock.now()), { [CADRES]: made(activity), otherwise: NOT_YOURS }),
]

const both = 'town county'
const CHANGE = 'id what was.startsAt was.endsAt becomes.startsAt becomes.endsAt why at state'
const changes: Row[] = [
  read('/activities/:id/changes', 'movedActivity', {
    [both]: ok(fields(`${CHANGE} by`, 'items[].'), ['toTell']),
    [EVERYBODY]: ok(fields(`${CHANGE} by?`, 'items[].'), ['toTell?']),
  }),
  read('/activities/:id/changes', 'withheldActivity', { [both]: ok(['items[]', 'toTell']), [EVERYBODY]: NOT_THERE }),
  write('post /activities/:id/changes', 'activity', () => ({ revision: 0, bring: '剪刀' }), { [both]: ok(activity), otherwise: NOT_THERE }),
  write('post /activities/:id/cancellation', 'activity', () => ({ revision: 0, why: '老师来不了' }), {
    [both]: ok(activity),
    otherwise: NOT_THERE,
  }),
]
const LINE = 'id name village walkIn left ticket ticks[].id ticks[].at'
const CERTIFICATE = ok(fields('number name title days organiser valid'))
const ALL = { [EVERYBODY]: ok([]) }
const NONE = { [EVERYBODY]: NOT_THERE }
/** Of the organiser and her superiors, and of nobody else. */
const managed = (answer: Outcome): Row['cells'] => ({ [both]: answer, otherwise: NOT_THERE })
const line = (phone: string) => ok(fields(`${LINE} ${phone}`, 'items[].'), ['next?'])
const SEATS = ok(fields('seats taken offered waiting kept byPhone'))
const seats: Row[] = [
  read('/activities/:id/seats', 'activity', managed(SEATS)),
  write('post /activities/:id/seats', 'activity', () => ({ seats: 3 }), managed(SEATS)),
  write('post /activities/:id/seats', 'cancelledActivity', () => ({ seats: 3 }), managed(no(409)), both),
  read('/activities/:id/queue', 'awaited', managed(ok(fields('application position who village phone*', 'items[].'), ['next?']))),
]
const rosters: Row[] = [
  read('/activities/:id/roster', 'attended', managed(line('phone*'))),
  // Numbers are shown of women of one's own area.
  read('/activities/:id/roster', 'attendedFromAfar', { town: line('phone?'), county: line('phone*'), otherwise: NOT_THERE }),
  write(
    'post /activities/:id/roster/marks',
    'attended',
    ({ word }, { cloud }) => ({ marks: [{ id: newId(cloud.clock.now()), about: word, undoes: [], at: cloud.clock.now() }] }),
    managed(ok(fields('id ticks[].id ticks[].at', 'items[].'))),
  ),
  read('/activities/:id/roster.pdf', 'attended', managed(ok([]))),
]
/** An activity in numbers, with the totals of a count and of a choice, and one who was missing. */
const summary = (reason: string): Row['cells'] =>
  managed(
    ok(
      fields('expected gaveBack[] questions[].label questions[].answers questions[].sum questions[].sum? questions[].totals[]'),
      fields('words count', 'questions[].totals[].'),
      fields(`came walkIns missing[].id missing[].name missing[].village missing[].${reason}`, 'afterwards.'),
      fields('answers faces? words[]', 'afterwards.feedback.'),
    ),
  )
const THOUGHT = 'title words until'
const afterwards: Row[] = [
  // Only she knows what she thought, and nobody learns who gave it.
  read('/enrolments/:id/feedback', 'certifiedEnrolment', { her: ok(fields(`${THOUGHT} face?`)), otherwise: NOT_THERE }),
  write('put /enrolments/:id/feedback', 'certifiedEnrolment', () => ({ face: 'useful' }), {
    her: ok(fields(`${THOUGHT} face`)),
    otherwise: NOT_THERE,
  }),
  read(
    '/me/trainings',
    'certifiedEnrolment',
    { her: page(fields('id title sort day organiser came certificate')), otherwise: NOTHING },
    { list: true },
  ),
  read('/activities/:id/summary', 'missed', summary('reason?')),
  write('put /activities/:id/absences', 'missed', ({ word }) => ({ enrolment: word, reason: 'family' }), summary('reason')),
]
const papers: Row[] = [
  read('/activities/:id/poster.pdf', 'activity', managed(ok([]))),
  read('/activities/:id/calendar.ics', 'activity', ALL),
  read('/activities/:id/calendar.ics', 'checkedActivity', NONE),
  read('/activities/:id/calendar.ics', 'withheldActivity', NONE),
  write('post /activities/:id/seen', 'activity', () => ({ village: 'v01' }), { [EVERYBODY]: DONE }),
  write('post /activities/:id/seen', 'withheldActivity', () => ({ village: 'v01' }), NONE),
  read('/activities/:id/boards', 'lookedAtActivity', managed(ok(fields('village name times', 'items[].')))),
  write(
    'post /activities/:id/certificates',
    'attended',
    () => ({}),
    managed(ok(fields('number name* issuedAt revokedAt?', 'items[].'), ['next?'])),
  ),
  write('post /activities/:id/certificates', 'activity', () => ({}), managed(no(409)), both),
  read('/activities/:id/certificates', 'certified', managed(ok(fields('number name* issuedAt revokedAt?', 'items[].'), ['next?']))),
  // Whoever holds the paper in her hand may know whether it is true.
  named(read('/certificates/:number', 'certificate', { [EVERYBODY]: CERTIFICATE })),
  named(read('/certificates/:number/paper.pdf', 'certificate', { 'her town county': ok([]), otherwise: NOT_THERE })),
  named(read('/certificates/:number/picture.jpg', 'certificate', { 'her town county': ok([]), otherwise: NOT_THERE })),
  named(write('post /certificates/:number/revocation', 'certificate', () => ({ reason: '发错了人' }), managed(CERTIFICATE))),
  named(write('post /certificates/:number/again', 'revokedCertificate', () => ({ name: '王桂兰' }), managed(CERTIFICATE))),
  named(write('post /certificates/:number/again', 'certificate', () => ({}), managed(no(409)), both)),
]

const NOTICE = fields('id sort title text application leads? at read')
const CALL = fields('id application who phone* title text at why')
const notices: Row[] = [
  read('/notices', 'notice', { her: page(NOTICE, 'unread'), otherwise: ok(['items[]', 'unread']) }, { list: true }),
  write('post /notices/read', 'notice', ({ id }) => ({ upTo: id || '0' }), { her: DONE, otherwise: NOT_THERE }),
  read('/calls', 'notice', { 'town county': page(CALL), [CADRES]: NOTHING, otherwise: NOT_YOURS }, { list: true }),
  write('post /calls/:id', 'notice', () => ({ result: 'told' }), { 'town county': DONE, [CADRES]: NOT_THERE, otherwise: NOT_YOURS }),
]

const POLICY =
  'id title number validFrom ceilings{} terms{} rateCap{} subsidy{} dayCount{} times{} age{} groups{} trading{} otherLoans{} credit{} local{} papers{} deadlines{}'
const LPR = 'day rate source'
const { id: _id, ...NATIONAL } = SEEDED_POLICIES[2] as (typeof SEEDED_POLICIES)[number]
const SUMS = 'principal interest subsidy share'
/** Of the county's Federation: a deployment has one county, so whoever is a county cadre is of it. */
const ofTheCounty = (answer: Outcome): Row['cells'] => ({ 'county farCounty': answer, otherwise: NOT_YOURS })
const shallow = (row: Row, depth: number): Row => ({ ...row, depth })
const loans: Row[] = [
  shallow(read('/loan/policies', 'nothing', { [EVERYBODY]: ok(fields(`${POLICY} validTo`, 'items[].'), fields(LPR, 'lpr[].')) }), 3),
  shallow(
    write(
      'post /loan/policies',
      'nothing',
      (_, { cloud }) => ({ ...NATIONAL, validFrom: dayOf(cloud.clock.now()) }),
      ofTheCounty(made(fields(POLICY))),
    ),
    1,
  ),
  write('post /loan/lpr', 'lprDay', ({ word: day }) => ({ day, rate: 38_500, source: '中国货币网' }), ofTheCounty(made(fields(LPR)))),
  // Whoever asks is asked nothing of herself that is kept.
  write('post /loan/eligibility', 'nothing', () => ({ answers: { local: false } }), {
    [EVERYBODY]: ok(fields('eligible'), fields('id title number', 'policy.'), fields('rule source needs message change', 'reasons[].')),
  }),
  write(
    'post /loan/schedule',
    'nothing',
    () => ({ principal: 10_000_000, rate: 34_500, style: 'bullet', termMonths: 12, released: '2026-11-23', dayCount: '30/360' }),
    { [EVERYBODY]: ok(fields(`due ${SUMS} balance`, 'instalments[].'), fields(SUMS, 'totals.'), ['notes[]']) },
  ),
]

const pictures: Row[] = [
  {
    route: 'post /uploads',
    of: 'nothing',
    ask: (_, { picture }) => ({ path: '/uploads', picture }),
    cells: { strangers: SIGN_IN_FIRST, otherwise: made(UPLOAD) },
  },
  read('/uploads/:id', 'picture', { her: ok(UPLOAD), otherwise: NOT_THERE }),
  // A case that keeps a picture shows it to those who see the case.
  read('/uploads/:id', 'keptPicture', { 'her guardian village town county': ok(UPLOAD), otherwise: NOT_THERE }),
  // An image tag sends no token: whoever has the signed address sees the picture, for five minutes.
  { ...read('/files/:id', 'picture', { [EVERYBODY]: ok([]) }), ask: ({ id, word }) => ({ path: `/files/${id}?${word}` }) },
  {
    ...read('/files/:id', 'picture', { [EVERYBODY]: NOT_THERE }),
    ask: ({ id, word }) => ({ path: `/files/${id}?${word.replace(/sig=.{4}/, 'sig=AAAA')}` }),
  },
]

/** Every route but those of applications. */
export const otherRows: readonly Row[] = [
  ...[
    aboutTheServer,
    signingIn,
    everyonesOwn,
    grants,
    activities,
    changes,
    seats,
    rosters,
    papers,
    afterwards,
    notices,
    loans,
    pictures,
  ].flat(),
]

/** These change the one who asks, for good: they come last. */
export const lastRows: readonly Row[] = [
  write('post /grants/claim', 'claim', ({ word }) => ({ code: word }), { otherwise: made(GRANT) }),
  write('post /grants/claim', 'nothing', () => ({ code: 'NOT-A-CODE' }), { otherwise: no(422, 'code') }),
  write('post /sign-out', 'nothing', () => ({}), { otherwise: DONE }),
]
