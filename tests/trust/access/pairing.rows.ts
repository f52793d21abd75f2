import { caseOf, DONE, fields, made, NOT_THERE, NOT_YOURS, NOTHING, no, type Outcome, ok, page, type Sight } from './fields'
import type { Row } from './matrix'
import type { RecordName } from './records'

/** To the last field what she is shown of a child; cadres have the register. */
const PROPOSED = fields('code ageBand distance needs[]')
const PAIRED = [...PROPOSED, ...fields('called meetAt guardianPhone')]
const CADRES = 'village town county'

const asked = (route: string, of: RecordName, path: string, cells: Row['cells'], more: Partial<Row> = {}): Row => ({
  ...{ route, of, ask: ({ id }) => ({ path: path.replace(':id', id) }), cells },
  ...more,
})
const looks = (of: RecordName, her: Outcome): Row =>
  asked('get /pairings/:id/child', of, '/pairings/:id/child', { her, otherwise: NOT_THERE }, { knows: `her ${CADRES}` })
const reveals = (of: RecordName, her: Outcome): Row =>
  asked('post /pairings/:id/reveals', of, '/pairings/:id/reveals', { her, otherwise: NOT_THERE }, { knows: `her ${CADRES}` })

/** Of the pairing of the other mother of the same child. */
const beside = (route: string, of: RecordName, what: string): Row => ({
  ...{ route, of, ask: ({ word }) => ({ path: `/pairings/${word}/${what}` }), cells: { otherwise: NOT_THERE }, knows: `her ${CADRES}` },
})

const hers = { hers: true, notes: 'name' } as const
const open = { due: true, held: true } as const
const theirs = { about: true, notes: 'mother mode name' } as const
/** Just ended, and after cadres had written of the child: of theirs she reads only the farewell. */
const endedForHer = { hers: true, answers: 'ending', notes: 'name' } as const
const endedForThem = { about: true, answers: 'ending', notes: 'mother mode name ending' } as const
const overForHer = { hers: true, answers: 'ending farewell', notes: 'name ending farewell' } as const
const overForThem = { about: true, answers: 'ending farewell', notes: 'mother mode name seems noted ending farewell' } as const
const LIVED = 'tell end'
const LOOKED_AFTER = 'observe end'
/** Before anybody else has done anything there is only the step of the cadre who asked her. */
const seen = (sight: Sight, untold?: true) => caseOf(sight).filter((name) => !untold || name !== 'events[].answers{}')

const shows = (of: RecordName, cells: Row['cells']): Row =>
  asked('get /applications/:id', of, '/applications/:id', { ...cells, otherwise: NOT_THERE })
const moves = (name: string, of: RecordName, input: object, cells: Row['cells'], knows: string): Row => ({
  route: 'post /applications/:id/moves/:move',
  of,
  ask: ({ id, version }) => ({ path: `/applications/${id}/moves/${name}`, body: { version, input } }),
  cells: { ...cells, [knows]: NOT_YOURS, otherwise: NOT_THERE },
  knows,
})

const HEAD = 'id mode total madeAt stale'
const PAIR = fields('child code score asked team? mothers[].id mothers[].name', 'pairs.items[].')
const PLAN = [...fields(HEAD), ...PAIR, 'pairs.next?']
const NO_PAIRS = [...fields(HEAD), 'pairs.items[]', 'pairs.next?']
const ALL_CADRES = 'village otherVillage farVillage town otherTown farTown county farCounty'

/** A pairing as cadres follow it: to the last field, and nothing of the child but its code. */
const LIVING = 'id child code mother.id mother.name mode team? state live before? next?'
const TRIAL = fields(`${LIVING} begunAt trialUntil`)
const ASKED = fields(`${LIVING} begunAt? trialUntil?`)
const items = (names: readonly string[]) => names.map((name) => `items[].${name}`)
/** Of a mother who lives elsewhere a cadre is told no name. */
const TEAM = fields('id name place placeName version mothers[].id mothers[].name mayWrite')
const NO_MOTHER = no(422, 'mothers.0')

