import type { Help, Loan, Style } from './loan.schedule'

/** What was agreed when the money was paid out, and what finance bears of it: frozen on that day. */
export interface Terms extends Loan {
  help: Help
  /** the dearest rate that the policy has in mind; the bank's own may be dearer, then it is shown */
  cap?: number | undefined
}

/** The cap that a loan is dearer than; none where it is not, or nobody knows one. */
export const exceeded = ({ rate, cap }: Pick<Terms, 'rate' | 'cap'>): number | undefined =>
  cap !== undefined && rate > cap ? cap : undefined

interface Line {
  id: string
  /** the line in whose place this one stands */
  corrects?: string | undefined
}
export type Payment = Line & {
  sort: 'repayment' | 'early' | 'guarantorPays'
  day: string
  principal: number
  /** fen, as the bank reckons it */
  interest?: number | undefined
  /** the bank's own number of it */
  serial?: string | undefined
}
export type Extension = Line & { sort: 'extension'; day: string; months: number; style: Style; everyMonths: number }
export type Overdue = Line & { sort: 'overdue'; day: string; until?: string | undefined }
export type Happening = Payment | Extension | Overdue
/** One line of a book; lines are only ever added. Sums in fen, days `YYYY-MM-DD`. */
export type Entry = Happening | (Line & { sort: 'cancel'; corrects: string })

// On one day what was due comes before what changes the plan.
const ORDER: Readonly<Record<Happening['sort'], number>> = { repayment: 0, guarantorPays: 1, overdue: 2, early: 3, extension: 4 }

export const isPayment = (entry: Entry): entry is Payment =>
  entry.sort === 'repayment' || entry.sort === 'early' || entry.sort === 'guarantorPays'

/** Whether part of the principal is paid early: whatever the bank calls it, before the end of a loan of which only interest is due until then. */
export const isPaidAhead = (entry: Happening, style: Style): boolean =>
  entry.sort === 'early' || (entry.sort === 'repayment' && entry.principal > 0 && (style === 'interestOnly' || style === 'bullet'))

/** The lines in whose place others stand. */
export const correctedIn = (entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(entries.flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects])))

/** What holds of a book, in the order in which it happened: neither what was corrected nor what only takes a line back. */
export function standing(entries: readonly Entry[]): Happening[] {
  const corrected = correctedIn(entries)
  const holding = entries.filter((entry): entry is Happening => entry.sort !== 'cancel' && !corrected.has(entry.id))
  return holding
    .map((entry, k) => ({ entry, k }))
    .sort((a, b) =>
      a.entry.day === b.entry.day ? ORDER[a.entry.sort] - ORDER[b.entry.sort] || a.k - b.k : a.entry.day < b.entry.day ? -1 : 1,
    )
    .map(({ entry }) => entry)
}

/** A payment has a number of its own at the bank: two with one number are one payment, whatever else is said of them. */
export const hasSameSerial = (one: Payment, other: Payment): boolean => one.serial !== undefined && one.serial === other.serial

/** Whether two payments are one that was reported twice: the bank's own number tells equal ones apart. */
export function isSame(one: Payment, other: Payment): boolean {
  if (one.serial !== undefined && other.serial !== undefined && one.serial !== other.serial) return false
  const sameInterest = one.interest === undefined || other.interest === undefined || one.interest === other.interest
  return one.day === other.day && one.principal === other.principal && sameInterest
}
