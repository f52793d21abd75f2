import type { DeskView } from '@shared/features/campaign/desk.api'
import { linesOf } from '@shared/features/campaign/lines'
import { PERSONAL_NAMES, personalWordsIn } from '@shared/features/campaign/personal-words'
import { publication } from '@shared/features/campaign/publication.kind'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { handIn } from './handing-in'

const { optional: _, ...named } = publication.fields.named
const fields = { named }
const names = Object.keys(fields)

/** What the shown version tells readers of what is different. */
export const noteOf = ({ versions, shown }: DeskView): string => versions.find(({ no }) => no === shown.no)?.note ?? ''

/** Takes the latest version to its reviewers. What looks like a real person is answered for first. */
export function HandIn({ view }: { view: DeskView }) {
  const found = personalWordsIn([linesOf(view.shown.content), noteOf(view)].join('\n'))
  const form = useAnswering()
  const [open, setOpen] = useState(false)
  const { busy, trouble, run } = useDoing()
  const go = () =>
    run(async () => {
      const { id } = await handIn(view, form.answers.named as string | undefined)
      setOpen(false)
      await Taro.navigateTo({ url: `/pages/application/index?id=${id}` })
    })
  const answered = () => {
    const problems = problemsOf(names, fields, form.answers)
    form.setProblems(problems)
    if (Object.keys(problems).length === 0) void go()
  }
  const foot = (
    <Action tone="go" className="answer-personal" busy={busy} onTap={answered}>
      看过了，交给三审
    </Action>
  )
  return (
    <>
      {!open && <Trouble words={trouble} className="hand-in-trouble" />}
      <Action tone="go" className="wide m-hand-in" busy={busy} onTap={found.length > 0 ? () => setOpen(true) : go}>
        交给三审
      </Action>
      <Sheet open={open} title="先看一看，是不是真人" onClose={() => setOpen(false)} foot={foot}>
        {found.map(({ sort, words }) => (
          <View key={words} className="gap-s">
            {words}：{PERSONAL_NAMES[sort]}
          </View>
        ))}
        <View className="note gap-s">孩子的真名、别人的身份证号和私人电话，不能公开。是真的，请关上，改好再交。</View>
        <FieldForm names={names} fields={fields} answers={form.answers} problems={form.problems} onChange={form.change} />
        <Trouble words={trouble} />
      </Sheet>
    </>
  )
}