const together: readonly Row[] = [
  {
    route: 'put /children/:id/kin',
    of: 'childAndMother',
    ask: ({ id, word }) => ({ path: `/children/${id}/kin`, body: { mother: word, related: true } }),
    cells: { [CADRES]: ok(fields('mother related')), otherwise: NOT_THERE },
  },
  {
    route: 'get /children/:id/pairings',
    of: 'pairTrial',
    ask: ({ about }) => ({ path: `/children/${about}/pairings` }),
    cells: { [CADRES]: ok(items(TRIAL)), otherwise: NOT_THERE },
  },
  {
    route: 'post /children/:id/proposals',
    of: 'childAndMother',
    ask: ({ id, word }) => ({ path: `/children/${id}/proposals`, body: { mode: 'oneToMany', mothers: [word] } }),
    cells: { [CADRES]: made(items(ASKED)), otherwise: NOT_THERE },
  },
  asked('get /pairings', 'pairTrial', '/pairings', { [CADRES]: page(TRIAL), [ALL_CADRES]: NOTHING, otherwise: NOT_YOURS }, { list: true }),
  asked(
    'get /pairing-teams',
    'pairingTeam',
    '/pairing-teams',
    { 'town county': page(TEAM), 'otherTown farTown farCounty': NOTHING, otherwise: NOT_YOURS },
    { list: true },
  ),
  asked('get /pairing-teams/:id', 'pairingTeam', '/pairing-teams/:id', {
    'town county': ok(TEAM),
    'otherTown farTown farCounty': NOT_THERE,
    otherwise: NOT_YOURS,
  }),
  {
    route: 'post /pairing-teams',
    of: 'twoMothers',
    ask: ({ word }) => ({ path: '/pairing-teams', body: { name: '桥头小组', mothers: word.split('+') } }),
    cells: { 'town county': made(TEAM), 'otherTown farTown farCounty': NO_MOTHER, otherwise: NOT_YOURS },
    knows: 'everybody',
  },
  {
    route: 'put /pairing-teams/:id',
    of: 'pairingTeam',
    ask: ({ id, word, version }) => ({ path: `/pairing-teams/${id}`, body: { version, name: '桥头小组', mothers: word.split('+') } }),
    cells: { 'town county': ok(TEAM), 'otherTown farTown farCounty': NOT_THERE, otherwise: NOT_YOURS },
  },
  asked('delete /pairing-teams/:id', 'pairingTeam', '/pairing-teams/:id', {
    'town county': DONE,
    'otherTown farTown farCounty': NOT_THERE,
    otherwise: NOT_YOURS,
  }),
  asked(
    'get /pairing-mothers',
    'twoMothers',
    '/pairing-mothers',
    { 'town county': page(fields('id name villageName team?')), 'otherTown farTown farCounty': NOTHING, otherwise: NOT_YOURS },
    { list: true },
  ),
  asked('get /pairing-plans', 'pairingPlan', '/pairing-plans', {
    county: ok(fields(HEAD, 'plan.')),
    farCounty: ok(['plan?']),
    otherwise: NOT_YOURS,
  }),
  asked('get /pairing-plans/:id/open', 'pairingPlan', '/pairing-plans/:id/open', {
    county: page(fields('child code why'), 'next?'),
    farCounty: no(404),
    otherwise: NOT_YOURS,
  }),
]

