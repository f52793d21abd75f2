import * as v from 'valibot'
import { id, moment, page } from '../../core/schema'

/** Seconds. */
export const LONGEST_RECORDING = 180
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

/** `3分05秒` */
export const sayLength = (seconds: number): string => {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes === 0) return `${rest}秒`
  return rest === 0 ? `${minutes}分钟` : `${minutes}分${rest < 10 ? '0' : ''}${rest}秒`
}

/** `1.2 MB`, `340 KB`: what a tap will cost her. */
export const saySize = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`

/** The JPEG that fills so many pixels, or else the largest. */
export function fittingPath({ base, widths, pass }: PictureFiles, pixels: number): string {
  const width = widths.find((one) => one >= pixels) ?? widths[widths.length - 1]
  return `${base}-${width}.jpg${pass}`
}
