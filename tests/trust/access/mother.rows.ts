import { caseOf, NOT_THERE, NOT_YOURS, NOTHING, ok, page, rowOf, type Sight } from './fields'
import type { Row } from './matrix'
import type { RecordName } from './records'

const TOLD = 'name village gives[] when[] reach speaks[] most experienced checkConsent promise'
const DECIDES = 'harmed habits neglected punished unwell'
const HERS = `${TOLD} phone idCard ${DECIDES}`
const MASKED = `${TOLD} phone*`
const CHECK = 'checkResult checkDay'

const hers = { hers: true, verdicts: true, answers: HERS } as const
/** The village vouches for her; what excludes her, and what was found, is read by who decides. */
const village = { verdicts: true, answers: MASKED } as const
const decider = { verdicts: true, answers: `${MASKED} idCard* ${DECIDES}` } as const
const open = { due: true, held: true } as const

const looks = (of: RecordName, cells: Readonly<Record<string, Sight>>): Row => ({
  route: 'get /applications/:id',
  of,
  ask: ({ id }) => ({ path: `/applications/${id}` }),
  cells: { ...Object.fromEntries(Object.entries(cells).map(([who, sight]) => [who, ok(caseOf(sight))])), otherwise: NOT_THERE },
})
const moves = (name: string, of: RecordName, input: object, cells: Readonly<Record<string, Sight>>, knows: string): Row => ({
  route: 'post /applications/:id/moves/:move',
  of,
  ask: ({ id, version }) => ({ path: `/applications/${id}/moves/${name}`, body: { version, input } }),
  cells: {
    ...Object.fromEntries(Object.entries(cells).map(([who, sight]) => [who, ok(caseOf(sight))])),
    [knows]: NOT_YOURS,
    otherwise: NOT_THERE,
  },
  knows,
})

/** The routes that serve every kind, for a woman who wants to care for a child. */
export const motherRows: readonly Row[] = [
  looks('motherAtVillage', {
    her: { ...hers, ...open, moves: 'leave' },
    village: { ...village, ...open, moves: 'vouch sendBack refuse' },
    'town county': { ...decider, ...open, moves: 'vouch sendBack refuse' },
  }),
  looks('motherAtTown', {
    her: { ...hers, ...open, notes: 'opinion', moves: 'leave' },
    village: { ...village, ...open, notes: 'opinion' },
    'town county': { ...decider, ...open, notes: 'opinion', moves: 'accept passUp sendBack refuse' },
  }),
  looks('motherAccepted', {
    her: { ...hers, notes: `opinion ${CHECK}`, moves: 'pause leave' },
    village: { ...village, notes: 'opinion' },
    'town county': { ...decider, notes: `opinion ${CHECK}`, moves: 'renew suspend' },
  }),
  looks('motherPaused', {
    her: { ...hers, notes: `opinion ${CHECK}`, moves: 'resume leave' },
    village: { ...village, notes: 'opinion' },
    'town county': { ...decider, notes: `opinion ${CHECK}`, moves: 'suspend' },
  }),
  looks('motherSuspended', {
    her: { ...hers, ...open, notes: `opinion ${CHECK} reason`, moves: 'leave' },
    village: { ...village, ...open, notes: 'opinion reason' },
    'town county': { ...decider, ...open, notes: `opinion ${CHECK} reason`, moves: 'restore dismiss' },
  }),
  {
    route: 'get /applications',
    of: 'motherAtTown',
    ask: () => ({ path: '/applications?box=inbox' }),
    list: true,
    cells: { town: page(rowOf({ due: true })), otherwise: NOTHING },
  },
  moves('pause', 'motherAccepted', {}, { her: { ...hers, notes: `opinion ${CHECK}`, moves: 'resume leave' } }, 'village town county'),
  moves(
    'suspend',
    'motherAccepted',
    { reason: '先核实' },
    { 'town county': { ...decider, ...open, notes: `opinion ${CHECK} reason`, moves: 'restore dismiss' } },
    'her village',
  ),
  moves('leave', 'motherSuspended', {}, { her: { ...hers, notes: `opinion ${CHECK} reason` } }, 'village town county'),
  {
    route: 'post /applications/:id/reveals',
    of: 'motherAtTown',
    ask: ({ id }) => ({ path: `/applications/${id}/reveals`, body: { field: 'idCard', reason: '查询违法犯罪记录' } }),
    cells: { 'town county': ok(['field', 'value']), otherwise: NOT_THERE },
    knows: 'her village',
  },
]
