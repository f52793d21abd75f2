import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useMemo, useState } from 'react'
import { Action } from '../../../core/action'
import { FieldForm } from '../../../core/field-form'
import { ProblemSummary } from '../../../core/problem-summary'
import { backOr, insteadToPart, insteadToTasks } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { saveToCloud } from '../cloud-draft'
import { answer, type Declaration } from '../declaration'
import { DeclarationPage } from '../page'
import { groupsOf, mistakesIn, problemsIn } from '../parts'
import './part.scss'
import { readersOf } from '../readers'
import { TwoAnswers } from '../two-answers'

export default function Part() {
  return <DeclarationPage>{(open) => <Questions open={open} />}</DeclarationPage>
}

/** One group of questions. What is wrong is shown when she leaves it, what is missing only when she asked what is missing. */
function Questions({ open }: { open: Declaration }) {
  const { params } = useRouter<{ part: string; look?: string }>()
  const [tried, setTried] = useState(params.look === '1')
  const { kind, draft, about, notes } = open
  const groups = groupsOf(open)
  const at = Math.max(
    groups.findIndex((one) => one.at === Number(params.part)),
    0,
  )
  const group = groups[at]
  const readers = useMemo(() => readersOf(kind), [kind])
  useEffect(() => () => void saveToCloud(), [])
  if (!group) return null

  const next = groups[at + 1]
  const doubts = group.names.filter((name) => name in draft.cloud.doubts)
  const asked = group.names.filter((name) => doubts.indexOf(name) < 0)
  const problems = tried ? (params.look === '1' ? problemsIn(open, asked) : mistakesIn(open, asked)) : {}
  const go = () => {
    const mistakes = mistakesIn(open, asked)
    setTried(true)
    if (Object.keys(mistakes).length > 0 || doubts.length > 0) return Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return next ? insteadToPart(kind.kind, draft.about, next.at) : backOr(() => insteadToTasks(kind.kind, draft.about))
  }
  return (
    <Screen
      className={open.correcting ? 'correcting' : ''}
      foot={
        <Action tone="go" className="part-done" onTap={() => void go()}>
          {next ? '存好，填下一部分' : '存好，回到清单'}
        </Action>
      }
    >
      <View>
        <View className="note">
          第{at + 1}部分，一共{groups.length}部分
        </View>
        <View className="hero">{group.title}</View>
        {group.hint && <View className="note gap-s">{group.hint}</View>}
      </View>
      <ProblemSummary problems={problems} fields={kind.fields} />
      {doubts.map((name) => (
        <TwoAnswers key={name} field={kind.fields[name]} name={name} mine={draft.answers[name]} theirs={draft.cloud.doubts[name]} />
      ))}
      <FieldForm
        names={asked}
        fields={kind.fields}
        answers={draft.answers}
        problems={problems}
        notes={{ ...readers, ...notes }}
        about={about.facts}
        onChange={answer}
      />
      <View className="note">填一样存一样。您的信息只给办这件事的人看。</View>
    </Screen>
  )
}
