import { lastOf } from '../../core/last'
import type { Payment } from './book.entries'
import type { Held } from './book.plans'
import type { Instalment } from './loan.schedule'

/** What was paid of an instalment, in fen, and since when it is met. */
export interface Met {
  day: string | undefined
  principal: number
  interest: number
}

type Sums = Pick<Met, 'principal' | 'interest'>

/** A bank's count of days may differ a little from ours: so many per cent of an instalment's interest. */
const ASIDE_PERCENT = 5
/** A bank rounds otherwise: so many fen of an instalment. */
const ROUNDED = 100

/** What must be there for an instalment: where every payment is the same it is all one, for the bank may part it otherwise; else its principal, or its interest where it has none. */
const measure = ({ principal, interest }: Sums, due: Sums, level: boolean): number =>
  level ? principal + interest : due.principal > 0 ? principal : interest

/** What is paid of an instalment may be so much less (or more) than what we reckon and still be that instalment: never half of it. */
function aside(due: Sums, level: boolean): number {
  const counted = level || due.principal === 0 ? (due.interest * ASIDE_PERCENT) / 100 : 0
  return Math.min(Math.max(counted, ROUNDED), measure(due, due, level) / 2)
}

/** What is left over of what was paid when an instalment has had its part; a little more than its part is its part. */
function restOf(pool: Sums, due: Sums, level: boolean): Sums {
  const most = aside(due, level)
  if (!level) {
    const interest = pool.interest - due.interest
    return { principal: Math.max(0, pool.principal - due.principal), interest: interest > most ? interest : 0 }
  }
  const rest = measure(pool, due, true) - measure(due, due, true)
  const principal = rest > most ? Math.min(rest, pool.principal) : 0
  return { principal, interest: rest > most ? rest - principal : 0 }
}

/**
 * When each instalment of a plan was met, one after another out of what was paid in order, and how much was paid of it. What little the
 * bank reckons otherwise (by 5 % of the interest, by a yuan of rounding) is forgiven in each by itself and never adds up: neither to
 * a payment that nobody made, nor to one that is missing. The last one takes whatever is left of the principal. A payment of whose
 * interest the bank says nothing brings the interest of all dues up to its day, and of the one whose principal it covers before its day.
 */
export function metOf({ instalments, payments, owed, style }: Pick<Held, 'instalments' | 'payments' | 'owed' | 'style'>): Met[] {
  const level = style === 'equalInstalment'
  const last = lastOf(instalments)
  let pool: Sums = { principal: 0, interest: 0 }
  let paidBack = 0
  let came: Payment | undefined
  const coming = [...payments]
  const isMet = (due: Instalment) => {
    if (due === last && owed > 0) return paidBack >= owed
    const byPrincipal = came !== undefined && came.interest === undefined && due.principal > 0
    const asLevel = level && !byPrincipal
    return measure(due, due, asLevel) - measure(pool, due, asLevel) <= aside(due, level)
  }
  /** All interest up to its day is paid with it. */
  const isSilentAfter = (due: Instalment) => came !== undefined && came.interest === undefined && due.due <= came.day
  return instalments.map((due): Met => {
    if (isSilentAfter(due)) pool = { ...pool, interest: Math.max(pool.interest, due.interest) }
    while (!isMet(due) && coming.length > 0) {
      came = coming.shift() as Payment
      paidBack += came.principal
      pool = {
        principal: pool.principal + came.principal,
        interest: pool.interest + (came.interest ?? Math.max(0, due.interest - pool.interest)),
      }
    }
    const met = isMet(due)
    const paid = { principal: Math.min(pool.principal, due.principal), interest: Math.min(pool.interest, due.interest) }
    pool = met
      ? restOf(pool, due, level && came?.interest !== undefined)
      : { principal: pool.principal - paid.principal, interest: pool.interest - paid.interest }
    return met ? { ...paid, day: came?.day ?? due.due } : { ...paid, day: undefined }
  })
}
