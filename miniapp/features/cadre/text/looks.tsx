import { sayDay } from '@shared/core/time'
import type { Block } from '@shared/features/campaign/blocks'
import { partName } from '@shared/features/campaign/remarks.schema'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Action } from '../../../core/action'
import { post } from '../../../core/api'
import { Cover } from '../../../core/art/cover'
import { Blocks } from '../../../core/blocks/blocks'
import { useDoing } from '../../../core/doing'
import type { FormAnswers } from '../../../core/field-form'
import { type Done, Question } from '../../../core/quiz/question'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import type { Written } from './questions'
import { type QuizQuestion, questionsIn } from './quiz'

const nowhere = () => undefined

interface QuizLookProps {
  questions: readonly QuizQuestion[]
  /** with the answers, for who looks them over */
  told?: boolean
  /** what stands under a question, counted from 1 */
  under?: (no: number) => ReactNode
}

/** Questions as readers get them, drawn by what draws theirs. */
export function QuizLook({ questions, told = false, under }: QuizLookProps) {
  const [done, setDone] = useState<Readonly<Record<number, Done>>>({})
  return (
    <>
      {questions.map((question, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two questions may read alike
        <View key={i} className="numbered">
          <View className="note">{partName('quiz', i + 1)}</View>
          <Question question={question} done={told ? 'asked' : done[i]} onDone={(what) => setDone((was) => ({ ...was, [i]: what }))} />
          {under?.(i + 1)}
        </View>
      ))}
    </>
  )
}

const wordsOf = (value: unknown, otherwise: string): string => (typeof value === 'string' && value.trim() !== '' ? value : otherwise)

/** A campaign's opening as readers get it. */
export function FrameLook({ of: { title, theme, lead, cover, from, until } }: { of: FormAnswers }) {
  return (
    <>
      <Cover cover={String(cover ?? 'scale')} title={wordsOf(title, '专题名称写在这里')} sub={wordsOf(theme, '主题写在这里')} />
      <View className="gap">{wordsOf(lead, '导语写在这里')}</View>
      {typeof from === 'string' && typeof until === 'string' && (
        <View className="note gap-s">
          {sayDay(from)}到{sayDay(until)}
        </View>
      )}
    </>
  )
}

/** The text as readers get it: what is Markdown is laid out by the server. */
export function Look({ sort, answers }: { sort: Written; answers: FormAnswers }) {
  const [blocks, setBlocks] = useState<Block[]>()
  const { busy, trouble, run } = useDoing()
  const look = () =>
    run(async () =>
      setBlocks(
        sort === 'article' ? (await post<{ blocks: Block[] }>('/campaign-previews', { body: String(answers.body ?? '') })).blocks : [],
      ),
    )
  return (
    <>
      <Action tone="soft" className="wide m-look" busy={busy} onTap={look}>
        看看样子
      </Action>
      <Trouble words={trouble} />
      <Sheet open={blocks !== undefined} title="读的人看到的" onClose={() => setBlocks(undefined)} className="text-look">
        {sort === 'article' && <Blocks of={blocks ?? []} onFollow={nowhere} />}
        {sort === 'quiz' && <QuizLook questions={questionsIn(answers.questions)} />}
        {sort === 'frame' && <FrameLook of={answers} />}
      </Sheet>
    </>
  )
}
