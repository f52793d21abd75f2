import { HER } from '../../support/activities'
import { caseOf, made, NOT_THERE, NOT_YOURS, NOTHING, no, ok, page, rowOf, type Sight } from './fields'
import type { Row } from './matrix'
import { PLEA, type RecordName } from './records'

const saw = (sight: Sight) => ok(caseOf(sight))
const at = (path: string) => `/applications/${path}`
const others = { otherwise: NOT_THERE }

/** What is asked with an enrolment, as she and as others see it. */
const TOLD = 'name village phone'
const MASKED = 'name village phone*'
const hers = { about: true, hers: true, verdicts: true, answers: TOLD } as const
const theirs = { about: true, verdicts: true, answers: MASKED } as const
const open = { due: true, held: true } as const
/** Her ticket, and from when until when she may say what she thought of it. */
const SEAT = 'ticket feedback.from feedback.until'
/** A rule stands against her, and she has said why she asks all the same. */
const pleads = { verdicts: 'some', answers: `${TOLD} plea` } as const
const pleaded = { verdicts: 'some', answers: `${MASKED} plea` } as const

const PAIRING = { answers: 'name village idCard* promise' } as const
/** Nobody is named in a petition, and her own pages name nobody. */
const PETITION = { about: true, hers: true } as const

const sights: readonly [RecordName, Row['cells']][] = [
  ['draft', { her: saw({ ...hers, held: true, moves: 'submit ask' }) }],
  [
    'asking',
    {
      her: saw({ ...hers, ...pleads, ...open, moves: 'cancel' }),
      'town county': saw({ ...theirs, ...pleaded, ...open, moves: 'admit refuse' }),
    },
  ],
  ['review', { her: saw({ ...hers, ...open, moves: 'cancel' }), 'town county': saw({ ...theirs, ...open, moves: 'accept refuse' }) }],
  [
    'villageReview',
    { her: saw({ ...hers, ...open, moves: 'cancel' }), 'village town county': saw({ ...theirs, ...open, moves: 'accept refuse' }) },
  ],
  ['seated', { her: saw({ ...hers, moves: 'cancel', found: SEAT }), 'town county': saw({ ...theirs, found: SEAT }) }],
  [
    'certifiedEnrolment',
    {
      her: saw({ ...hers, verdicts: 'late', moves: 'cancel', found: `certificate ${SEAT}` }),
      'town county': saw({ ...theirs, verdicts: 'late', found: `certificate ${SEAT}` }),
    },
  ],
  [
    'waiting',
    { her: saw({ ...hers, moves: 'cancel', found: 'position' }), 'town county': saw({ ...theirs, moves: 'letIn', found: 'position' }) },
  ],
  [
    'offered',
    {
      her: saw({ ...hers, ...open, moves: 'accept decline', found: 'until' }),
      'town county': saw({ ...theirs, ...open, found: 'until' }),
    },
  ],
  ['refused', { her: saw({ ...hers, notes: 'reason' }), 'town county': saw({ ...theirs, notes: 'reason' }) }],
  ['cancelled', { her: saw(hers), 'town county': saw(theirs) }],
  ['calledOff', { her: saw({ ...hers, verdicts: 'late' }), 'town county': saw({ ...theirs, verdicts: 'late' }) }],
  // The cadre who filed it looks with the woman's eyes, and decides nothing.
  [
    'filed',
    { 'her filer': saw({ ...hers, ...open, moves: 'cancel' }), 'town county': saw({ ...theirs, ...open, moves: 'accept refuse' }) },
  ],
  [
    'petition',
    {
      her: saw({ ...PETITION, ...open, answers: 'sort story callback', moves: 'withdraw' }),
      county: saw({ ...PETITION, ...open, answers: 'sort story callback*', moves: 'accept refuse' }),
    },
  ],
  [
    'petitionAnswered',
    {
      her: saw({ ...PETITION, answers: 'sort story callback', notes: 'answer', moves: 'review withdraw' }),
      county: saw({ ...PETITION, answers: 'sort story callback*', notes: 'answer handling' }),
    },
  ],
  [
    'pairingOffered',
    {
      her: saw({ ...open, hers: true, answers: 'name village idCard promise' }),
      village: saw({ ...PAIRING, ...open }),
      'town county': saw({ ...PAIRING, ...open, moves: 'match' }),
    },
  ],
  // Only the desk that it has come to sees it, and its author.
  [
    'publicationAtEditor',
    {
      her: saw({ ...open, hers: true, about: true, answers: 'no', moves: 'drop' }),
      // A cadre's own name is not asked for.
      editor: saw({ ...open, about: true, hers: true, answers: 'no', moves: 'pass sendBack' }),
    },
  ],
  [
    'publicationScheduled',
    {
      her: saw({ hers: true, about: true, answers: 'no', notes: 'day hour', moves: 'drop' }),
      'editor section': saw({ about: true, hers: true, answers: 'no', notes: 'day hour' }),
      leader: saw({ about: true, hers: true, answers: 'no', notes: 'day hour', moves: 'hold' }),
    },
  ],
  // She hears nothing of the child before all have agreed, and the guardian does not read her ID number.
  [
    'pairing',
    {
      her: saw({ ...open, hers: true, answers: 'name village idCard promise', moves: 'agree decline' }),
      guardian: saw({ ...PAIRING, ...open, hers: true, notes: 'child guardianPhone', moves: 'agree decline' }),
      'village town county': saw({ ...PAIRING, ...open, notes: 'child guardianPhone*', moves: 'agree decline' }),
    },
  ],
]
const pages: Row[] = sights.map(([of, cells]) => ({
  route: 'get /applications/:id',
  of,
  ask: ({ id }) => ({ path: at(id) }),
  cells: { ...cells, ...others },
}))

