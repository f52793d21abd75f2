import * as v from 'valibot'
import { after, page, whole } from '../../core/schema'

export const seatsBody = v.strictObject({ seats: whole(1, 5000, '名额在1到5000之间') })

/** How the seats of an activity stand, for who organises it. */
export const seatsView = v.object({
  seats: v.number(),
  /** given and offered; more than there are seats once they were lowered */
  taken: v.number(),
  /** of these, who has not answered yet */
  offered: v.number(),
  waiting: v.number(),
  /** of the free ones, how many are still kept for women of certain villages */
  kept: v.number(),
  /** too late for offers: those who wait are phoned, and whoever wants to is let in */
  byPhone: v.boolean(),
})

/** Somebody who waits. The number opens through a reveal of the case. */
export const queueRow = v.object({
  application: v.string(),
  position: v.number(),
  who: v.string(),
  village: v.string(),
  phone: v.string(),
})
export const queueQuery = v.strictObject({ after })
export const queuePage = page(queueRow)

export type SeatsView = v.InferOutput<typeof seatsView>
export type QueueRow = v.InferOutput<typeof queueRow>
