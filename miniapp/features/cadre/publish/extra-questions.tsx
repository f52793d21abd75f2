import { type ExtraQuestion, MOST_EXTRA } from '@shared/core/extra'
import { READY_MADE } from '@shared/features/activity/question.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Asked, type BoxProps } from '../../../core/asked'
import { Option } from '../../../core/widgets/option'
import { QuestionSheet, TYPES } from './question-sheet'
import { questions } from './questions'

const OFFERED = [
  { words: '可以带孩子，问她带几个', question: READY_MADE.children },
  { words: '有车接送，问她在哪上车', question: READY_MADE.transport },
]

/** What she asks beside the usual: two ready-made ones a tap away, others in her own words. */
export function ExtraQuestions({ value, problem, onChange }: BoxProps) {
  const all = Array.isArray(value) ? (value as ExtraQuestion[]) : []
  // The place of the one that is being written; one behind the last is new.
  const [open, setOpen] = useState<number>()
  const set = (next: readonly ExtraQuestion[]) => onChange('questions', next.length > 0 ? next : undefined)
  const at = ({ label }: ExtraQuestion) => all.map((one) => one.label).indexOf(label)
  const offer = (question: ExtraQuestion) => {
    if (at(question) >= 0) return set(all.filter((one) => one.label !== question.label))
    set([...all, question])
    // Where the car stops only she knows.
    if (question.type === 'oneOf') setOpen(all.length)
  }
  const full = all.length >= MOST_EXTRA
  return (
    <View className="card">
      <View className="title">还想知道什么</View>
      <View className="note">报名时一起问，最多{MOST_EXTRA}个。发布以后不能再改。</View>
      <View className="gap">
        <Asked name="questions" label={questions.questions.label} problem={problem}>
          <View className="options">
            {OFFERED.filter(({ question }) => !full || at(question) >= 0).map(({ words, question }) => (
              <Option key={words} many chosen={at(question) >= 0} onTap={() => offer(question)}>
                {words}
              </Option>
            ))}
          </View>
          {all.map((question, i) => (
            <View key={question.label} className="row top own-question" ariaRole="button" onClick={() => setOpen(i)}>
              <View className="grow">
                <View className="strong">{question.label}</View>
                <View className="note">
                  {question.type === 'oneOf' ? question.options.join('、') : TYPES[question.type]}
                  {question.optional ? '（可以不答）' : ''}
                </View>
              </View>
              <View className="link">改</View>
            </View>
          ))}
          {!full && (
            <Action className="gap add-question" onTap={() => setOpen(all.length)}>
              自己写一个问题
            </Action>
          )}
        </Asked>
      </View>
      {open !== undefined && (
        <QuestionSheet
          key={open}
          first={all[open]}
          onClose={() => setOpen(undefined)}
          onDone={(question) => {
            set(question ? [...all.slice(0, open), question, ...all.slice(open + 1)] : all.filter((_, i) => i !== open))
            setOpen(undefined)
          }}
        />
      )}
    </View>
  )
}