const list = (box: string, of: RecordName, cells: Row['cells']): Row => ({
  route: 'get /applications',
  of,
  ask: ({ about }) => ({ path: `/applications?box=${box}${box === 'about' ? `&about=${about}` : ''}` }),
  list: true,
  cells: { ...cells, otherwise: NOTHING },
})
const line = (sight: Pick<Sight, 'due' | 'hers' | 'about'>) => page(rowOf(sight))
const reviewed = line({ about: true, due: true })
const lists: Row[] = [
  list('mine', 'review', { her: line({ about: true, hers: true, due: true }) }),
  list('mine', 'filed', { 'her filer': line({ about: true, hers: true, due: true }) }),
  list('inbox', 'draft', { her: line({ about: true, hers: true }) }),
  list('inbox', 'review', { town: reviewed }),
  list('inbox', 'villageReview', { village: reviewed }),
  list('inbox', 'filed', { filer: NOTHING, town: reviewed }),
  list('inbox', 'petition', { county: line({ about: true, due: true, hers: true }) }),
  list('inbox', 'pairing', { 'her guardian': line({ hers: true, due: true }), village: line({ due: true }) }),
  list('handled', 'refused', { filer: NOTHING, town: line({ about: true }) }),
  list('about', 'review', { 'town county': reviewed }),
  list('about', 'draft', {}),
]

const begins = (of: RecordName, cells: Row['cells'], knows = ''): Row => ({
  route: 'post /applications',
  of,
  // The thing applied for is named in the body.
  ask: ({ id }) => ({ path: '/applications', body: { kind: 'enrolment', about: id, move: 'submit', input: HER } }),
  cells,
  knows,
})
const move = (name: string, of: RecordName, input: object, cells: Row['cells'], knows: string): Row => ({
  route: 'post /applications/:id/moves/:move',
  of,
  ask: ({ id, version }) => ({ path: at(`${id}/moves/${name}`), body: { version, input } }),
  cells: { ...cells, [knows]: NOT_YOURS, ...others },
  knows,
})
const save = (of: RecordName, cells: Row['cells'], knows = ''): Row => ({
  route: 'patch /applications/:id',
  of,
  ask: ({ id, version }) => ({ path: at(id), body: { version, input: { name: '王桂花' } } }),
  cells: { ...cells, ...others },
  knows,
})
const reveal = (field: string, of: RecordName, by: string, knows: string): Row => ({
  route: 'post /applications/:id/reveals',
  of,
  ask: ({ id }) => ({ path: at(`${id}/reveals`), body: { field, reason: '核对材料' } }),
  // With their own eyes they see it anyway.
  cells: { [knows]: NOT_THERE, [by]: ok(['field', 'value']), ...others },
  knows,
})
const agreed = { ...PAIRING, ...open, moves: 'decline' } as const

