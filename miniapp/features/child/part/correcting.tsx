import { text } from '@shared/core/fields'
import { type Part, partFields } from '@shared/features/child/child.parts'
import type { ChildView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import Taro, { useDidHide } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { get, put } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { useLoaded } from '../../../core/loaded'
import { ProblemSummary } from '../../../core/problem-summary'
import { asRefusal } from '../../../core/refusal'
import { backOr, insteadToChild } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { namesOf, problemsInPart } from '../standing'
import { insteadToParts } from '../ways'
import { titleOf } from '../words'
import { takeSeen } from './seen'

const reason = { why: text('为什么改', 60, { hint: '比如：监护人说写错了、换了电话、新知道的' }) }

/** A part is written anew as a whole: what it said before can be opened by nobody any more. */
export function Correcting({ id, part }: { id: string; part: Part }) {
  const record = useLoaded(() => get<ChildView>(`/children/${id}`), [id])
  // What she is reading at this moment may be mended where it stands; it goes with the page.
  const [seen] = useState(() => takeSeen(id, part))
  const { answers, problems, setProblems, change } = useAnswering(seen)
  const { busy, trouble, run } = useDoing()
  const [late, setLate] = useState(false)
  // Whoever finds the phone lying there must not read it; what she has changed stays.
  const [isCovered, setCovered] = useState(false)
  useDidHide(() => setCovered(true))
  const { data } = record
  useEffect(() => {
    if (data) setLate(false)
  }, [data])
  if (data?.state === 'stub')
    return (
      <Screen>
        <Nothing title="还没有监护人同意">
          <Action tone="go" className="to-parts gap" onTap={() => insteadToParts(id)}>
            先请监护人同意
          </Action>
        </Nothing>
      </Screen>
    )
  if (isCovered)
    return (
      <Screen>
        <Nothing title="内容收起来了，改的都还在">
          <Action tone="go" className="uncover gap" onTap={() => setCovered(false)}>
            接着改
          </Action>
        </Nothing>
      </Screen>
    )
  const known = data?.parts.indexOf(part) !== -1
  const fields = { ...partFields[part], ...reason }
  const send = () => {
    const found = { ...problemsInPart(part, answers), ...problemsOf(['why'], reason, answers) }
    setProblems(found)
    if (Object.keys(found).length > 0 || !data) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return run(async () => {
      try {
        const values = inputOf(namesOf(part), answers)
        await put(`/children/${id}/parts/${part}`, { version: data.version, values, ...inputOf(['why'], answers) })
        void Taro.showToast({ title: known ? '改好了' : '补上了', icon: 'none' })
        await backOr(() => insteadToChild(id))
      } catch (refused) {
        const refusal = asRefusal(refused)
        setProblems(atHome(part, refusal.fields))
        setLate(refusal.code === 'staleVersion')
        void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
        throw refusal
      }
    })
  }
  return (
    <Screen
      className="cadre"
      of={record}
      foot={
        <Action tone="go" className="do-correct" busy={busy} onTap={send}>
          {busy ? '正在存…' : known ? '改成这样' : '补上'}
        </Action>
      }
    >
      <View>
        <View className="note">{data?.code}</View>
        <View className="hero">{titleOf(part)}</View>
        <View className="note gap-s">
          {!known
            ? '这一部分还没有填过。'
            : seen
              ? '下面是您刚才看到的，改好再存。'
              : '这一部分要整个重写：存了以后，原来写的谁也看不到。记不清的，先申请查看，再照着改。'}
        </View>
      </View>
      <ProblemSummary problems={problems} fields={fields} />
      <Trouble words={trouble} />
      {late && (
        <Action className="again" onTap={record.reload}>
          看看新的变化，填的不会丢
        </Action>
      )}
      <FieldForm names={namesOf(part)} fields={partFields[part]} answers={answers} problems={problems} onChange={change} />
      <FieldForm names={['why']} fields={reason} answers={answers} problems={problems} onChange={change} />
    </Screen>
  )
}

/** `identity.card` → `card`: on this page there is one part. */
function atHome(part: Part, told: Readonly<Record<string, string>>): Record<string, string> {
  const home: Record<string, string> = {}
  for (const name of Object.keys(told)) home[name.indexOf(`${part}.`) === 0 ? name.slice(part.length + 1) : name] = told[name] as string
  return home
}
