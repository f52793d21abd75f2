import * as v from 'valibot'
import { moment, words } from '../../core/schema'
import { addMs } from '../../core/time'

/** What she thought of it, in one tap. */
export const FACES = { useful: '有用', fair: '一般', useless: '没用' } as const
export type Face = keyof typeof FACES
const face = v.picklist(Object.keys(FACES) as Face[], '请点一个：有用、一般、没用')

export const FEEDBACK_WORDS = 200
export const feedbackBody = v.strictObject({ face, words: words(FEEDBACK_WORDS, '想说的话') })

/** Her own, as she gave it; `face` is null as long as she has not. */
export const feedbackView = v.object({ title: v.string(), face: v.nullable(face), words: v.string(), until: moment })

const DAY_MS = 86_400_000

/** From when until when she may say so and change it (UTC ISO text): thirty days from the end. */
export const feedbackTime = ({ endsAt }: { endsAt: string }) => ({ from: endsAt, until: addMs(endsAt, 30 * DAY_MS) })

/** The organiser is shown answers by so many at once: of two, each would know what the other said. */
export const FEWEST_ANSWERS = 3

export type FeedbackBody = v.InferOutput<typeof feedbackBody>
export type FeedbackView = v.InferOutput<typeof feedbackView>
