import * as v from 'valibot'
import { pictureFiles } from './media.schema'

/** Running words in one look; neighbours with the same `href` are one link. Line breaks inside are meant. */
const span = v.strictObject({
  text: v.string(),
  bold: v.optional(v.literal(true)),
  slant: v.optional(v.literal(true)),
  /** https, tel, or a page of ours (`/c/…`); nothing else gets this far */
  href: v.optional(v.string()),
})
const spans = v.array(span)

/** What a text is drawn from, on the web page, in the mini-program and in the editor's preview: nothing else can be in it. */
export const block = v.variant('sort', [
  v.strictObject({ sort: v.literal('heading'), level: v.picklist([2, 3]), spans }),
  v.strictObject({ sort: v.literal('paragraph'), spans }),
  v.strictObject({ sort: v.literal('list'), ordered: v.boolean(), start: v.number(), items: v.array(spans) }),
  v.strictObject({ sort: v.literal('quote'), paragraphs: v.array(spans) }),
  v.strictObject({
    sort: v.literal('picture'),
    ...pictureFiles.entries,
    /** for who cannot see it */
    alt: v.string(),
    /** what stands below it: where it was taken, whose it is; empty when nothing does */
    caption: v.string(),
  }),
])

export type Span = v.InferOutput<typeof span>
export type Block = v.InferOutput<typeof block>
export type PictureBlock = Extract<Block, { sort: 'picture' }>
