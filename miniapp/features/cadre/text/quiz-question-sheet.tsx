import { choices, longText, text } from '@shared/core/fields'
import { quizQuestion } from '@shared/features/campaign/campaign.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import * as v from 'valibot'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { citationsOf, sayCitations } from './content'
import type { QuizQuestion } from './quiz'
import { QuizOptions } from './quiz-options'

const fields = {
  text: longText('题目', 120, { hint: '用一件身边的小事来问' }),
  options: choices('选项', []),
  explain: longText('为什么', 300, { hint: '选对选错都会看到，用大白话讲' }),
  law: text('法律依据', 60, { optional: true, hint: '一部，比如：反家庭暴力法 23、28' }),
}
const ABOVE = ['text']
const BELOW = ['explain', 'law']
const NAMES = [...ABOVE, ...BELOW]

interface QuizQuestionSheetProps {
  first: QuizQuestion | undefined
  onClose: () => void
  /** nothing: it is taken out */
  onDone: (question: QuizQuestion | undefined) => void
}

const oneLine = (words: unknown): string => String(words ?? '').replace(/\s*\n\s*/g, '')

/** What is judged by the rules of the cloud, and where its complaint belongs. */
function judged(
  answers: Readonly<Record<string, unknown>>,
  options: readonly string[],
  right: number,
): QuizQuestion | Record<string, string> {
  const { text: asked, explain, law } = inputOf(NAMES, answers)
  const citations = citationsOf(String(law ?? ''))
  if (!citations || citations.length > 1) return { law: '写一部法律和第几条，比如：反家庭暴力法 23、28' }
  const [citation] = citations
  const given = { text: oneLine(asked), options, right, explain: oneLine(explain), ...(citation ? { citation } : {}) }
  const parsed = v.safeParse(quizQuestion, given)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const [at] = (v.getDotPath(issue) ?? 'options').split('.')
  return { [at === 'citation' ? 'law' : at === 'right' ? 'options' : String(at)]: issue.message }
}

/** One question of a quiz with its options, the right one, why it is right, and the law. */
export function QuizQuestionSheet({ first, onClose, onDone }: QuizQuestionSheetProps) {
  const form = useAnswering(
    first ? { text: first.text, explain: first.explain, law: sayCitations(first.citation ? [first.citation] : []) } : {},
  )
  const [options, setOptions] = useState<readonly string[]>(first?.options ?? ['', ''])
  const [right, setRight] = useState(first?.right ?? -1)
  const done = () => {
    const wrong = problemsOf(NAMES, fields, form.answers)
    if (right < 0) wrong.options = '请选择对的是哪一个'
    if (Object.keys(wrong).length > 0) return form.setProblems(wrong)
    const question = judged(form.answers, options, right)
    if ('options' in question && Array.isArray(question.options)) return onDone(question as QuizQuestion)
    form.setProblems(question as Record<string, string>)
  }
  const foot = (
    <>
      <Action tone="go" className="take-question" onTap={done}>
        就这样问
      </Action>
      {first && (
        <Action tone="danger" className="drop-question" onTap={() => onDone(undefined)}>
          不要这道题
        </Action>
      )}
    </>
  )
  const { answers, problems, change } = form
  return (
    <Sheet open title={first ? '改一道题' : '加一道题'} onClose={onClose} foot={foot} className="quiz-sheet">
      <FieldForm names={ABOVE} fields={fields} answers={answers} problems={problems} onChange={change} />
      <QuizOptions
        {...{ options, right, label: fields.options.label, problem: problems.options }}
        onChange={(next, at) => {
          setOptions(next)
          setRight(at)
        }}
      />
      <View className="field">
        <FieldForm names={BELOW} fields={fields} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
