import * as v from 'valibot'
import { after, id, line, moment, page } from '../../core/schema'

/** Where a poster is to hang; without it the code leads to the activity and is not counted. */
export const posterQuery = v.strictObject({ village: v.optional(id) })

/** Her phone opened the code of a village's board. */
export const seenBody = v.strictObject({ village: id })

/** How often the code of each village's boards was opened. */
export const boardsView = v.object({ items: v.array(v.object({ village: v.string(), name: v.string(), times: v.number() })) })

export const certificatesQuery = v.strictObject({ after })
export const revokeBody = v.strictObject({ reason: line(100, '原因') })

/** `name`: as it should have been; not there when it was right */
export const certificateAgainBody = v.strictObject({ name: v.optional(line(20, '姓名')) })

/** A certificate as its organiser sees it; the name is masked. */
const certificateRow = v.object({ number: v.string(), name: v.string(), issuedAt: moment, revokedAt: v.nullable(moment) })
export const certificatePage = page(certificateRow)

/** A certificate as anybody sees it who knows its number. */
export const certificateView = v.object({
  number: v.string(),
  name: v.string(),
  title: v.string(),
  /** `2026年11月26日` */
  days: v.string(),
  organiser: v.string(),
  valid: v.boolean(),
  /** where anybody verifies it, when the pages are open to everybody */
  address: v.optional(v.string()),
})

export type BoardsView = v.InferOutput<typeof boardsView>
export type CertificateView = v.InferOutput<typeof certificateView>
export type CertificateRow = v.InferOutput<typeof certificateRow>
