import { PERSONAL_NAMES, personalWordsIn } from '@shared/features/campaign/personal-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Asked, type BoxProps } from '../../../core/asked'
import { questions } from './questions'
import { earlier, MOST_QUESTIONS, type QuizQuestion, questionsIn } from './quiz'
import { QuizQuestionSheet } from './quiz-question-sheet'

/** All questions of a quiz, in the order in which they are asked: each is opened to be changed, moved up or taken out. */
export function QuizQuestions({ value, problem, onChange }: BoxProps) {
  const all = questionsIn(value)
  // The place of the one that is being written; one behind the last is new.
  const [open, setOpen] = useState<number>()
  const set = (next: readonly QuizQuestion[]) => onChange('questions', next.length > 0 ? next : undefined)
  const done = (at: number) => (question: QuizQuestion | undefined) => {
    set(question ? [...all.slice(0, at), question, ...all.slice(at + 1)] : all.filter((_, i) => i !== at))
    setOpen(undefined)
  }
  return (
    <View className="card">
      <Asked name="questions" label={questions.quiz.questions.label} note={`一道一道写，最多${MOST_QUESTIONS}道`} problem={problem}>
        {all.map((question, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two questions may read alike
          <View key={i} className={`line quiz-line q-${i}`}>
            <View ariaRole="button" hoverClass="pressed" onClick={() => setOpen(i)}>
              <View className="strong">
                {i + 1}. {question.text}
              </View>
              <View className="note">对的是：{question.options[question.right]}</View>
              {personalWordsIn(JSON.stringify(question)).map((one) => (
                <View key={one.words} className="wrong">
                  {one.words}：{PERSONAL_NAMES[one.sort]}
                </View>
              ))}
            </View>
            <View className="row">
              <Action small className="change-question" onTap={() => setOpen(i)}>
                修改
              </Action>
              {i > 0 && (
                <Action small className="move-up" onTap={() => set(earlier(all, i))}>
                  往前挪
                </Action>
              )}
            </View>
          </View>
        ))}
        {all.length < MOST_QUESTIONS && (
          <Action tone="soft" className="gap add-question" onTap={() => setOpen(all.length)}>
            加一道题
          </Action>
        )}
      </Asked>
      {open !== undefined && <QuizQuestionSheet key={open} first={all[open]} onClose={() => setOpen(undefined)} onDone={done(open)} />}
    </View>
  )
}
