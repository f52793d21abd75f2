import type { QuizView } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { type Done, Question } from '../../../core/quiz/question'

interface QuestionsProps {
  quiz: QuizView
  /** she has chosen an option of a question, for the first time */
  onChosen: (question: number, option: number) => void
}

/** The questions one by one; any of them may be skipped, and nobody adds up. */
export function Questions({ quiz: { title, questions }, onChosen }: QuestionsProps) {
  const [at, setAt] = useState(0)
  const [done, setDone] = useState<Readonly<Record<number, Done>>>({})
  const told = useRef<number[]>([])
  const question = questions[at]
  const go = (to: number) => {
    setAt(to)
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const choose = (what: Done) => {
    setDone((was) => ({ ...was, [at]: what }))
    if (typeof what !== 'number' || told.current.indexOf(at) >= 0) return
    // Looking through it once more is no other answer.
    told.current.push(at)
    onChosen(at, what)
  }
  if (!question)
    return (
      <View className="card finished">
        <View className="title">都看完了</View>
        <View className="note">{questions.length}道题，记住一道也有用。妇联只看到每个选项一共多少次，不知道是谁选的。</View>
        <Action tone="soft" openType="share" className="gap send">
          转给姐妹也看看
        </Action>
        <Action
          className="gap once-more"
          onTap={() => {
            setDone({})
            go(0)
          }}
        >
          从头再看一遍
        </Action>
      </View>
    )
  const last = at === questions.length - 1
  return (
    <>
      <View>
        <View className="note">{title}</View>
        <View className="note">
          第{at + 1}题，一共{questions.length}题
        </View>
      </View>
      <Question key={at} question={question} done={done[at]} onDone={choose} />
      <View className="row steps">
        {at > 0 && (
          <Action className="before" onTap={() => go(at - 1)}>
            上一题
          </Action>
        )}
        <Action tone={done[at] === undefined ? 'line' : 'go'} className="next" onTap={() => go(at + 1)}>
          {last ? '看完了' : done[at] === undefined ? '先跳过' : '下一题'}
        </Action>
      </View>
    </>
  )
}
