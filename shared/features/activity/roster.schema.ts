import * as v from 'valibot'
import { phone, problemWith, text, village } from '../../core/fields'
import { after, id, line, moment, page } from '../../core/schema'
import { addMs } from '../../core/time'

/** What is asked about a woman who came without having enrolled. */
export const walkInFields = {
  name: text('姓名', 20),
  village: village('所在村', { optional: true }),
  phone: phone('手机号', { optional: true }),
}

/** So many marks are sent at a time. */
export const MOST_MARKS = 100

const markId = v.pipe(id, v.length(26, '编号不对'))
const who = v.strictObject({
  name: line(walkInFields.name.max, '姓名'),
  village: v.optional(id),
  phone: v.optional(
    v.pipe(
      v.string('手机号不对'),
      v.check((s) => problemWith(walkInFields.phone, s) === undefined, '手机号不对'),
    ),
  ),
})

/** A mark as a phone sends it; the one that adds a woman who had not enrolled is about itself and tells who she is. */
const sentMark = v.pipe(
  v.strictObject({ id: markId, about: id, undoes: v.pipe(v.array(markId), v.maxLength(20, '太多了')), at: moment, who: v.optional(who) }),
  v.check((mark) => (mark.who !== undefined) === (mark.id === mark.about), '编号不对'),
  v.check((mark) => mark.who === undefined || mark.undoes.length === 0, '编号不对'),
)
export const marksBody = v.strictObject({
  marks: v.pipe(v.array(sentMark), v.minLength(1, '没有要记的'), v.maxLength(MOST_MARKS, `一次最多${MOST_MARKS}条`)),
})

const ticks = v.array(v.object({ id: v.string(), at: moment }))

/** One line of a roster. */
export const rosterLine = v.object({
  id: v.string(),
  name: v.string(),
  /** its name; empty when she told none */
  village: v.string(),
  /** masked; only of women of the caller's own area */
  phone: v.nullable(v.string()),
  /** she came without having enrolled */
  walkIn: v.boolean(),
  /** she has given her seat back; she is still listed because she was ticked */
  left: v.boolean(),
  /** the code of her ticket, so that a scan can be judged without signal */
  ticket: v.nullable(v.string()),
  ticks,
})
export const rosterQuery = v.strictObject({ after })
export const rosterPage = page(rosterLine)
/** Whom the sent marks were about, as they stand now. */
export const marksAnswer = v.object({ items: v.array(v.object({ id: v.string(), ticks })) })

const HOUR_MS = 3_600_000

/** From when until when a roster may be marked (UTC ISO text): half a day before, and a week for phones that find no signal. */
export const rosterHours = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
  from: addMs(startsAt, -12 * HOUR_MS),
  until: addMs(endsAt, 7 * 24 * HOUR_MS),
})

export type WalkIn = v.InferOutput<typeof who>
export type SentMark = v.InferOutput<typeof sentMark>
export type RosterLine = v.InferOutput<typeof rosterLine>
export type MarksAnswer = v.InferOutput<typeof marksAnswer>
