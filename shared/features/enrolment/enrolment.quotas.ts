import { sayTime } from '../../core/time'

/** Seats that are kept for villages, as an activity shows them; `left` is there as long as they are kept. */
interface Kept {
  quotas?: readonly { id: string; name: string; seats: number; left?: number | undefined }[] | undefined
  quotasOpenAt?: string | undefined
}

const FEW = 3

/** How many seats are still kept for a village. */
export const leftFor = ({ quotas = [] }: Kept, village: unknown): number => quotas.find(({ id }) => id === village)?.left ?? 0

/** How many are still kept in all. */
export const leftKept = ({ quotas = [] }: Kept): number => quotas.reduce((sum, { left = 0 }) => sum + left, 0)

/** What is kept and for whom, her own village's first, line by line; nothing once it is everybody's. `now` is UTC ISO text. */
export function sayQuotas({ quotas = [], quotasOpenAt }: Kept, village: unknown, now: string): string[] {
  const kept = quotas.filter(({ left }) => left !== undefined)
  if (kept.length === 0 || quotasOpenAt === undefined) return []
  const own = kept.filter(({ id }) => id === village)
  const shown = own.length > 0 ? own : kept.slice(0, FEW)
  const others = kept.length - shown.length
  return [
    ...shown.map(({ name, seats, left }) => `${name}留了${seats}个名额，还剩${left}个`),
    ...(others > 0 ? [`另外${others}个村也留了名额`] : []),
    `没用完的，${sayTime(quotasOpenAt, now)}起大家都能报`,
  ]
}
