import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../core/action'
import { problemsOf, useAnswering } from '../../core/answering'
import { FieldForm } from '../../core/field-form'
import { askPermission } from '../../core/permission'
import { ProblemSummary } from '../../core/problem-summary'
import type { Refusal } from '../../core/refusal'
import { insteadToCase } from '../../core/routes'
import { Screen } from '../../core/screen'
import { useDraftKeeper } from './draft-keeper'
import type { Opened } from './opening'
import { useSubmitting } from './submitting'

/** One page: look it over, mend what is wrong, send. */
export function ApplyForm({ form }: { form: Opened }) {
  const { kind, about, names, draft, move } = form
  const { answers, problems, setProblems, change } = useAnswering(draft.answers)
  const keeper = useDraftKeeper(draft, answers)
  const { busy, problem, submit } = useSubmitting(form, keeper)
  const [unsent, setUnsent] = useState(draft.sent)

  // The summary stands at the top, and she is at the bottom.
  const complain = (found: Record<string, string>) => {
    setProblems(found)
    void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
  }
  const tap = () => {
    if (busy) return
    const found = problemsOf(names, kind.fields, answers, about.facts)
    if (Object.keys(found).length > 0) return complain(found)
    // WeChat shows its dialogue only straight from the tap: nothing may be awaited before this, and the sending does not wait for it.
    const asked = askPermission()
    void submit(asked).then((refusal) => {
      setUnsent(refusal?.code === 'lost')
      if (refusal) complain(refusal.fields)
    })
  }
  const complete = names.every((name) => draft.answers[name] !== undefined)
  return (
    <Screen
      foot={
        <Action tone="go" className={`submit m-${move.name}`} busy={busy} onTap={tap}>
          {busy ? '正在交…' : unsent ? '再发一次' : move.label}
        </Action>
      }
    >
      <View>
        <View className="hero">{complete ? '核对一下，就好了' : '填几样，就好了'}</View>
        {about.title !== kind.title && <View className="note gap-s">{about.title}</View>}
      </View>
      {unsent && !problem && <Unsent />}
      {problem && <Refused problem={problem} />}
      <ProblemSummary problems={problems} fields={kind.fields} />
      <FieldForm
        names={names}
        fields={kind.fields}
        answers={answers}
        problems={problems}
        notes={form.notes}
        about={about.facts}
        onChange={change}
      />
      <View className="note">填过的会记住，下次不用再填。您的信息只给办这件事的人看。</View>
    </Screen>
  )
}

const Unsent = () => (
  <View className="card caution unsent" ariaRole="alert">
    <View className="strong">上次没发出去，再发一次</View>
    <View className="note">填的都还在。再发一次不会重复。</View>
  </View>
)

function Refused({ problem }: { problem: Refusal }) {
  const { code, id, message } = problem
  if (code === 'lost')
    return (
      <View className="card caution unsent" ariaRole="alert">
        <View className="strong">{message}</View>
        <View className="note">填的都在手机里存好了，有信号了再发一次，不会重复。</View>
      </View>
    )
  return (
    <View className="card caution refused" ariaRole="alert">
      <View className="strong">{message}</View>
      {code === 'alreadyOpen' && id && (
        <View className="gap">
          <Action tone="go" className="see-case" onTap={() => insteadToCase(id)}>
            去看看
          </Action>
        </View>
      )}
    </View>
  )
}
