import { isPart, type Part, partFields } from '@shared/features/child/child.parts'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useCallback, useState } from 'react'
import { Action } from '../../../core/action'
import { FieldForm } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { ProblemSummary } from '../../../core/problem-summary'
import { backOr, insteadToChild } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { answerPart, type Registration, useRegistration } from '../registration'
import { ASKED, isBegun, NEEDED, namesOf, problemsInPart } from '../standing'
import { insteadToPart } from '../ways'
import { titleOf } from '../words'
import { Correcting } from './correcting'

/** One part of a record: while it is registered, or to be written anew. */
export default function PartPage() {
  const { id = '', part = '' } = useRouter().params
  return (
    <Known>
      {(who) => (isPart(part) ? <Either key={`${who} ${id} ${part}`} id={id} part={part} /> : <Nothing title="没有这一部分" />)}
    </Known>
  )
}

function Either({ id, part }: { id: string; part: Part }) {
  const open = useRegistration(id)
  return open ? <Questions open={open} part={part} /> : <Correcting id={id} part={part} />
}

function Questions({ open, part }: { open: Registration; part: Part }) {
  const { look } = useRouter().params
  const [tried, setTried] = useState(look === '1')
  const answers = open.answers[part] ?? {}
  const at = ASKED.indexOf(part)
  const next = ASKED[at + 1]
  const left = NEEDED.indexOf(part) < 0 && !isBegun(answers)
  const problems = tried && !left ? problemsInPart(part, answers, open.problems) : {}
  const change = useCallback((name: string, value: unknown) => answerPart(part, name, value), [part])
  const go = () => {
    setTried(true)
    if (!left && Object.keys(problemsInPart(part, answers, open.problems)).length > 0)
      return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return void (next && look !== '1' ? insteadToPart(open.child, next) : backOr(() => insteadToChild(open.child)))
  }
  return (
    <Screen
      className="cadre"
      foot={
        <Action tone="go" className="part-done" onTap={go}>
          {next && look !== '1' ? '填好了，下一部分' : '填好了，回到清单'}
        </Action>
      }
    >
      <View>
        <View className="note">
          {open.code} · 第{at + 1}部分，一共{ASKED.length}部分
        </View>
        <View className="hero">{titleOf(part)}</View>
        {NEEDED.indexOf(part) < 0 && <View className="note gap-s">不知道的可以空着，以后再补。</View>}
      </View>
      <ProblemSummary problems={problems} fields={partFields[part]} />
      <FieldForm names={namesOf(part)} fields={partFields[part]} answers={answers} problems={problems} onChange={change} />
    </Screen>
  )
}
