import type { Fields } from '@shared/core/fields'
import { factProblems, type LoanFact } from '@shared/features/loan/loan.questions'
import { View } from '@tarojs/components'
import { useCallback, useRef } from 'react'
import { Action } from '../../../core/action'
import { type Answering, problemsOf } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { Screen } from '../../../core/screen'

interface OneQuestionProps {
  name: LoanFact
  fields: Fields
  place: { at: number; of: number }
  today: string
  answering: Answering
  onBack: () => void
  onNext: () => void
}

/** Answered by one tap: the next question follows by itself. */
const TAPPED = ['yesNo', 'choice']

export function OneQuestion({ name, fields, place, today, answering, onBack, onNext }: OneQuestionProps) {
  const { answers, problems, setProblems, change } = answering
  const tapped = TAPPED.indexOf(fields[name]?.type ?? '') >= 0
  const latest = useRef({ tapped, onNext })
  latest.current = { tapped, onNext }
  const take = useCallback(
    (field: string, value: unknown) => {
      change(field, value)
      if (latest.current.tapped) latest.current.onNext()
    },
    [change],
  )
  const next = () => {
    const wrong = { ...problemsOf([name], fields, answers), ...pick(factProblems(answers, today), name) }
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) onNext()
  }
  return (
    <Screen
      foot={
        <View className="row">
          {place.at > 0 && (
            <Action className="back" onTap={onBack}>
              上一个
            </Action>
          )}
          {(!tapped || answers[name] !== undefined) && (
            <Action tone="go" className="next" onTap={next}>
              {place.at + 1 < place.of ? '下一个' : '看看能不能申报'}
            </Action>
          )}
        </View>
      }
    >
      <View>
        <View className="hero">我能申报吗</View>
        <View className="note">
          第{place.at + 1}个问题，大约{place.of}个。不用登录，回答只留在这台手机上，离开就没有了
        </View>
      </View>
      <FieldForm names={[name]} fields={fields} answers={answers} problems={problems} onChange={take} />
    </Screen>
  )
}

const pick = (problems: Partial<Record<string, string>>, name: string): Record<string, string> =>
  problems[name] === undefined ? {} : { [name]: problems[name] }
