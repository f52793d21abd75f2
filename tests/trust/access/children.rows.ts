import { consentOf, openingOf, partsOf } from '../../support/children'
import { fields, made, NOT_THERE, NOT_YOURS, NOTHING, no, type Outcome, ok, page } from './fields'
import type { Row } from './matrix'
import type { RecordName, Thing } from './records'

const CADRES = 'village otherVillage farVillage town otherTown farTown county farCounty'
const EVERYBODY = 'strangers otherwise'
/** The cadres of the child's place; for everybody else there is no such child. */
const HERE = 'village town county'

const asked = (
  route: string,
  of: RecordName,
  cells: Row['cells'],
  body?: (thing: Thing) => unknown,
  more: Partial<Row> & { query?: (thing: Thing) => string } = {},
): Row => {
  const { query = () => '', ...rest } = more
  const pathOf = (thing: Thing) => `${(route.split(' ')[1] as string).replace(':id', thing.id).replace(':part', 'health')}${query(thing)}`
  return { route, of, ask: (thing) => ({ path: pathOf(thing), ...(body ? { body: body(thing) } : {}) }), cells, ...rest }
}

const CONSENT = 'purpose day way notice'
/** What is told of a child with no opening at all: to the last field, and none of them is hers. */
const child = (row: string, consents: string, more: string) => [
  ...fields(`id code state village villageName version parts[] needs[] openable mayWrite standingIn ${row} ${more}`),
  ...(consents === '' ? ['consents[]'] : fields(`${CONSENT} ${consents}`, 'consents[].')),
  ...fields('seq sort parts[] by standingIn at', 'events[].'),
]
const KNOWN = 'situation risk ageBand'
const NOW = child(KNOWN, 'withdrawnAt?', 'duty? closedFor? ends? erased?')
const STUB = child('situation risk? ageBand?', '', 'duty? closedFor? ends.on ends.rule erased?')
const CLOSED = child(KNOWN, 'withdrawnAt?', 'duty? closedFor ends.on ends.rule erased?')
const WITHDRAWN = child(KNOWN, 'withdrawnAt', 'duty? closedFor? ends.on ends.rule erased?')
const PROOF = 'erased.at erased.rule erased.why erased.steps erased.hash'
const ERASED = child('situation? risk? ageBand?', 'withdrawnAt?', `duty? closedFor? ends? ${PROOF}`)
const ROW = `id code state village villageName ${KNOWN}`

const here = (answer: Outcome): Row['cells'] => ({ [HERE]: answer, otherwise: NOT_THERE })
const shown = (of: RecordName, all: readonly string[]): Row => asked('get /children/:id', of, here(ok(all)))
const listed = (of: RecordName, row: string): Row =>
  asked('get /children', of, { [HERE]: page(fields(row)), [CADRES]: NOTHING, otherwise: NOT_YOURS }, undefined, { list: true })
/** Written by the village, or by the town that stands in; the county only looks. */
const written = (answer: Outcome, byTown: Outcome = answer): Row['cells'] => ({
  village: answer,
  town: byTown,
  county: NOT_YOURS,
  otherwise: NOT_THERE,
})
/** The paper is the village cadre's own picture: another's is refused, and so it stands for all that she might send. */
const HER_PICTURE = no(422, 'pictures')

