import { daysBetween } from '../../core/time'

interface Days {
  /** the first and the last day, `YYYY-MM-DD` */
  from: string
  until: string
}

/** How many days lie between this day and a campaign's own; 0 while it lasts. */
const away = ({ from, until }: Days, day: string): number =>
  day < from ? daysBetween(day, from) : day > until ? daysBetween(until, day) : 0

/** As they matter on this day: those that last, the first to end before others, then those whose days are nearest, coming ones first. */
function nearestFirst<T extends Days>(campaigns: readonly T[], day: string): T[] {
  const over = ({ until }: Days) => Number(until < day)
  const nearer = (a: T, b: T) => away(a, day) - away(b, day) || over(a) - over(b) || (a.until < b.until ? -1 : 1)
  return [...campaigns].sort(nearer)
}

/** As a list shows them on this day: those that last, the first to end before others; those to come, the nearest first; those that are over, the latest first. */
export function inSeason<T extends Days>(campaigns: readonly T[], day: string): T[] {
  const part = ({ from, until }: Days) => (until < day ? 2 : day < from ? 1 : 0)
  const earlier = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1)
  const within = (a: T, b: T) => [earlier(a.until, b.until), earlier(a.from, b.from), earlier(b.until, a.until)][part(a)] as number
  return [...campaigns].sort((a, b) => part(a) - part(b) || within(a, b))
}

/** What a phone kept before places were told has none. */
interface Kept {
  placeId?: string
}
const isOwn = ({ placeId }: Kept, places: readonly string[]): boolean =>
  placeId === undefined || places.length === 0 || places.indexOf(placeId) >= 0

/** Those of her own places first, in the order in which they came; no place: as they came. @param places her village, town and county, as far as they are known */
export const ownFirst = <T extends Kept>(campaigns: readonly T[], places: readonly string[]): T[] => [
  ...campaigns.filter((one) => isOwn(one, places)),
  ...campaigns.filter((one) => !isOwn(one, places)),
]

/** Only those of her own places, where there are any. */
export function ownOr<T extends Kept>(campaigns: readonly T[], places: readonly string[]): readonly T[] {
  const own = campaigns.filter((one) => isOwn(one, places))
  return own.length > 0 ? own : campaigns
}

/** The campaign to show on this day. */
export const nearestCampaign = <T extends Days>(campaigns: readonly T[], day: string): T | undefined => nearestFirst(campaigns, day)[0]