export const pairingRows: readonly Row[] = [
  ...together,
  ...(['pairProposed', 'pairAtVillage', 'pairAgreed', 'pairTrial', 'pairReview', 'pairActive', 'pairBeside', 'pairTakesOver'] as const).map(
    (of) => looks(of, ok(PROPOSED)),
  ),
  ...(['pairProposed', 'pairAtVillage', 'pairAgreed', 'pairBeside', 'pairTakesOver'] as const).map((of) => reveals(of, NOT_THERE)),
  ...(['pairTrial', 'pairReview', 'pairActive', 'pairTakenOver'] as const).map((of) => reveals(of, ok(PAIRED))),
  // Over, or somebody is worried because of her: nothing, from that moment on.
  ...(['pairEnded', 'pairNamed'] as const).flatMap((of) => [looks(of, NOT_THERE), reveals(of, NOT_THERE)]),
  // One mother of a child does not get at what another one is shown, whether she cares for it herself or is about to.
  ...(['pairBeside', 'pairTakesOver', 'pairTakenOver'] as const).flatMap((of) => [
    beside('get /pairings/:id/child', of, 'child'),
    beside('post /pairings/:id/reveals', of, 'reveals'),
  ]),
  asked(
    'get /children/:id/mothers',
    'childAndMother',
    '/children/:id/mothers',
    { [CADRES]: ok(fields('team? mothers[] score parts[] bars[]', 'items[].')), otherwise: NOT_THERE },
    { depth: 3 },
  ),
  {
    route: 'post /applications',
    of: 'childAndMother',
    ask: ({ id, word }) => ({
      path: '/applications',
      body: { kind: 'pairing', about: id, move: 'propose', input: { mother: word, mode: 'oneToMany' } },
    }),
    cells: { [CADRES]: made(seen({ ...theirs, ...open }, true)), otherwise: NOT_THERE },
  },
  {
    route: 'post /pairing-plans',
    of: 'childAndMother',
    ask: () => ({ path: '/pairing-plans', body: { mode: 'oneToMany' } }),
    cells: { county: made(PLAN), farCounty: made(NO_PAIRS), otherwise: NOT_YOURS },
    knows: 'everybody',
  },
  asked('get /pairing-plans/:id', 'pairingPlan', '/pairing-plans/:id', { county: ok(PLAN), farCounty: no(404), otherwise: NOT_YOURS }),
  shows('pairProposed', {
    her: ok(seen({ ...hers, ...open, moves: 'accept decline' }, true)),
    [CADRES]: ok(seen({ ...theirs, ...open }, true)),
  }),
  shows('pairAtVillage', {
    her: ok(seen({ ...hers, ...open, moves: 'withdraw' })),
    // Who proposed her does not let her begin.
    'village county filer': ok(seen({ ...theirs, ...open, moves: 'confirm refuse' })),
    town: ok(seen({ ...theirs, ...open, moves: 'refuse' })),
  }),
  moves('confirm', 'pairAgreed', {}, { 'village county filer': ok(seen({ ...theirs, moves: LOOKED_AFTER })) }, 'her town'),
  shows('pairReview', {
    her: ok(seen({ ...hers, ...open, moves: `goOn ${LIVED}` })),
    [CADRES]: ok(seen({ ...theirs, ...open, moves: `goOn ${LOOKED_AFTER}` })),
  }),
  moves(
    'goOn',
    'pairReview',
    {},
    { her: ok(seen({ ...hers, ...open, moves: LIVED })), [CADRES]: ok(seen({ ...theirs, ...open, moves: LOOKED_AFTER })) },
    '',
  ),
  shows('pairActive', { her: ok(seen({ ...hers, moves: LIVED })), [CADRES]: ok(seen({ ...theirs, moves: LOOKED_AFTER })) }),
  shows('pairTrial', { her: ok(seen({ ...hers, moves: LIVED })), [CADRES]: ok(seen({ ...theirs, moves: LOOKED_AFTER })) }),
  moves('tell', 'pairTrial', { goes: 'well' }, { her: ok(seen({ ...hers, answers: 'goes', notes: 'name goes', moves: LIVED })) }, CADRES),
  moves(
    'observe',
    'pairTrial',
    { seems: 'well' },
    { [CADRES]: ok(seen({ ...theirs, notes: 'mother mode name seems', moves: LOOKED_AFTER })) },
    'her',
  ),
  shows('pairEnded', {
    her: ok(seen(overForHer)),
    [CADRES]: ok(seen(overForThem)),
  }),
  moves('accept', 'pairProposed', {}, { her: ok(seen({ ...hers, ...open, moves: 'withdraw' })) }, CADRES),
  moves('decline', 'pairProposed', {}, { her: ok(seen(hers)) }, CADRES),
  moves('refuse', 'pairAtVillage', {}, { [CADRES]: ok(seen(theirs)) }, 'her'),
  // What she has just said herself is no note to her.
  moves('end', 'pairTrial', { ending: 'time' }, { her: ok(seen(endedForHer)), [CADRES]: ok(seen(endedForThem)) }, ''),
]
