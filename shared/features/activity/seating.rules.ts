/** The counters of an activity. A seat that is offered is taken. */
interface Counters {
  seats: number
  taken: number
  /** how many seats are still kept for women of certain villages */
  reserved: number
}

/** What is kept for one village, and how many of its women have a seat, be it one of those or another. */
interface Quota {
  seats: number
  taken: number
}

/** Seats that any woman may take. After seats were lowered there may be fewer than none. */
export const openSeats = ({ seats, taken, reserved }: Counters): number => Math.max(0, seats - taken - reserved)

/** Seats that are still kept for a village, and are there. */
export const keptFor = ({ seats, taken }: Counters, quota: Quota): number => Math.max(0, Math.min(quota.seats - quota.taken, seats - taken))

/** Whether a woman of this village may take a seat; one that is kept for her village comes before one for all. */
export const mayTake = (counters: Counters, quota: Quota | undefined): boolean =>
  (quota !== undefined && keptFor(counters, quota) > 0) || openSeats(counters) > 0

/** By how much fewer seats are kept once one more of its women has a seat. */
export const usedUp = (quota: Quota | undefined): 0 | 1 => (quota && quota.taken < quota.seats ? 1 : 0)

/** By how much more seats are kept once one of its women has given hers back. */
export const keptAgain = (quota: Quota | undefined): 0 | 1 => (quota && quota.taken <= quota.seats ? 1 : 0)
