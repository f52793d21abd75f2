import { fields, NOT_THERE, NOT_YOURS, NOTHING, no, ok, page } from './fields'
import type { Row } from './matrix'

const BOOK =
  'id receipt who bank hers mayRecord state version terms{} balance ends paid{} soFar{} subsidyPaid paidOtherwise[] next{} overdue[] extended[] instalments[] entries[] quarters[]'
const WITHOUT_NAME = ok(fields(BOOK))
/** What the bank writes beside a line is for her and for the bank alone. */
const ENTRY = fields(
  'id sort day principal interest? ours? until? madeGood? months? style? everyMonths? serial corrects? corrected at',
  'entries[].',
)
const NOTE = ['entries[].note']
const REPAID = [
  ...fields('id receipt who bank hers mayRecord state version balance ends subsidyPaid paidOtherwise[] overdue[] extended[] quarters[]'),
  ...fields('principal rate style termMonths everyMonths released firstDue? dayCount policy lpr? helpRate percent overCap', 'terms.'),
  ...fields('principal interest', 'paid.'),
  ...fields('interest subsidy share', 'soFar.'),
  ...fields('due principal interest subsidy share balance', 'next.'),
  ...fields('due principal interest subsidy share balance paid paidInterest fate', 'instalments[].'),
]
const LINE = fields('id receipt who bank state principal balance released nextDue')
const CLAIM = 'id quarter state revision lines total adjustment paid? paidDay? differing may[] history[]'
const FINANCE = 'hr finance'

const book = (cells: Row['cells'], more: Partial<Row> = {}): Row => ({
  route: 'get /loan/books/:id',
  of: 'declaredReleased',
  ask: ({ id }) => ({ path: `/loan/books/${id}` }),
  depth: 1,
  cells,
  ...more,
})
const claim = (route: string, cells: Row['cells'], body?: object): Row => ({
  route,
  of: 'openClaim',
  ask: ({ id }) => ({ path: (route.split(' ')[1] as string).replace(/:(id|claim)/, id), body }),
  ...(route.startsWith('post') ? { knows: `${FINANCE} county` } : { depth: 1 }),
  cells,
})
const PARTNERS = 'bank otherBank farBank'

/** Loans after their release: the bank's own, those of a cadre's places, all of the county for HR and finance; claims for these alone. */
export const bookRows: readonly Row[] = [
  book({ [`her bank village town county ${FINANCE}`]: WITHOUT_NAME, otherwise: NOT_THERE }),
  book(
    { 'her bank': ok(REPAID, ENTRY, NOTE), [`village town county ${FINANCE}`]: ok(REPAID, ENTRY), otherwise: NOT_THERE },
    { of: 'declaredRepaid', depth: 3 },
  ),
  book(
    {
      [`bank village town county ${FINANCE}`]: page(LINE),
      'otherVillage otherTown otherBank farVillage farTown farCounty farBank': NOTHING,
      otherwise: NOT_YOURS,
    },
    { route: 'get /loan/books', ask: () => ({ path: '/loan/books' }), list: true, depth: 9 },
  ),
  book(
    { bank: no(422, 'principal'), otherwise: NOT_THERE },
    {
      route: 'post /loan/books/:id/entries',
      ask: ({ id }) => ({
        path: `/loan/books/${id}/entries`,
        body: { sort: 'repayment', version: 1, day: '2026-11-23', principal: 99_999_999 },
      }),
      depth: 9,
      knows: `her bank village town county ${FINANCE}`,
    },
  ),
  {
    route: 'get /loan/template',
    of: 'nothing',
    ask: () => ({ path: '/loan/template' }),
    cells: { [PARTNERS]: ok([]), otherwise: NOT_YOURS },
  },
  // What is no file is refused before anything else is looked at.
  ...['/loan/imports', '/loan/claims/:claim/payments'].map((path) => claim(`post ${path}`, { otherwise: no(422, 'file') })),
  claim('get /loan/imports/:id', { otherwise: NOT_THERE }),
  { ...claim('post /loan/imports/:id/confirm', { otherwise: NOT_THERE }), knows: '' },
  {
    ...claim('get /loan/claims', {
      [`${FINANCE} county`]: page(fields(CLAIM), 'due?'),
      farCounty: ok(['items[]', 'due?']),
      otherwise: NOT_YOURS,
    }),
    ...{ list: true, depth: 3 },
  },
  claim('post /loan/claims', { hr: no(422, 'quarter'), otherwise: NOT_YOURS }, { quarter: '2026-Q4' }),
  claim('get /loan/claims/:id', { [`${FINANCE} county`]: ok(fields(CLAIM)), otherwise: NOT_THERE }),
  claim('get /loan/claims/:id/lines', { [`${FINANCE} county`]: ok(['items[]', 'next?']), otherwise: NOT_THERE }),
  claim('get /loan/claims/:id/list', { [`${FINANCE} county`]: ok([]), otherwise: NOT_THERE }),
  claim('post /loan/claims/:id/confirm', { hr: no(409), 'finance county': NOT_YOURS, otherwise: NOT_THERE }, { revision: 999 }),
  claim(
    'post /loan/claims/:id/return',
    { 'hr county': NOT_YOURS, finance: no(409), otherwise: NOT_THERE },
    { revision: 999, reason: '再核对' },
  ),
  claim(
    'post /loan/claims/:id/paid',
    { 'hr county': NOT_YOURS, finance: no(409), otherwise: NOT_THERE },
    { revision: 999, day: '2026-11-23' },
  ),
]
