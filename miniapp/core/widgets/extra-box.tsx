import { type ExtraAnswer, extraAnswers, extraField, extraQuestions } from '@shared/core/extra'
import { type Field, isBlank } from '@shared/core/fields'
import { View } from '@tarojs/components'
import { FieldForm } from '../field-form'
import type { WidgetProps } from './widget'

/** The questions that an activity adds, each with the widget of its type. */
export function ExtraBox({ value, onChange, about = {} }: WidgetProps<'extra'>) {
  const questions = extraQuestions(about)
  const answers = extraAnswers(value)
  const fields: Record<string, Field> = {}
  const known: Record<string, unknown> = {}
  questions.forEach((question, i) => {
    fields[`extra${i + 1}`] = extraField(question)
    known[`extra${i + 1}`] = answers.get(question.label)
  })
  const change = (name: string, answer: unknown) => {
    const now: Record<string, unknown> = { ...known, [name]: answer }
    const told = Object.keys(fields).filter((one) => !isBlank(now[one]))
    const all = told.map((one) => ({ question: fields[one]?.label ?? '', answer: now[one] as ExtraAnswer['answer'] }))
    onChange(all.length > 0 ? all : undefined)
  }
  return (
    <View className="extra">
      <FieldForm names={Object.keys(fields)} fields={fields} answers={known} problems={NO_PROBLEMS} onChange={change} />
    </View>
  )
}

/** What is wrong is said above all of them. */
const NO_PROBLEMS = {}
