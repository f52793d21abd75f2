import { lastOf } from '../../core/last'
import type { Happening } from './book.entries'
import { metOf } from './book.met'
import { type Held, isDueIn } from './book.plans'

/** `until` does not belong to it any more; none: it lasts. `principal`: what was not paid, in fen. */
export interface Stretch {
  from: string
  until: string | null
  principal: number
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

interface Told {
  /** the day on which nothing was owed any more */
  cleared: string | undefined
  today: string
}

/** From each due day that was not met to the day on which it was, or on which another plan took its place: what is still to come ends nothing. */
function missedIn(plans: readonly Held[], { cleared, today }: Told): Stretch[] {
  return plans.flatMap((held) => {
    const met = metOf(held)
    return held.instalments.flatMap(({ due, principal }, k): Stretch[] => {
      if (due >= today || !isDueIn(held, due)) return []
      const until = [met[k]?.day, held.until, cleared].filter((day) => day !== undefined && day <= today).sort()[0] ?? null
      return until !== null && until <= due ? [] : [{ from: due, until, principal }]
    })
  })
}

/** Overdue in all, and of each line of the bank that left the end open, the day on which the payments say that it was made good. */
export interface Arrears {
  stretches: Stretch[]
  madeGood: ReadonlyMap<string, string>
}

/**
 * The stretches in which something was overdue: those that follow from the plans, and those that the bank reports. Where the bank has not
 * said until when, it was until the first day on which something was paid (or another plan began) and nothing that had fallen due was
 * missing any more: 展期、逾期期间不予贴息 (财金〔2023〕75号) speaks of the stretch, not of the rest of the loan.
 */
export function overdueIn(plans: readonly Held[], happened: readonly Happening[], told: Told): Arrears {
  const missed = missedIn(plans, told)
  const isMissing = (day: string) => missed.some(({ from, until }) => from < day && (until === null || day < until))
  const turns = happened.filter((entry) => entry.sort !== 'overdue' && entry.day <= told.today && !isMissing(entry.day))
  const madeGood = new Map<string, string>()
  const reported = happened.flatMap((entry): Stretch[] => {
    if (entry.sort !== 'overdue') return []
    const good = entry.until === undefined ? turns.find(({ day }) => day > entry.day)?.day : undefined
    if (good !== undefined) madeGood.set(entry.id, good)
    const until = entry.until ?? good ?? null
    return until !== null && until <= entry.day ? [] : [{ from: entry.day, until, principal: 0 }]
  })
  return { stretches: joined([...missed, ...reported]), madeGood }
}
