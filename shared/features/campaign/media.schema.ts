import * as v from 'valibot'
import { id, moment, page } from '../../core/schema'

/** Pictures in one text. */
export const MOST_PICTURES = 12
/** Characters of the words for who cannot see a picture, and of what stands below it. */
export const ALT_MAX = 100
export const CAPTION_MAX = 60

/** A picture as it can be fetched: `${base}-${width}.jpg${pass}`, and as `webp` and `avif`. */
export const pictureFiles = v.strictObject({
  /** `/c/p/…` */
  base: v.string(),
  /** px, the smallest first */
  widths: v.array(v.number()),
  /** of the largest */
  width: v.number(),
  height: v.number(),
  /** what opens it while no published text shows it; empty otherwise */
  pass: v.string(),
})

/** A recording that reads a text aloud. */
export const recordingFile = v.strictObject({
  /** the whole path, pass and all */
  src: v.string(),
  seconds: v.number(),
  bytes: v.number(),
})

/** What WeChat's content check said; null: it was not asked, or has not answered yet */
export const verdict = v.nullable(v.picklist(['pass', 'review', 'risky']))

/** One thing of a campaign's collection. */
export const mediaView = v.object({
  id,
  at: moment,
  checked: verdict,
  picture: v.optional(pictureFiles),
  recording: v.optional(recordingFile),
})
export const mediaQuery = v.strictObject({ campaign: id })
export const mediaPage = page(mediaView)

export type PictureFiles = v.InferOutput<typeof pictureFiles>
export type RecordingFile = v.InferOutput<typeof recordingFile>
export type MediaView = v.InferOutput<typeof mediaView>

/** The JPEG that fills so many pixels, or else the largest. */
export function fittingPath({ base, widths, pass }: PictureFiles, pixels: number): string {
  const width = widths.find((one) => one >= pixels) ?? widths[widths.length - 1]
  return `${base}-${width}.jpg${pass}`
}