const records: Row[] = [
  asked('get /child-notice', 'nothing', { [EVERYBODY]: ok(fields('version title lines[]')) }),
  listed('child', ROW),
  listed('stub', 'id code state village villageName situation risk? ageBand?'),
  listed('closedChild', ROW),
  listed('withdrawnChild', ROW),
  asked('get /children', 'erasedChild', { [CADRES]: NOTHING, otherwise: NOT_YOURS }, undefined, { list: true }),
  ...[
    shown('child', NOW),
    shown('stub', STUB),
    shown('closedChild', CLOSED),
    shown('withdrawnChild', WITHDRAWN),
    shown('erasedChild', ERASED),
  ],
  asked('post /children', 'nothing', { 'village town': made(STUB), otherwise: NOT_YOURS }, () => ({
    village: 'v01',
    situation: 'hardship',
  })),
  asked(
    'post /children/:id/registration',
    'stub',
    written(ok(NOW), HER_PICTURE),
    ({ word }) => ({ version: 1, consent: consentOf(word), parts: partsOf() }),
    { knows: 'town county' },
  ),
  asked('put /children/:id/parts/:part', 'child', written(ok(NOW)), () => ({ version: 2, values: { health: '很好' }, why: '监护人说的' }), {
    knows: 'county',
  }),
  asked(
    'post /children/:id/consents',
    'childWithPaper',
    written(ok(NOW), HER_PICTURE),
    ({ word }) => ({ purpose: 'motherView', ...consentOf(word) }),
    { knows: 'town county' },
  ),
  asked('post /children/:id/withdrawals', 'child', written(ok(WITHDRAWN)), () => ({ purpose: 'register' }), { knows: 'county' }),
  asked('post /children/:id/withdrawals', 'withdrawnChild', written(no(409)), () => ({ purpose: 'register' }), { knows: HERE }),
  asked('put /children/:id/closed', 'child', written(ok(CLOSED)), () => ({ version: 2, closed: 'moved' }), { knows: 'county' }),
  asked('put /children/:id/closed', 'closedChild', written(ok(NOW)), () => ({ version: 3, closed: null }), { knows: 'county' }),
  asked(
    'put /children/:id/duty',
    'child',
    { 'town county': ok(NOW.map((name) => (name === 'duty?' ? 'duty' : name))), village: NOT_YOURS, otherwise: NOT_THERE },
    () => ({ duty: 'report', words: '已经报告' }),
    { knows: 'village' },
  ),
  asked(
    'post /children/:id/erasure',
    'child',
    { county: ok(ERASED), 'village town': NOT_YOURS, otherwise: NOT_THERE },
    () => ({ words: '要求删除' }),
    {
      knows: 'village town',
    },
  ),
]

const OPENING = 'id child code villageName state emergency parts[] why words by at until mine mayDecide'
const ASKED = fields(`${OPENING} decidedBy? review? reviewDue?`)
const DECIDED = fields(`${OPENING} decidedBy review? reviewDue?`)
const URGENT = fields(`${OPENING} decidedBy? review reviewDue`)
const box = (name: 'mine' | 'waiting', of: RecordName, cells: Row['cells']): Row =>
  asked('get /child-openings', of, { ...cells, [CADRES]: NOTHING, otherwise: NOT_YOURS }, undefined, {
    list: true,
    query: () => `?box=${name}`,
  })
const decided = (of: RecordName, answer: Outcome): Row =>
  asked(
    'post /child-openings/:id/decision',
    of,
    { 'town county': answer, village: NOT_YOURS, otherwise: NOT_THERE },
    () => ({ agree: true }),
    {
      knows: 'village',
    },
  )

/** Only for whom it was opened, and only as long as the guardian wants it. */
const READ = ok(
  fields('code until'),
  fields('name sex birthDay card', 'parts.identity.'),
  fields('purpose relation name pictures[]', 'consents[].'),
)
const openings: Row[] = [
  asked('post /children/:id/openings', 'child', here(made(ASKED)), () => openingOf(['identity'])),
  asked('post /children/:id/openings', 'child', here(made(URGENT)), () => openingOf(['identity'], { emergency: true })),
  asked('post /children/:id/openings', 'child', here(no(409)), () => openingOf(['photo']), { knows: HERE }),
  asked('post /children/:id/openings', 'withdrawnChild', here(no(409)), () => openingOf(['identity']), { knows: HERE }),
  box('mine', 'opening', { village: page(ASKED) }),
  box('waiting', 'opening', { 'town county': page(ASKED) }),
  box('waiting', 'emergency', { 'town county': page(URGENT) }),
  box('waiting', 'approvedOpening', {}),
  asked('get /child-openings/:id', 'opening', here(ok(ASKED))),
  asked('get /child-openings/:id', 'approvedOpening', here(ok(DECIDED))),
  asked('get /child-openings/:id', 'emergency', here(ok(URGENT))),
  decided('opening', ok(DECIDED)),
  decided('emergency', ok(fields(`${OPENING} decidedBy review reviewDue`))),
  asked('post /child-openings/:id/reads', 'approvedOpening', { village: READ, otherwise: NOT_THERE }, () => ({})),
  asked('post /child-openings/:id/reads', 'emergency', { village: READ, otherwise: NOT_THERE }, () => ({})),
  ...(['opening', 'endedOpening'] as const).map((of) =>
    asked('post /child-openings/:id/reads', of, { village: no(409), otherwise: NOT_THERE }, () => ({}), { knows: 'village' }),
  ),
]

