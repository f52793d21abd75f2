import * as v from 'valibot'
import { after, page } from '../../core/schema'

/** One training of hers, as her own list shows it and as a form may offer it. */
export const trainingRecord = v.object({
  /** her enrolment */
  id: v.string(),
  title: v.string(),
  sort: v.string(),
  /** the day on which it began, `YYYY-MM-DD` in China */
  day: v.string(),
  organiser: v.string(),
  /** she was ticked at the door; false where nobody kept a roster */
  came: v.boolean(),
  certificate: v.nullable(v.string()),
})
export const recordQuery = v.strictObject({ after })
export const recordPage = page(trainingRecord)

export type TrainingRecord = v.InferOutput<typeof trainingRecord>
