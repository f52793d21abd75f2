import * as v from 'valibot'
import { after, day, id, line, page, version, whole, words } from '../../core/schema'
import { otherwise } from './claim.rest'
import { STYLES, type Style } from './loan.schedule'

/** Sums are fen, rates ten-thousandths of a per cent, days `YYYY-MM-DD` in China, a quarter is `2026-Q3`. */

/** The largest sum that is reported. */
export const MOST_FEN = 1_000_000_000
const sum = (name: string, least = 0) => whole(least, MOST_FEN, `${name}在${least / 100}到${MOST_FEN / 100}元之间，单位是分`)
const styles = Object.keys(STYLES) as [Style, ...Style[]]
const style = v.picklist(styles, '没有这种还款方式')

/** What a bank can say of a loan after its release. */
export const ENTRY_SORTS = {
  repayment: '还款',
  early: '提前还款',
  extension: '展期',
  overdue: '逾期',
  guarantorPays: '代偿',
  cancel: '撤销',
} as const
export type EntrySort = keyof typeof ENTRY_SORTS

const told = {
  /** the version of the book that the sender has seen */
  version,
  /** the entry in whose place this one stands */
  corrects: v.optional(id),
  /** why it is corrected, or whatever is worth knowing */
  note: words(200, '说明'),
}
const paid = {
  ...told,
  day,
  principal: sum('本金'),
  /** as the bank reckons it; ours is shown beside it when they differ */
  interest: v.optional(sum('利息')),
  /** the bank's own number of the payment: tells two equal payments of one day apart */
  serial: v.optional(line(40, '流水号')),
}

/** One line of the book, as a bank reports it. */
export const entryBody = v.variant(
  'sort',
  [
    v.strictObject({ sort: v.literal('repayment'), ...paid }),
    v.strictObject({ sort: v.literal('early'), ...paid, principal: sum('本金', 1) }),
    v.strictObject({ sort: v.literal('guarantorPays'), ...paid, principal: sum('本金', 1) }),
    /** from a due day; `until`: the day on which it was made good, when that is known */
    v.strictObject({ sort: v.literal('overdue'), ...told, day, until: v.optional(day) }),
    /** what is owed on `day` is paid back by a new plan of so many months */
    v.strictObject({
      sort: v.literal('extension'),
      ...told,
      day,
      months: whole(1, 36, '展期在1到36个月之间'),
      style,
      everyMonths: v.picklist([1, 3], '每1个月或者每3个月还一次'),
    }),
    v.strictObject({ sort: v.literal('cancel'), ...told, corrects: id }),
  ],
  '没有这一种登记',
)

export const BOOK_STATES = { repaying: '还款中', overdue: '有逾期', guaranteed: '已由担保代偿', settled: '已结清' } as const
export type BookState = keyof typeof BOOK_STATES
const bookState = v.picklist(Object.keys(BOOK_STATES) as [BookState, ...BookState[]])

const sums = { principal: v.number(), interest: v.number(), subsidy: v.number(), share: v.number() }

/** One row of the arithmetic: days × principal × rate ÷ basis; `from` counts, `until` does not. */
export const workingRow = v.object({
  from: v.string(),
  until: v.string(),
  days: v.number(),
  principal: v.number(),
  rate: v.number(),
  /** days of a year */
  basis: v.number(),
  interest: v.number(),
  /** finance pays `percent` per cent of `helpRate` */
  helpRate: v.number(),
  percent: v.number(),
  subsidy: v.number(),
  /** why there is no subsidy */
  without: v.optional(v.picklist(['overdue', 'extended', 'guaranteed'])),
})

const entryView = v.object({
  id: v.string(),
  sort: v.picklist(Object.keys(ENTRY_SORTS) as [EntrySort, ...EntrySort[]]),
  /** none where a line is only taken back */
  day: v.nullable(v.string()),
  principal: v.number(),
  interest: v.nullable(v.number()),
  /** what we reckon the interest to be, where the bank's is another */
  ours: v.nullable(v.number()),
  until: v.nullable(v.string()),
  /** of what is overdue, where the bank has not said until when: since when the payments say that nothing is missing */
  madeGood: v.nullable(v.string()),
  /** of an extension: for how long, and how it is paid back from then on */
  months: v.nullable(v.number()),
  style: v.nullable(v.picklist(styles)),
  everyMonths: v.nullable(v.number()),
  serial: v.string(),
  /** what the bank wrote beside it: for her and for the bank alone */
  note: v.optional(v.string()),
  corrects: v.nullable(v.string()),
  /** another line stands in its place */
  corrected: v.boolean(),
  /** when it was reported, UTC */
  at: v.string(),
})

export const FATES = { paid: '已还', part: '还了一部分', overdue: '已过期未还', due: '未到期', replaced: '已改计划' } as const

