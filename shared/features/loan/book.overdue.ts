import { lastOf } from '../../core/last'
import type { Happening } from './book.entries'
import type { Held } from './book.plans'

/** `until` does not belong to it any more; none: it lasts. `principal`: what was not paid, in fen. */
export interface Stretch {
  from: string
  until: string | null
  principal: number
}

/** A bank's count of days may differ a little from ours: so many per cent of the interest are the interest. */
const NEARLY = 95

/**
 * When each instalment of a plan was met: with as much principal as was due until then, or, where only interest was due, with nearly
 * the interest. `interestOf`: what was paid of it, reported or reckoned.
 */
export function metDays({ instalments, payments }: Held, interestOf: (payment: string) => number): (string | undefined)[] {
  let principal = 0
  let interest = 0
  return instalments.map((due) => {
    principal += due.principal
    interest += due.interest
    let [paid, paidInterest] = [0, 0]
    const met = payments.find((payment) => {
      paid += payment.principal
      paidInterest += interestOf(payment.id)
      return paid >= principal && (due.principal > 0 || paidInterest * 100 >= interest * NEARLY)
    })
    return met?.day
  })
}

/** Stretches that touch or overlap, as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all = [...stretches].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  const lines: Stretch[] = []
  for (const one of all) {
    const last = lastOf(lines)
    if (!last || (last.until !== null && last.until < one.from)) {
      lines.push({ ...one })
      continue
    }
    last.until = last.until === null || one.until === null ? null : ([last.until, one.until].sort()[1] as string)
    last.principal = Math.max(last.principal, one.principal)
  }
  return lines
}

/**
 * The stretches in which something was overdue: from a due day that was not met to the day on which it was (or on which another plan
 * took its place), and those that the bank reports. `cleared`: the day on which nothing was owed any more.
 */
export function overdueIn(
  plans: readonly Held[],
  happened: readonly Happening[],
  { interestOf, cleared, today }: { interestOf(payment: string): number; cleared: string | undefined; today: string },
): Stretch[] {
  const derived = plans.flatMap((held) => {
    const met = metDays(held, interestOf)
    return held.instalments.flatMap(({ due, principal }, k): Stretch[] => {
      if (due >= today || (held.until !== undefined && due >= held.until)) return []
      const until = [met[k], held.until, cleared].filter((day) => day !== undefined).sort()[0] ?? null
      return until !== null && until <= due ? [] : [{ from: due, until, principal }]
    })
  })
  const reported = happened.flatMap((entry): Stretch[] => {
    if (entry.sort !== 'overdue') return []
    const until = entry.until ?? cleared ?? null
    return until !== null && until <= entry.day ? [] : [{ from: entry.day, until, principal: 0 }]
  })
  return joined([...derived, ...reported])
}
