import * as v from 'valibot'
import { id } from '../../core/schema'
import { FACES, type Face } from './feedback.schema'

/** Why somebody who had a seat did not come, as the organiser finds out. */
export const ABSENCES = { family: '家里有事', unaware: '没收到通知', far: '路远没车', unreachable: '联系不上', other: '其他' } as const
export type Absence = keyof typeof ABSENCES
const absence = v.picklist(Object.keys(ABSENCES) as Absence[], '请选择原因')

/** null takes the reason back. */
export const absenceBody = v.strictObject({ enrolment: id, reason: v.nullable(absence) })

const counted = v.array(v.object({ words: v.string(), count: v.number() }))
const faces = v.object(Object.fromEntries(Object.keys(FACES).map((face) => [face, v.number()])) as Record<Face, v.NumberSchema<undefined>>)

/** An activity in numbers, for who organises it. Nothing in it was keyed in for it. */
export const summaryView = v.object({
  /** those who have a seat now */
  expected: v.number(),
  /** why seats were given back, as far as it was said */
  gaveBack: counted,
  /** what was answered to the questions of its own, by those who have a seat; `sum` only of counts */
  questions: v.array(v.object({ label: v.string(), answers: v.number(), sum: v.nullable(v.number()), totals: counted })),
  /** null until it is over */
  afterwards: v.nullable(
    v.object({
      /** of those who had a seat; null where nobody kept a roster */
      came: v.nullable(v.number()),
      walkIns: v.number(),
      /** those who had a seat and were not ticked */
      missing: v.array(v.object({ id: v.string(), name: v.string(), village: v.string(), reason: v.nullable(absence) })),
      feedback: v.object({
        answers: v.number(),
        /** null as long as there are too few; those that do not make up three are not in them yet */
        faces: v.nullable(faces),
        /** in no order, without names */
        words: v.array(v.string()),
      }),
    }),
  ),
})

export type AbsenceBody = v.InferOutput<typeof absenceBody>
export type SummaryView = v.InferOutput<typeof summaryView>
