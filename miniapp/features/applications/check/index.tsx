import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { AnswerList } from '../../../core/answer-list'
import { askPermission } from '../../../core/permission'
import type { Refusal } from '../../../core/refusal'
import { backOr, toPart, toReceipt } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { type Declaration, declaration } from '../declaration'
import { DeclarationPage } from '../page'
import { groupsOf, problemsIn } from '../parts'
import { useSubmitting } from '../submitting'

export default function Check() {
  return <DeclarationPage>{(open) => <Answers open={open} />}</DeclarationPage>
}

/** Everything once more, with a way back to each part; then it is sent. */
function Answers({ open }: { open: Declaration }) {
  const { busy, problem, submit } = useSubmitting()
  const { kind, draft, move } = open
  const groups = groupsOf(open)
  const problems = problemsIn(open)
  const [wrong, setWrong] = useState(false)
  const tap = () => {
    if (busy) return
    const broken = Object.keys(problems).length > 0 && !draft.sent
    setWrong(broken)
    if (broken) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    // WeChat shows its dialogue only straight from the tap: nothing may be awaited before this, and the sending does not wait for it.
    const dialogue = askPermission()
    void submit().then(async (id) => {
      if (id === undefined) return Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
      await dialogue
      return leave(id)
    })
  }
  return (
    <Screen
      foot={
        <Action tone="go" className={`submit m-${move.name}`} busy={busy} onTap={tap}>
          {busy ? '正在交…' : draft.sent ? '再发一次' : move.label}
        </Action>
      }
    >
      <View className="hero">核对一遍，没有错就交上去</View>
      {problem && <NotSent problem={problem} />}
      {wrong && <View className="card caution wrong">还有要改的地方，点“改”去看看</View>}
      {groups.map((group) => (
        <View key={group.title} className="card">
          <View className="row">
            <View className="title grow">{group.title}</View>
            <Action small className={`mend p-${group.at}`} onTap={() => toPart(kind.kind, draft.about, group.at, true)}>
              改
            </Action>
          </View>
          {group.names.flatMap((name) =>
            problems[name] ? (
              <View key={name} className="wrong">
                {problems[name]}
              </View>
            ) : (
              []
            ),
          )}
          <View className="gap">
            <AnswerList fields={only(kind.fields, group.names)} answers={draft.answers} />
          </View>
        </View>
      ))}
      <View className="note">交上去以后，办到哪一步、谁在办，随时看得到；不想办了也可以撤回。</View>
    </Screen>
  )
}

const only = (fields: Declaration['kind']['fields'], names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, fields[name]]))

/** The receipt takes the form's place: nothing of the form is left to come back to. */
const leave = (id: string): Promise<unknown> =>
  backOr(() => {
    declaration.set(undefined)
    return toReceipt(id)
  })

const NotSent = ({ problem: { code, message } }: { problem: Refusal }) => (
  <View className={`card caution ${code === 'lost' ? 'unsent' : 'refused'}`} ariaRole="alert">
    <View className="strong">{message}</View>
    <View className="note">{code === 'lost' ? '填的都在手机里存好了，有信号了再发一次，不会重复。' : '填的都还在，改好了再交。'}</View>
  </View>
)