const writes: Row[] = [
  begins('activity', { otherwise: made(caseOf({ ...hers, moves: 'cancel', found: SEAT })) }),
  begins('cancelledActivity', { otherwise: no(422) }, 'everybody'),
  {
    route: 'post /applications',
    of: 'choosyActivity',
    ask: ({ id }) => ({ path: '/applications', body: { kind: 'enrolment', about: id, move: 'ask', input: PLEA } }),
    cells: { otherwise: made(caseOf({ ...hers, ...pleads, ...open, moves: 'cancel' })) },
  },
  begins('choosyActivity', { otherwise: no(422, 'village') }, 'everybody'),
  begins('checkedActivity', others),
  begins('withheldActivity', others),
  move('submit', 'draft', {}, { her: saw({ ...hers, moves: 'cancel', found: SEAT }) }, ''),
  move('accept', 'review', {}, { 'town county': saw({ ...theirs, found: SEAT }) }, 'her'),
  move(
    'admit',
    'asking',
    { exception: '名额有富余' },
    { 'town county': saw({ ...theirs, ...pleaded, notes: 'exception', found: SEAT }) },
    'her',
  ),
  move('accept', 'villageReview', {}, { 'village town county': saw({ ...theirs, found: SEAT }) }, 'her'),
  move('accept', 'filed', {}, { 'town county': saw({ ...theirs, found: SEAT }) }, 'her filer'),
  move('cancel', 'seated', {}, { her: saw(hers) }, 'town county'),
  move('cancel', 'waiting', {}, { her: saw(hers) }, 'town county'),
  move('accept', 'offered', {}, { her: saw({ ...hers, moves: 'cancel', found: SEAT }) }, 'town county'),
  move('decline', 'offered', {}, { her: saw(hers) }, 'town county'),
  move('letIn', 'byPhone', {}, { 'town county': saw({ ...theirs, found: SEAT }) }, 'her'),
  move('cancel', 'filed', {}, { 'her filer': saw(hers) }, 'town county'),
  move('accept', 'petition', {}, { county: saw({ ...PETITION, ...open, answers: 'sort story callback*', moves: 'extend reply' }) }, 'her'),
  move('pass', 'publicationAtEditor', {}, { editor: saw({ ...open, about: true, hers: true, answers: 'no' }) }, 'her'),
  move(
    'hold',
    'publicationScheduled',
    {},
    { leader: saw({ ...open, about: true, hers: true, answers: 'no', notes: 'day hour', moves: 'publish sendBack' }) },
    'her editor section',
  ),
  // A text that is not public is named only to who keeps its campaign; what she begins is written by others, and hers to hand in again.
  {
    route: 'post /applications',
    of: 'draftText',
    ask: ({ id }) => ({ path: '/applications', body: { kind: 'publication', about: id, input: {} } }),
    cells: { county: made(caseOf({ about: true, hers: true, held: true, moves: 'submit drop' })), ...others },
  },
  move(
    'agree',
    'pairing',
    {},
    {
      her: saw({ ...agreed, hers: true, answers: 'name village idCard promise' }),
      guardian: saw({ ...agreed, hers: true, notes: 'child guardianPhone' }),
      'village town county': saw({ ...agreed, notes: 'child guardianPhone*' }),
    },
    '',
  ),
  save('draft', { her: saw({ ...hers, held: true, moves: 'submit ask' }) }),
  save('review', { 'her town county': NOT_YOURS }, 'her town county'),
  reveal('phone', 'review', 'town county', 'her'),
  reveal('phone', 'filed', 'town county', 'her filer'),
  reveal('phone', 'declaredAtBank', 'village town county hr guarantor bank', 'her'),
  reveal('callback', 'petition', 'county', 'her'),
  reveal('idCard', 'pairing', 'guardian village town county', 'her'),
  reveal('guardianPhone', 'pairing', 'village town county', 'her guardian'),
]

/** The routes that serve every kind. */
export const caseRows: readonly Row[] = [...pages, ...lists, ...writes]
