import { daysBetween } from '../../core/time'

interface Days {
  /** the first and the last day, `YYYY-MM-DD` */
  from: string
  until: string
}

/** How many days lie between this day and a campaign's own; 0 while it lasts. */
const away = ({ from, until }: Days, day: string): number =>
  day < from ? daysBetween(day, from) : day > until ? daysBetween(until, day) : 0

/** The campaign to show on this day: one that lasts, the first to end before others, else the one whose days are nearest, coming ones first. */
export function nearestCampaign<T extends Days>(campaigns: readonly T[], day: string): T | undefined {
  const over = ({ until }: Days) => Number(until < day)
  const nearer = (a: T, b: T) => away(a, day) - away(b, day) || over(a) - over(b) || (a.until < b.until ? -1 : 1)
  return [...campaigns].sort(nearer)[0]
}
