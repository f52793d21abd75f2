import { dayOf } from '@shared/core/time'
import type { BookRow, BookView } from '@shared/features/loan/book.api'
import { correctedIn, exceeded, isPayment } from '@shared/features/loan/book.entries'
import { extendedBy } from '@shared/features/loan/book.plans'
import { type Reckoned, reckon, stateOn } from '@shared/features/loan/book.reckoning'
import type { LoanBook } from './book.entity'
import type { Kept, Opened } from './book.store'

interface Around {
  who: string
  bank: string
  mayRecord: boolean
  hers: boolean
  subsidyPaid: number
  paidOtherwise: BookView['paidOtherwise']
}
/** A note is written freely, about her: it is between her and her bank. */
const readsNotes = ({ hers, mayRecord }: Around): boolean => hers || mayRecord

function entryView({ entry, at }: Kept, { ours, madeGood }: Reckoned, corrected: ReadonlySet<string>): BookView['entries'][number] {
  const payment = isPayment(entry) ? entry : undefined
  const reckoned = payment && ours.get(entry.id)
  const until = entry.sort === 'overdue' ? entry.until : entry.sort === 'extension' ? extendedBy(entry).until : undefined
  return {
    id: entry.id,
    sort: entry.sort,
    day: 'day' in entry ? entry.day : null,
    principal: payment?.principal ?? 0,
    interest: payment?.interest ?? null,
    ours: reckoned !== undefined && payment?.interest !== undefined && payment.interest !== reckoned ? reckoned : null,
    until: until ?? null,
    madeGood: madeGood.get(entry.id) ?? null,
    ...(entry.sort === 'extension'
      ? { months: entry.months, style: entry.style, everyMonths: entry.everyMonths }
      : { months: null, style: null, everyMonths: null }),
    serial: payment?.serial ?? '',
    corrects: entry.corrects ?? null,
    corrected: corrected.has(entry.id),
    at,
  }
}

/** A book on one page, as it stands at a moment. */
export function bookView({ row, terms, kept, entries }: Opened, around: Around, now: string): BookView {
  const book = reckon(terms, entries, dayOf(now))
  const corrected = correctedIn(entries)
  const { help, firstDue, cap, ...agreed } = terms
  return {
    id: row.id,
    receipt: row.receipt,
    ...around,
    state: book.state,
    version: row.version,
    terms: {
      ...{ ...agreed, firstDue: firstDue ?? null, policy: row.policy, lpr: row.lpr, helpRate: help.rate, percent: help.percent },
      overCap: exceeded(terms) ?? null,
    },
    balance: book.balance,
    ends: book.ends,
    paid: book.paid,
    soFar: book.soFar,
    next: book.next ?? null,
    overdue: book.overdue,
    extended: book.extended,
    instalments: book.instalments,
    entries: kept.map((one) => ({ ...entryView(one, book, corrected), ...(readsNotes(around) ? { note: one.note } : {}) })),
    quarters: book.quarters,
  }
}

/** One line of a list, without a replay. */
export const bookRowView = (row: LoanBook, who: string, bank: string, today: string): BookRow => ({
  ...{ id: row.id, receipt: row.receipt, who, bank, state: stateOn(row, today), principal: row.principal },
  ...{ balance: row.balance, released: row.released, nextDue: row.nextDue },
})
