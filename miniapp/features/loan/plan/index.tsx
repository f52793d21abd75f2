import { dayOf } from '@shared/core/time'
import { planOf, type Plan as Reckoned } from '@shared/features/loan/loan.plan'
import { lprOn, type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useCallback, useMemo, useState } from 'react'
import { Action } from '../../../core/action'
import { useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { type Known, useLoanPolicies } from '../../../core/loan/policies'
import { Nothing, Screen } from '../../../core/screen'
import { Figures } from './figures'
import { askedOf, firstAnswers, planQuestions, readPlan } from './questions'
import './plan.scss'

/** “算一算”: each payment, what finance pays of it and what she pays; reckoned on the phone, with or without signal. */
export default function Plan() {
  const known = useLoanPolicies()
  const policy = policyOn(known.items, dayOf(new Date().toISOString()))
  if (policy) return <Reckoning policy={policy} known={known} />
  return (
    <Screen>
      <Nothing title="现在没有贴息的政策" note="有了新的办法，村妇联会告诉大家" />
    </Screen>
  )
}

function Reckoning({ policy, known }: { policy: Policy; known: Known }) {
  const lpr = lprOn(known.lpr, dayOf(new Date().toISOString()))
  const fields = useMemo(() => planQuestions(policy, lpr), [policy, lpr])
  const { answers, problems, setProblems, change } = useAnswering(firstAnswers(lpr))
  const [plan, setPlan] = useState<Reckoned>()
  const take = useCallback(
    (name: string, value: unknown) => {
      // Figures must never stand beside answers that they do not belong to.
      setPlan(undefined)
      change(name, value)
    },
    [change],
  )
  const reckon = () => {
    const { asked, problems: wrong } = readPlan(answers, fields, policy)
    setProblems(wrong)
    setPlan(asked && planOf(asked, policy, known.lpr))
    if (asked) void Taro.pageScrollTo({ selector: '.figures', offsetTop: -12 })
  }
  return (
    <Screen
      className="plan"
      foot={
        <Action tone="go" className="reckon" onTap={reckon}>
          算一算
        </Action>
      }
    >
      <View>
        <View className="hero">财政贴多少，自己付多少</View>
        <View className="note">这里只测算，不放款也不收钱；以银行为准</View>
      </View>
      <FieldForm names={askedOf(answers)} fields={fields} answers={answers} problems={problems} onChange={take} />
      <View className="figures">{plan && <Figures plan={plan} />}</View>
    </Screen>
  )
}
