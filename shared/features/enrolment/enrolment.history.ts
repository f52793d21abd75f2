import type { Verdict } from '../../core/kind'
import { addMonths, dayOf } from '../../core/time'

/** A place of hers in something else that counts: she has it or came; what was cancelled, and where she was missing, is not here. */
export interface Been {
  title: string
  sort: string
  /** it teaches something: a lecture or a feast is none */
  training: boolean
  startsAt: string
  /** since when she has had the place */
  since: string
}

/** What is applied for, as far as her history bears on it. */
interface Wanted {
  startsAt: string
  sort: string
  sortName: string
}

const yearOf = (iso: string): string => dayOf(iso).slice(0, 4)

function sayDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const did = ({ startsAt }: Been, now: string): string => (startsAt <= now ? '参加过' : '报上了')

/** One training in a calendar year: the year in which this one begins. */
export function onceAYear({ startsAt }: Wanted, history: readonly Been[] | undefined, now: string): Verdict {
  const year = yearOf(startsAt)
  const rule = `${year}年没有参加过别的培训`
  if (!history) return { rule }
  const other = history.find((been) => been.training && yearOf(been.startsAt) === year)
  if (!other) return { rule, ok: true }
  const [when, next] = year === yearOf(now) ? ['今年', '明年'] : [`${year}年`, `${Number(year) + 1}年`]
  return { rule, ok: false, why: `您${when}已经${did(other, now)}“${other.title}”，${next}1月1日起的培训可以再报` }
}

/** Not the same sort within so many months, before or after. */
export function notSameSort(
  { startsAt, sort, sortName }: Wanted,
  months: number,
  history: readonly Been[] | undefined,
  now: string,
): Verdict {
  const rule = `${months}个月里没有参加过${sortName}`
  if (!history) return { rule }
  const day = dayOf(startsAt)
  const tooNear = (been: Been) => {
    const [earlier = '', later = ''] = [dayOf(been.startsAt), day].sort()
    return been.sort === sort && later < addMonths(earlier, months)
  }
  const latest = history.filter(tooNear).sort((a, b) => (a.startsAt < b.startsAt ? 1 : -1))[0]
  if (!latest) return { rule, ok: true }
  const from = sayDate(addMonths(dayOf(latest.startsAt), months))
  return { rule, ok: false, why: `同类活动要隔${months}个月，您已经${did(latest, now)}“${latest.title}”，${from}以后的就可以` }
}

/** Whether she has had no place in any training for a year; not known, not said. */
export const isNewcomer = (history: readonly Been[] | undefined, now: string): boolean =>
  history?.every(({ training, startsAt }) => !training || dayOf(startsAt) <= addMonths(dayOf(now), -12)) ?? false
