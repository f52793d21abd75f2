import { longText } from '@shared/core/fields'
import type { OpeningView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Trouble } from '../../../core/trouble'

const questions = { words: longText('说明', 100, { hint: '不同意的，写一句为什么' }) }
const agreeing = { words: longText('说明', 100, { optional: true, phrases: ['情况属实，该看', '我知道这件事'] }) }

/** A colleague's word: before a look, or after one that could not wait. */
export function Deciding({ of: { id, emergency, review, by }, onDecided }: { of: OpeningView; onDecided: (next: OpeningView) => void }) {
  const { answers, problems, setProblems, change } = useAnswering()
  const { busy, trouble, run } = useDoing()
  const after = emergency && review === 'due'
  const decide = (agree: boolean) => {
    const found = problemsOf(['words'], agree ? agreeing : questions, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    return run(async () =>
      onDecided(await post<OpeningView>(`/child-openings/${id}/decision`, { agree, words: '', ...inputOf(['words'], answers) })),
    )
  }
  return (
    <View className="card">
      <View className="title">{after ? `${by}马上看了，该不该？` : '该不该让她看？'}</View>
      <View className="note gap-s">
        {after
          ? '想一想：是不是真的等不得，是不是只看了用得着的。认为不该的，会请县里核对。'
          : '想一想：这件事是不是真的，是不是只要了用得着的几项。您的名字会记在这一步。'}
      </View>
      <View className="gap">
        <FieldForm names={['words']} fields={agreeing} answers={answers} problems={problems} onChange={change} />
      </View>
      <Trouble words={trouble} className="gap-s" />
      <Action tone="go" className="do-yes gap" busy={busy} onTap={() => decide(true)}>
        {after ? '应该看' : '同意'}
      </Action>
      <Action className="do-no gap-s" busy={busy} onTap={() => decide(false)}>
        {after ? '不该看' : '不同意'}
      </Action>
    </View>
  )
}