export const bookView = v.object({
  id: v.string(),
  receipt: v.string(),
  /** her name as the caller may see it; empty when she may not */
  who: v.string(),
  /** the bank's name */
  bank: v.string(),
  state: bookState,
  version: v.number(),
  /** whether the caller may report entries */
  mayRecord: v.boolean(),
  /** whether this is the caller's own loan */
  hers: v.boolean(),
  terms: v.object({
    principal: v.number(),
    rate: v.number(),
    style: v.picklist(styles),
    termMonths: v.number(),
    everyMonths: v.number(),
    released: v.string(),
    firstDue: v.nullable(v.string()),
    dayCount: v.string(),
    /** the policy that was frozen at the release, and the LPR of that day where the subsidy hangs on it */
    policy: v.string(),
    lpr: v.nullable(v.number()),
    helpRate: v.number(),
    percent: v.number(),
    /** the policy's dearest rate on the day of release, where this loan is dearer */
    overCap: v.nullable(v.number()),
  }),
  balance: v.number(),
  /** the last day of the plan that holds now */
  ends: v.string(),
  paid: v.object({ principal: v.number(), interest: v.number() }),
  /** up to today: the interest (as the bank reported it, where it has), what the state bears of it, and what she bears */
  soFar: v.object({ interest: v.number(), subsidy: v.number(), share: v.number() }),
  /** what finance has paid out so far */
  subsidyPaid: v.number(),
  /** quarters of which it has paid another sum than was claimed, the oldest first */
  paidOtherwise: v.array(otherwise),
  next: v.nullable(v.object({ due: v.string(), ...sums })),
  overdue: v.array(v.object({ from: v.string(), until: v.nullable(v.string()), principal: v.number() })),
  extended: v.array(v.object({ from: v.string(), until: v.string() })),
  instalments: v.array(
    v.object({
      due: v.string(),
      ...sums,
      balance: v.number(),
      /** of the principal */
      paid: v.number(),
      /** of its interest */
      paidInterest: v.number(),
      fate: v.picklist(Object.keys(FATES) as [keyof typeof FATES, ...(keyof typeof FATES)[]]),
    }),
  ),
  entries: v.array(entryView),
  quarters: v.array(
    v.object({
      quarter: v.string(),
      /** by the arithmetic of the rows */
      interest: v.number(),
      /** what the bank reported more (or less): her share is reckoned with it */
      differs: v.number(),
      ...{ subsidy: v.number(), share: v.number() },
      rows: v.array(workingRow),
    }),
  ),
})

/** One book in a list. */
const bookRow = v.object({
  id: v.string(),
  receipt: v.string(),
  who: v.string(),
  bank: v.string(),
  state: bookState,
  principal: v.number(),
  balance: v.number(),
  released: v.string(),
  nextDue: v.nullable(v.string()),
})
/** `receipt`: the one with this number; `state`: only these */
export const bookQuery = v.strictObject({
  after,
  receipt: v.optional(v.pipe(v.string(), v.maxLength(20, '受理编号不对'))),
  state: v.optional(bookState),
})
export const bookPage = page(bookRow)

/** What becomes of one row of a file. */
export const ROW_FATES = {
  taken: '可以记',
  unknown: '没有这笔贷款',
  tooMuch: '比欠的还多',
  known: '已经记过',
  badDay: '日期不对',
  badSum: '金额不对',
  /** the row itself cannot be read, or what it says cannot be */
  unreadable: '看不懂这一行',
  /** a line of the claim that no row of the file names */
  missing: '表里没有',
} as const
const rowFate = v.picklist(Object.keys(ROW_FATES) as [keyof typeof ROW_FATES, ...(keyof typeof ROW_FATES)[]])

/** A file that was sent: tried first, then confirmed. */
export const importView = v.object({
  id: v.string(),
  sort: v.picklist(['repayments', 'payments']),
  /** `tried`: nothing is recorded yet; `done`: recorded */
  state: v.picklist(['tried', 'done']),
  /** the very same file was recorded before: nothing changes */
  before: v.boolean(),
  taken: v.number(),
  refused: v.number(),
  /** lines of the claim of which nobody has said what was paid: until all are named nothing can be recorded */
  missing: v.number(),
  /** lines of the claim that the file does not name: what was said of them before stays */
  kept: v.number(),
  rows: v.array(
    v.object({
      /** its number in the file; none for a line of the claim that is not in it */
      row: v.nullable(v.number()),
      receipt: v.string(),
      day: v.string(),
      principal: v.number(),
      interest: v.nullable(v.number()),
      fate: rowFate,
      /** in the bank's words, why not */
      why: v.string(),
    }),
  ),
  at: v.string(),
})
/** `day`: on which finance has paid; today unless it is said. A file of repayments has its days in its rows. */
export const importConfirmBody = v.strictObject({ day: v.optional(day) })
export type EntryBody = v.InferOutput<typeof entryBody>
export type BookView = v.InferOutput<typeof bookView>
export type BookRow = v.InferOutput<typeof bookRow>
export type BookQuery = v.InferOutput<typeof bookQuery>
export type ImportView = v.InferOutput<typeof importView>
export type WorkingRow = v.InferOutput<typeof workingRow>
