import { dayOf } from '@shared/core/time'
import { type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { askedNow, type LoanFacts, loanQuestions } from '@shared/features/loan/loan.questions'
import { useShareAppMessage } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { type Answering, useAnswering } from '../../../core/answering'
import { useLoanPolicies } from '../../../core/loan/policies'
import { Nothing, Screen } from '../../../core/screen'
import { Answer } from './answer'
import './may.scss'
import { OneQuestion } from './one-question'

/** “我能申报吗”: a few questions, one at a time, without sign-in and without signal; nothing of it leaves the phone. */
export default function MayI() {
  const { items } = useLoanPolicies()
  const today = dayOf(new Date().toISOString())
  const policy = policyOn(items, today)
  const answering = useAnswering()
  useShareAppMessage(() => ({ title: '创业贴息：我能申报吗', path: '/features/loan/may/index' }))
  if (policy) return <Asking policy={policy} today={today} answering={answering} />
  return (
    <Screen>
      <Nothing title="现在没有贴息的政策" note="有了新的办法，村妇联会告诉大家" />
    </Screen>
  )
}

interface AskingProps {
  policy: Policy
  today: string
  answering: Answering
}

function Asking({ policy, today, answering }: AskingProps) {
  const [at, setAt] = useState(0)
  const facts = answering.answers as LoanFacts
  const questions = useMemo(() => loanQuestions(policy), [policy])
  const names = askedNow(policy, facts)
  const name = names[at]
  if (name === undefined) return <Answer policy={policy} facts={facts} today={today} onAgain={() => setAt(0)} />
  return (
    <OneQuestion
      key={name}
      name={name}
      fields={questions}
      place={{ at, of: names.length }}
      today={today}
      answering={answering}
      onBack={() => setAt(at - 1)}
      onNext={() => setAt(at + 1)}
    />
  )
}
