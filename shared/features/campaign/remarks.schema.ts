import * as v from 'valibot'
import { DESKS } from '../../core/place'
import { id, line, moment, whole, words } from '../../core/schema'

export const NOTE_MAX = 200

const FRAME_PARTS = ['主题', '导语', '日期']

/** What a part of a text that can be remarked upon is called: `第2段`, `第3题`, `导语`. @param no counted from 1 */
export function partName(sort: 'frame' | 'article' | 'quiz', no: number): string {
  if (sort === 'frame') return FRAME_PARTS[no - 1] ?? `第${no}段`
  return sort === 'quiz' ? `第${no}题` : `第${no}段`
}

/** What a reviewer writes at a paragraph, counted from 1, of one version. */
export const newRemark = v.strictObject({
  no: whole(1, 9999, '版本号不对'),
  paragraph: whole(1, 9999, '请写明第几段'),
  note: line(NOTE_MAX, '意见'),
})
/** What the author says to it, and whether she is done with it. */
export const remarkAnswer = v.strictObject({ reply: words(NOTE_MAX, '答复'), done: v.boolean('请选择改好了没有') })

export const remark = v.object({
  id,
  /** the version and the paragraph that it was written at */
  no: v.number(),
  paragraph: v.number(),
  /** where that paragraph stands in the version that is shown, and whether it has changed since */
  now: v.number(),
  changed: v.boolean(),
  /** what it said then */
  quote: v.string(),
  note: v.string(),
  by: v.string(),
  desk: v.picklist(DESKS),
  at: moment,
  reply: v.string(),
  done: v.boolean(),
  /** the caller wrote it */
  mine: v.boolean(),
})

export type NewRemark = v.InferOutput<typeof newRemark>
export type RemarkAnswer = v.InferOutput<typeof remarkAnswer>
export type Remark = v.InferOutput<typeof remark>
