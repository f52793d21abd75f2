import * as v from 'valibot'
import { after, day, id, line, page, version, whole } from '../../core/schema'
import { MOST_FEN, type WorkingRow, workingRow } from './book.api'
import { rest } from './claim.rest'

/** Sums in fen: what is corrected of an earlier quarter is `due - claimed + unpaid`. */
const earlierRow = v.object({
  quarter: v.string(),
  /** what it should have been, by what is known now */
  due: v.number(),
  /** what was claimed for it so far */
  claimed: v.number(),
  /** of that, what finance has not paid and said it will; below nothing where it has paid more */
  unpaid: v.number(),
})
export type Earlier = v.InferOutput<typeof earlierRow>

/** How a line of a claim was reckoned, as it is kept. */
export interface Workings {
  /** what the bank's interest of the quarter is more (or less) than ours */
  differs: number
  rows: WorkingRow[]
  /** what is corrected of earlier quarters, one by one */
  earlier: Earlier[]
}

/** What is claimed of finance for a quarter (`2026-Q3`): sums are fen, days `YYYY-MM-DD` in China. */

const quarter = v.pipe(v.string('季度要写成 2026-Q3 这样'), v.regex(/^20\d{2}-Q[1-4]$/, '季度要写成 2026-Q3 这样'))

/** Whom a claim waits for. */
export const CLAIM_STATES = { drawing: '正在核算', hr: '等人社确认', finance: '等财政确认', confirmed: '等拨付', paid: '已拨付' } as const
export type ClaimState = keyof typeof CLAIM_STATES

export const claimView = v.object({
  id: v.string(),
  quarter: v.string(),
  state: v.picklist(Object.keys(CLAIM_STATES) as [ClaimState, ...ClaimState[]]),
  /** goes up whenever a figure changes; whoever confirms says which one was seen */
  revision: v.number(),
  lines: v.number(),
  total: v.number(),
  /** of the total: what corrects earlier quarters */
  adjustment: v.number(),
  paid: v.nullable(v.number()),
  paidDay: v.nullable(v.string()),
  /** lines for which finance paid another sum */
  differing: v.number(),
  /** what the caller may do now */
  may: v.array(v.picklist(['confirm', 'return', 'pay', 'download'])),
  history: v.array(v.object({ what: v.string(), who: v.string(), at: v.string(), note: v.string() })),
})
export const claimQuery = v.strictObject({ after })
export const claimPage = v.object({
  ...page(claimView).entries,
  /** the quarter whose turn it is, for HR; none until it is over */
  due: v.nullable(v.string()),
})
/** The quarter that is claimed: over, none left out in which there was a loan, and every earlier claim confirmed. */
export const claimBody = v.strictObject({ quarter })
export const confirmBody = v.strictObject({ revision: version })
export const returnBody = v.strictObject({ revision: version, reason: line(200, '原因') })
/** All was paid as claimed, except for these lines. */
export const paidBody = v.strictObject({
  revision: version,
  day,
  except: v.optional(
    v.pipe(
      v.array(v.strictObject({ book: id, paid: whole(-MOST_FEN, MOST_FEN, '实付金额不对'), rest: v.optional(rest, 'later') })),
      v.maxLength(200, '太多了，请用表格上传'),
    ),
    [],
  ),
})

export const lineQuery = v.strictObject({ after, only: v.optional(v.picklist(['differing', 'adjusted'])) })
const claimLine = v.object({
  book: v.string(),
  receipt: v.string(),
  who: v.string(),
  bank: v.string(),
  principal: v.number(),
  released: v.string(),
  rate: v.number(),
  /** the policy's dearest rate, where this loan is dearer */
  overCap: v.nullable(v.number()),
  /** interest of the quarter, reckoned */
  interest: v.number(),
  /** what the bank reported more (or less) than that */
  differs: v.number(),
  /** subsidy of the quarter: what the rows come to, but never more than the bank's interest */
  subsidy: v.number(),
  /** what earlier quarters should have been, less what was claimed for them */
  adjustment: v.number(),
  total: v.number(),
  paid: v.nullable(v.number()),
  /** what becomes of the difference, where there is one */
  rest: v.nullable(rest),
  earlier: v.array(earlierRow),
  rows: v.array(workingRow),
})
export const linePage = page(claimLine)

export type ClaimView = v.InferOutput<typeof claimView>
export type ClaimLine = v.InferOutput<typeof claimLine>
export type PaidBody = v.InferOutput<typeof paidBody>
