import { DECLARED } from '../../support/declarations'
import { caseOf, made, NOT_THERE, NOT_YOURS, NOTHING, no, ok, page, rowOf, type Sight } from './fields'
import type { Row } from './matrix'
import type { RecordName } from './records'

const saw = (sight: Sight) => ok(caseOf(sight))
const others = { otherwise: NOT_THERE }
/** What the house knows by her ID number, for who checks how often she had a subsidy; by her husband's for the county alone. */
const KNOWN = 'known.her.open known.her.books'
const KNOWN_OF_BOTH = `${KNOWN} known.spouse.open known.spouse.books`
/** What village, town and county see of it; the county, what the house knows besides. */
const federation = (sight: Sight): Row['cells'] => ({
  'village town': saw(sight),
  county: saw({ ...sight, found: `${sight.found ?? ''} ${KNOWN_OF_BOTH}` }),
})

const PAPERS = 'register[] idPhotos[] proof[]'
const TOLD = `${Object.keys(DECLARED).join(' ').replace('loans', 'loans[]')} ${PAPERS}`
const masked = (said: string) => said.replace(/\b(phone|idCard|spouseName|spouseIdCard|suretyName|suretyPhone)\b/g, '$1*')
/** What every partner needs: who she is, what she does, how much for how long. */
const SHARED = 'name phone* idCard* village trade since local what where borrower sum term purpose idPhotos[] proof[]'
const HR = `${SHARED} group loans[] overdue times hrConsent`
const GUARANTOR = `${SHARED} marital plan suretyName* suretyPhone* guarantorConsent`
const BANK = `${SHARED} marital loans[] overdue plan style bankConsent`

const open = { due: true, held: true } as const
const hers = { hers: true, verdicts: true, answers: TOLD } as const
const cadre = { verdicts: true, answers: masked(TOLD) } as const
const partner = (answers: string) => ({ verdicts: true, answers }) as const
const DECIDES = 'sendBack refuse'
const WRITTEN = 'opinion visit'
const AT_COUNTY = `${WRITTEN} townOpinion`
const REPORTED = 'releasedSum releasedRate releasedOn releasedStyle releasedTerm everyMonths dayCount'