/** Alone, for nothing else is opened with it. */
const PHOTO = ok(fields('code until consents? parts.photo.picture[] parts.photo.until'))
/** However far the child has come with a mother: cadres see what they saw before, and she has no way into the register. */
const paired: Row[] = (['pairProposed', 'pairAtVillage', 'pairTrial', 'pairEnded'] as const).flatMap((of): Row[] => [
  { route: 'get /children/:id', of, ask: ({ about }) => ({ path: `/children/${about}` }), cells: here(ok(NOW)) },
  {
    ...{ route: 'post /children/:id/openings', of, cells: here(made(ASKED)) },
    ask: ({ about }) => ({ path: `/children/${about}/openings`, body: openingOf(['identity']) }),
  },
  {
    ...{ route: 'post /children/:id/withdrawals', of, cells: written(ok(WITHDRAWN)) },
    knows: 'county',
    ask: ({ about }) => ({ path: `/children/${about}/withdrawals`, body: { purpose: 'register' } }),
  },
])
const photos: Row[] = [
  asked('post /child-openings/:id/reads', 'approvedPhoto', { village: PHOTO, otherwise: NOT_THERE }, () => ({})),
  asked('get /child-openings/:id', 'approvedPhoto', here(ok(DECIDED))),
  {
    ...{ route: 'get /children/:id', of: 'approvedPhoto', cells: here(ok(NOW)) },
    ask: ({ about }) => ({ path: `/children/${about}` }),
  },
]

const ACCESS = page(
  fields('id at code villageName reader parts[] why pairing? words emergency approver approvedAt review?'),
  'signed? busy[]',
)
/** Of a caring mother her pairing is the ground. */
const BY_MOTHER = page(
  fields('id at code villageName reader parts[] why pairing words? emergency approver? approvedAt? review?'),
  'signed? busy[]',
)
const NO_ACCESS = ok(fields('items[] signed? busy[]'))
const report: Row[] = [
  asked('get /child-access', 'childReading', { county: ACCESS, farCounty: NO_ACCESS, otherwise: NOT_YOURS }, undefined, {
    query: ({ word }) => `?year=2026&after=${word}`,
    list: true,
  }),
  asked('get /child-access', 'pairRevealed', { county: BY_MOTHER, farCounty: NO_ACCESS, otherwise: NOT_YOURS }, undefined, {
    query: ({ word }) => `?year=2026&after=${word}`,
    list: true,
  }),
  asked(
    'get /child-access',
    'nothing',
    { 'county farCounty': ok(fields('items[] next? busy[] signed.rows signed.head signed.signature')), otherwise: NOT_YOURS },
    undefined,
    {
      query: () => '?year=2025',
    },
  ),
]

const tables: Row[] = [
  {
    route: 'get /child-access/table',
    of: 'nothing',
    ask: () => ({ path: '/child-access/table?year=2025' }),
    cells: { 'county farCounty': ok([]), otherwise: NOT_YOURS },
  },
  // What is no file is refused before anything else is looked at; whose table it is shows the test of the register.
  asked('post /child-access/check', 'nothing', { otherwise: no(422, 'file') }, () => ({})),
]

export const childRows: readonly Row[] = [...records, ...openings, ...paired, ...photos, ...report, ...tables]
