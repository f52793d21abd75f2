import type { Block } from '@shared/features/campaign/blocks'
import { PERSONAL_NAMES, personalWordsIn } from '@shared/features/campaign/personal-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { post } from '../../../core/api'
import { Blocks } from '../../../core/blocks/blocks'
import { useDoing } from '../../../core/doing'
import { FieldForm, type FormAnswers } from '../../../core/field-form'
import { ProblemSummary } from '../../../core/problem-summary'
import { Screen } from '../../../core/screen'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { questions } from './questions'
import { Showing } from './showing'
import { namesOf, useWriting, type Writing } from './writing'

interface TextFormProps {
  writing: Writing
  first: FormAnswers
  onSaved: (id: string) => void
}

/** One page to write a text on, with a look at what readers will get. */
export function TextForm({ writing, first, onSaved }: TextFormProps) {
  const form = useWriting(writing, first, onSaved)
  const fields = questions[writing.sort]
  const count = Object.keys(form.problems).length
  const body = String(form.answers.body ?? '')
  const about = writing.view?.campaign.id ?? writing.campaign
  const foot = (
    <>
      {form.refusal && count === 0 && <View className="wrong">{form.refusal.message}</View>}
      <View className="feet">
        {writing.sort === 'article' && <Look body={body} />}
        <Action tone="go" className="wide m-save" busy={form.busy} onTap={form.save}>
          {form.busy ? '正在存…' : '存成新的一版'}
        </Action>
      </View>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      {count > 0 && <ProblemSummary problems={form.problems} fields={fields} />}
      <Personal words={[form.answers.title, form.answers.summary, body].join('\n')} />
      <View className="card">
        <FieldForm names={namesOf(writing)} fields={fields} answers={form.answers} problems={form.problems} onChange={form.change} />
      </View>
      {writing.sort === 'article' && about && (
        <Showing campaign={about} answers={form.answers} change={form.change} problem={form.problems.recording} />
      )}
    </Screen>
  )
}

/** What may point to a real person: shown before anybody reviews it, and left to her judgement. */
export function Personal({ words }: { words: string }) {
  const found = personalWordsIn(words)
  if (found.length === 0) return null
  return (
    <View className="card caution personal-words" ariaRole="alert">
      <View className="strong">看一看，是不是写了真人</View>
      {found.map((one) => (
        <View key={one.words} className="gap-s">
          {one.words}：{PERSONAL_NAMES[one.sort]}
        </View>
      ))}
    </View>
  )
}

/** The text as readers get it: laid out by the server, drawn by what draws their page. */
function Look({ body }: { body: string }) {
  const [blocks, setBlocks] = useState<Block[]>()
  const { busy, trouble, run } = useDoing()
  const look = () => run(async () => setBlocks((await post<{ blocks: Block[] }>('/campaign-previews', { body })).blocks))
  return (
    <>
      <Action tone="soft" className="wide m-look" busy={busy} onTap={look}>
        看看样子
      </Action>
      <Trouble words={trouble} />
      <Sheet open={blocks !== undefined} title="读的人看到的" onClose={() => setBlocks(undefined)} className="text-look">
        <Blocks of={blocks ?? []} onFollow={() => undefined} />
      </Sheet>
    </>
  )
}