const sights: readonly [RecordName, Row['cells']][] = [
  [
    'declaredAtTown',
    {
      her: saw({ ...hers, ...open, moves: 'withdraw object' }),
      village: saw({ ...cadre, ...open, notes: WRITTEN }),
      ...federation({ ...cadre, ...open, notes: WRITTEN, moves: `recommend ${DECIDES}` }),
    },
  ],
  [
    'declaredAtHr',
    {
      her: saw({ ...hers, ...open, notes: 'bank', moves: 'withdraw object' }),
      ...federation({ ...cadre, ...open, notes: `${AT_COUNTY} bank` }),
      hr: saw({ ...partner(HR), found: KNOWN, ...open, moves: `confirm ${DECIDES}` }),
    },
  ],
  [
    'declaredAtGuarantor',
    {
      her: saw({ ...hers, ...open, notes: 'bank groupConfirmed hrNote', moves: 'withdraw object' }),
      ...federation({ ...cadre, ...open, notes: `${AT_COUNTY} bank groupConfirmed hrNote` }),
      hr: saw({ ...partner(HR), found: KNOWN, ...open, notes: 'groupConfirmed hrNote' }),
      guarantor: saw({ ...partner(GUARANTOR), ...open, moves: `guarantee ${DECIDES}` }),
    },
  ],
  [
    'declaredAtBank',
    {
      her: saw({ ...hers, ...open, notes: 'bank groupConfirmed hrNote guaranteed', moves: 'withdraw object' }),
      ...federation({ ...cadre, ...open, notes: `${AT_COUNTY} bank groupConfirmed hrNote guaranteed` }),
      hr: saw({ ...partner(HR), found: KNOWN, ...open, notes: 'groupConfirmed hrNote' }),
      guarantor: saw({ ...partner(GUARANTOR), ...open, notes: 'guaranteed' }),
      bank: saw({ ...partner(BANK), ...open, notes: 'bank groupConfirmed guaranteed', moves: `release handBack ${DECIDES}` }),
    },
  ],
  [
    'declaredReleased',
    {
      her: saw({ ...hers, found: 'book', notes: `bank groupConfirmed hrNote guaranteed ${REPORTED}` }),
      ...federation({ ...cadre, found: 'book', moves: 'visit', notes: `${AT_COUNTY} bank groupConfirmed hrNote guaranteed ${REPORTED}` }),
      hr: saw({ ...partner(HR), found: `book ${KNOWN}`, notes: 'groupConfirmed hrNote' }),
      guarantor: saw({ ...partner(GUARANTOR), found: 'book', notes: 'guaranteed' }),
      bank: saw({ ...partner(BANK), found: 'book', notes: `bank groupConfirmed guaranteed ${REPORTED}`, moves: 'amend' }),
    },
  ],
  // The door of one is shut; the others have what they had.
  [
    'declaredWithoutHr',
    {
      her: saw({ ...hers, ...open, answers: TOLD.replace(' hrConsent', ''), notes: 'bank', moves: 'agree withdraw object' }),
      ...federation({
        ...cadre,
        ...open,
        answers: masked(TOLD).replace(' hrConsent', ''),
        notes: `${AT_COUNTY} bank`,
      }),
    },
  ],
  [
    'declaredWithoutGuarantor',
    {
      her: saw({
        ...hers,
        ...open,
        answers: TOLD.replace(' guarantorConsent', ''),
        notes: 'bank groupConfirmed hrNote',
        moves: 'agree withdraw object',
      }),
      ...federation({
        ...cadre,
        ...open,
        answers: masked(TOLD).replace(' guarantorConsent', ''),
        notes: `${AT_COUNTY} bank groupConfirmed hrNote`,
      }),
      hr: saw({ ...partner(HR), found: KNOWN, ...open, notes: 'groupConfirmed hrNote' }),
    },
  ],
  [
    'declaredWithoutBank',
    {
      her: saw({
        ...hers,
        ...open,
        answers: TOLD.replace(' bankConsent', ''),
        notes: 'bank groupConfirmed hrNote guaranteed',
        moves: 'agree withdraw object',
      }),
      ...federation({
        ...cadre,
        ...open,
        answers: masked(TOLD).replace(' bankConsent', ''),
        notes: `${AT_COUNTY} bank groupConfirmed hrNote guaranteed`,
      }),
      hr: saw({ ...partner(HR), found: KNOWN, ...open, notes: 'groupConfirmed hrNote' }),
      guarantor: saw({ ...partner(GUARANTOR), ...open, notes: 'guaranteed' }),
    },
  ],
]
/** What she says of her trouble is for village, town and county: the bank learns nothing of it. */
const TROUBLE = 'causes[] details name phone'
const heard = { about: true, answers: `${TROUBLE}*` } as const
const said = { about: true, hers: true, answers: TROUBLE } as const
const troubles: readonly [RecordName, Row['cells']][] = [
  [
    'difficulty',
    {
      her: saw({ ...said, ...open, moves: 'withdraw' }),
      'village town county': saw({ ...heard, ...open, moves: 'answer passOn' }),
    },
  ],
  [
    'difficultyAtTown',
    {
      her: saw({ ...said, ...open, moves: 'withdraw' }),
      village: saw({ ...heard, ...open, notes: 'heard' }),
      'town county': saw({ ...heard, ...open, notes: 'heard', moves: 'answer' }),
    },
  ],
  [
    'difficultyAnswered',
    {
      her: saw({ ...said, notes: 'reply', moves: 'again' }),
      'village town county': saw({ ...heard, notes: 'reply' }),
    },
  ],
]
const pages: Row[] = [...sights, ...troubles].map(([of, cells]) => ({
  route: 'get /applications/:id',
  of,
  ask: ({ id }) => ({ path: `/applications/${id}` }),
  cells: { ...cells, ...others },
}))

const inbox = (of: RecordName, cells: Row['cells']): Row => ({
  route: 'get /applications',
  of,
  ask: () => ({ path: '/applications?box=inbox' }),
  list: true,
  cells: { ...cells, otherwise: NOTHING },
})
const line = page(rowOf({ due: true }))

const POLICY = ['id', 'title', 'number']
const named = (at: string) => POLICY.map((name) => `${at}.${name}`)
const under: Row = {
  route: 'get /loan/cases/:id/under',
  of: 'declaredAtHr',
  ask: ({ id }) => ({ path: `/loan/cases/${id}/under?policy=cj2023n75` }),
  cells: {
    'her village town county': ok([...named('was'), ...named('would'), 'eligible.was', 'eligible.would', 'changes[]']),
    ...others,
  },
}
const taken: Row = {
  route: 'post /applications/:id/consents',
  of: 'declaredAtBank',
  ask: ({ id, version }) => ({ path: `/applications/${id}/consents`, body: { version, field: 'financeConsent', given: false } }),
  cells: {
    her: saw({
      ...hers,
      ...open,
      answers: TOLD.replace(' financeConsent', ''),
      notes: 'bank groupConfirmed hrNote guaranteed',
      moves: 'withdraw object',
    }),
    'village town county hr guarantor bank': NOT_YOURS,
    ...others,
  },
  knows: 'village town county hr guarantor bank',
}
const unknownConsent: Row = {
  ...taken,
  ask: ({ id, version }) => ({ path: `/applications/${id}/consents`, body: { version, field: 'name', given: false } }),
  cells: { otherwise: NOT_THERE },
  knows: 'her village town county hr guarantor bank',
}
const lookedAfter: Row = {
  route: 'post /applications/:id/looked-after',
  of: 'declaredLate',
  ask: ({ id }) => ({ path: `/applications/${id}/looked-after`, body: {} }),
  cells: { county: ok(['id']), ...others },
}
const released: Row = {
  route: 'post /applications/:id/moves/:move',
  of: 'declaredAtBank',
  ask: ({ id, version }) => ({ path: `/applications/${id}/moves/release`, body: { version, input: { releasedRate: 0 } } }),
  cells: {
    bank: no(422, 'releasedSum releasedRate releasedOn releasedStyle releasedTerm everyMonths dayCount'),
    'her village town county hr guarantor': NOT_YOURS,
    ...others,
  },
  knows: 'her village town county hr guarantor bank',
}

