import type { QuizView } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Question } from './question'

/** What she did with a question: the option that she chose, or just had it explained. */
export type Done = number | 'asked'

/** The questions one by one; any of them may be skipped, and nobody adds up. */
export function Questions({ quiz: { title, questions } }: { quiz: QuizView }) {
  const [at, setAt] = useState(0)
  const [done, setDone] = useState<Readonly<Record<number, Done>>>({})
  const question = questions[at]
  const go = (to: number) => {
    setAt(to)
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  if (!question)
    return (
      <View className="card finished">
        <View className="title">都看完了</View>
        <View className="note">{questions.length}道题，记住一道也有用。答案没有传出去，退出这一页就没有了。</View>
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
      <Question key={at} question={question} done={done[at]} onDone={(what) => setDone((was) => ({ ...was, [at]: what }))} />
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
