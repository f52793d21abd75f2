import { REPORT, SEEN } from '../../support/worries'
import { caseOf, fields, made, NOT_THERE, NOT_YOURS, no, type Outcome, ok, type Sight } from './fields'
import type { Row } from './matrix'
import type { RecordName } from './records'

const CADRES = 'village town county'
const NOT_KEPT = 'village county filer'
const ANSWERS = 'danger seen[] words'
const open = { due: true, held: true } as const
const hers = { hers: true, answers: ANSWERS } as const
const theirs = { about: true, answers: ANSWERS } as const
const RAISED = { ...theirs, ...open, moves: 'take name jot' } as const
const HANDLED = 'report judge visit close name jot'
/** By which level, and when: written down with the step. */
const BY = 'takenBy takenAt'
const TAKEN = { ...theirs, ...open, moves: HANDLED, notes: BY } as const

/** To the last field what its page shows besides the case: numbers to her alone, what is to be done to cadres alone. */
const PAGE = 'sms taken? turn[] next call'
const TOLD = fields('level reached', 'told[].')
/** Until somebody takes it: then nobody need be called. */
const CALL = fields('level phone', 'phones[].')
const forHer = (more = PAGE, phones = CALL): Outcome => ok(fields(more), TOLD, phones, fields('duties[] named[]'))
const forThem = (more = `${PAGE} phones[]`): Outcome => ok(fields(more), TOLD, fields('named[]'), fields('duty due', 'duties[].'))
const GONE_ON = 'sms taken.level taken.at turn[] next? call phones[]'

const shows = (of: RecordName, cells: Row['cells']): Row => ({
  ...{ route: 'get /applications/:id', of, ask: ({ id }) => ({ path: `/applications/${id}` }) },
  cells: { ...cells, otherwise: NOT_THERE },
})
const pages = (of: RecordName, cells: Row['cells']): Row => ({
  ...{ route: 'get /worries/:id', of, ask: ({ id }) => ({ path: `/worries/${id}` }) },
  cells: { ...cells, otherwise: NOT_THERE },
})
const moves = (name: string, of: RecordName, input: object, cells: Row['cells'], knows: string): Row => ({
  route: 'post /applications/:id/moves/:move',
  of,
  ask: ({ id, version }) => ({ path: `/applications/${id}/moves/${name}`, body: { version, input } }),
  cells: { ...cells, ...(knows ? { [knows]: NOT_YOURS } : {}), otherwise: NOT_THERE },
  knows,
})
const raises = (of: RecordName, about: 'id' | 'about', cells: Row['cells'], knows = ''): Row => ({
  route: 'post /applications',
  of,
  ask: (thing) => ({ path: '/applications', body: { kind: 'worry', about: thing[about], move: 'raise', input: SEEN } }),
  cells: { ...cells, otherwise: NOT_THERE },
  knows,
})
const listens = (of: RecordName, name: 'pairing' | 'child', cells: Row['cells'], knows = ''): Row => ({
  route: 'get /worry-listeners',
  of,
  ask: ({ id }) => ({ path: `/worry-listeners?${name}=${id}` }),
  cells: { ...cells, otherwise: NOT_THERE },
  knows,
})
const LISTENERS = fields('id level name', 'cadres[].')
const seen = (sight: Sight) => caseOf(sight)
/** Who has told of it herself sees it as hers, whatever her office. */
const justRaised = seen({ ...hers, ...open, moves: 'add' })

export const worryRows: readonly Row[] = [
  listens('pairTrial', 'pairing', { her: ok(LISTENERS, fields('id name', 'mothers[].')) }, CADRES),
  listens('childAndMother', 'child', { [CADRES]: ok(LISTENERS, fields('mothers[]')) }),
  raises('pairTrial', 'id', { her: made(justRaised) }),
  raises('childAndMother', 'about', { [CADRES]: made(justRaised) }),
  shows('worryRaised', { her: ok(justRaised), [CADRES]: ok(seen(RAISED)) }),
  // Kept from one of the town, by whatever she asks; her colleague in the same office is told.
  shows('worryKept', { her: ok(justRaised), town: NOT_THERE, [NOT_KEPT]: ok(seen(RAISED)) }),
  pages('worryKept', { her: forHer(), town: NOT_THERE, [NOT_KEPT]: forThem() }),
  moves('take', 'worryKept', {}, { town: NOT_THERE, [NOT_KEPT]: ok(seen(TAKEN)) }, 'her'),
  pages('worryRaised', { her: forHer(), [CADRES]: forThem() }),
  pages('worryTaken', { her: forHer(GONE_ON, []), [CADRES]: forThem(GONE_ON) }),
  moves('take', 'worryRaised', {}, { [CADRES]: ok(seen(TAKEN)) }, 'her'),
  moves(
    'add',
    'worryRaised',
    { more: '又有新伤' },
    { her: ok(seen({ ...hers, ...open, answers: `${ANSWERS} more`, moves: 'add', notes: 'more' })) },
    CADRES,
  ),
  {
    ...moves('name', 'worryKept', { named: '0'.repeat(26) }, { her: NOT_YOURS, town: NOT_THERE, [NOT_KEPT]: no(422, 'named') }, ''),
    knows: `her ${NOT_KEPT}`,
  },
  moves('jot', 'worryTaken', { note: '联系了学校' }, { [CADRES]: ok(seen({ ...TAKEN, notes: `${BY} note` })) }, 'her'),
  moves('report', 'worryTaken', REPORT, { [CADRES]: ok(seen({ ...TAKEN, notes: [BY, ...Object.keys(REPORT)].join(' ') })) }, 'her'),
  shows('worryTaken', { her: ok(seen({ ...hers, ...open, moves: 'add', notes: BY })), [CADRES]: ok(seen(TAKEN)) }),
  shows('worryClosed', {
    her: ok(seen({ ...hers, notes: `${BY} outcome reply` })),
    [CADRES]: ok(seen({ ...theirs, notes: `${BY} outcome harm result reply` })),
  }),
]