const visited: Row = {
  route: 'post /applications/:id/moves/:move',
  of: 'declaredReleased',
  ask: ({ id, version }) => ({
    path: `/applications/${id}/moves/visit`,
    body: { version, input: { visited: '蜂场看过了', visitNote: '还款没有问题' } },
  }),
  cells: {
    ...federation({
      ...{ ...cadre, found: 'book', moves: 'visit' },
      notes: `${AT_COUNTY} bank groupConfirmed hrNote guaranteed ${REPORTED} visited visitNote`,
    }),
    'her hr guarantor bank': NOT_YOURS,
    ...others,
  },
  knows: 'her hr guarantor bank',
}

const vouched: Row = {
  route: 'post /applications/:id/moves/:move',
  of: 'declared',
  ask: ({ id, version }) => ({ path: `/applications/${id}/moves/vouch`, body: { version, input: { opinion: '人勤快' } } }),
  cells: {
    her: NOT_YOURS,
    village: saw({ ...cadre, ...open, notes: 'opinion' }),
    // Who stood in for the village recommends nothing.
    town: saw({ ...cadre, ...open, notes: 'opinion', moves: DECIDES }),
    county: saw({ ...cadre, ...open, notes: 'opinion', found: KNOWN_OF_BOTH, moves: DECIDES }),
    ...others,
  },
  knows: 'her',
}

const troubled = (name: string, of: RecordName, input: object, cells: Row['cells'], knows: string): Row => ({
  route: 'post /applications/:id/moves/:move',
  of,
  ask: ({ id, version }) => ({ path: `/applications/${id}/moves/${name}`, body: { version, input } }),
  cells: { ...cells, ...others },
  knows,
})
const ofTrouble: Row[] = [
  // A second time beside an open one is refused, in words that name it; of anybody else's loan there is nothing.
  {
    route: 'post /applications',
    of: 'declaredReleased',
    ask: ({ id }) => ({ path: '/applications', body: { kind: 'difficulty', about: id, input: {} } }),
    cells: { her: made(caseOf({ about: true, hers: true, held: true, moves: 'submit withdraw' })), ...others },
  },
  troubled(
    'passOn',
    'difficulty',
    { heard: '上门看过' },
    {
      village: saw({ ...heard, ...open, notes: 'heard' }),
      'town county': saw({ ...heard, ...open, notes: 'heard', moves: 'answer' }),
      her: NOT_YOURS,
    },
    'her',
  ),
  troubled(
    'again',
    'difficultyAnswered',
    { still: '银行要我再去' },
    { her: saw({ ...said, ...open, answers: `${TROUBLE} still`, notes: 'reply', moves: 'withdraw' }), 'village town county': NOT_YOURS },
    'village town county',
  ),
  {
    route: 'post /applications/:id/reveals',
    of: 'difficulty',
    ask: ({ id }) => ({ path: `/applications/${id}/reveals`, body: { field: 'phone', reason: '打电话问问' } }),
    cells: { 'village town county': ok(['field', 'value']), ...others },
    knows: 'her',
  },
]

/** The declaration for a subsidised loan: what each office on its road sees of it, and what she may take back. */
export const loanRows: readonly Row[] = [
  ...pages,
  inbox('declaredAtHr', { hr: line }),
  inbox('declaredAtBank', { bank: line }),
  ...(['declaredWithoutHr', 'declaredWithoutGuarantor'] as const).map((of) => inbox(of, { her: page(rowOf({ due: true, hers: true })) })),
  inbox('declaredWithoutBank', { her: page(rowOf({ due: true, hers: true })) }),
  inbox('declaredLate', { hr: line, county: line }),
  inbox('difficulty', { village: page(rowOf({ due: true, about: true })) }),
  inbox('difficultyAtTown', { town: page(rowOf({ due: true, about: true })) }),
  ...ofTrouble,
  ...[under, taken, unknownConsent, lookedAfter, released, visited, vouched],
]
