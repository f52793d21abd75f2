import { isBlank } from '@shared/core/fields'
import { profileFields } from '@shared/core/profile'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../core/action'
import { problemsOf, useAnswering } from '../../core/answering'
import { FieldForm, type FormAnswers } from '../../core/field-form'
import { Gate } from '../../core/gate'
import { useLoaded } from '../../core/loaded'
import { ProblemSummary } from '../../core/problem-summary'
import { answersOf, loadProfile, saveProfile } from '../../core/profile'
import { asRefusal, type Refusal } from '../../core/refusal'
import { backOr, toMe } from '../../core/routes'
import { Screen, Trouble } from '../../core/screen'
import { useWho } from '../../core/who'

const NAMES = Object.keys(profileFields)

export default function Profile() {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  ) : (
    <Form key={who} />
  )
}

function Form() {
  const profile = useLoaded(loadProfile)
  return profile.data ? <Filling first={answersOf(profile.data)} /> : <Screen of={profile} />
}

/** Everything may stay open here; what is filled in must be right. */
function Filling({ first }: { first: FormAnswers }) {
  const { answers, problems, setProblems, change } = useAnswering(first)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal>()

  const save = async () => {
    const filled = NAMES.filter((name) => !isBlank(answers[name]))
    const found = problemsOf(filled, profileFields, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    setBusy(true)
    setProblem(undefined)
    try {
      const body: Record<string, unknown> = {}
      for (const name of NAMES) body[name] = isBlank(answers[name]) ? null : answers[name]
      await saveProfile(body)
      void Taro.showToast({ title: '记住了', icon: 'success' })
      setTimeout(() => void backOr(toMe), 800)
    } catch (reason) {
      const refusal = asRefusal(reason)
      setProblem(refusal)
      setProblems(refusal.fields)
    }
    setBusy(false)
  }

  return (
    <Screen
      foot={
        <Action tone="go" className="save" busy={busy} onTap={save}>
          {busy ? '正在记…' : '记住'}
        </Action>
      }
    >
      <View className="hero">填一次，以后不用再填</View>
      {problem && Object.keys(problems).length === 0 && <Trouble problem={problem} again={save} />}
      <ProblemSummary problems={problems} fields={profileFields} />
      <FieldForm names={NAMES} fields={profileFields} answers={answers} problems={problems} onChange={change} />
    </Screen>
  )
}
