import { deadlinesOf } from '@shared/features/loan/loan.deadlines'
import { type LoanVerdict, loanVerdicts } from '@shared/features/loan/loan.eligibility'
import type { Policy } from '@shared/features/loan/loan.policy'
import type { LoanFacts } from '@shared/features/loan/loan.questions'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { carryOver } from '../../../core/carried'
import { Sum } from '../../../core/loan/book-parts'
import { toForm, toLoanPlan } from '../../../core/routes'
import { Screen } from '../../../core/screen'

interface AnswerProps {
  policy: Policy
  facts: LoanFacts
  today: string
  onAgain: () => void
}

/** Yes, or which rules stand in the way, what each rests on, and the smallest change that would help. */
export function Answer({ policy, facts, today, onAgain }: AnswerProps) {
  const verdicts = loanVerdicts(policy, facts, today)
  const failing = verdicts.filter(({ ok }) => ok !== true)
  const met = verdicts.filter(({ ok }) => ok === true)
  const declare = () => {
    carryOver('loan', facts as Record<string, unknown>)
    void toForm('loan', '')
  }
  return (
    <Screen
      className="may"
      foot={
        <View className="row">
          <Action className="again" onTap={onAgain}>
            改回答
          </Action>
          <Action tone={failing.length === 0 ? 'line' : 'go'} className="to-plan" onTap={toLoanPlan}>
            算一算
          </Action>
          {failing.length === 0 && (
            <Action tone="go" className="to-declare" onTap={declare}>
              去申报
            </Action>
          )}
        </View>
      }
    >
      {failing.length === 0 ? <Yes policy={policy} /> : <NotYet failing={failing} />}
      {met.length > 0 && (
        <View className="card">
          <View className="title">您符合的</View>
          {met.map(({ rule, message }) => (
            <View key={rule} className="row top met">
              <View className="dot done">✓</View>
              <View className="grow">{message}</View>
            </View>
          ))}
        </View>
      )}
      {failing.length > 0 && <Papers policy={policy} />}
      <View className="note">
        按{policy.number}
        {policy.title}看的。这里只帮您先看一看，能不能申报以妇联和人社部门核对的为准。
      </View>
    </Screen>
  )
}

function NotYet({ failing }: { failing: readonly LoanVerdict[] }) {
  return (
    <>
      <View className="hero">现在还差{failing.length}条</View>
      {failing.map(({ rule, message, change, source }) => (
        <View key={rule} className={`card caution r-${rule}`}>
          <View className="strong">{change ?? message}</View>
          {change && <View className="gap-s">{message}</View>}
          <View className="note gap-s">依据：{source}</View>
        </View>
      ))}
    </>
  )
}

function Yes({ policy }: { policy: Policy }) {
  const { village, town, county, hr, guarantor, bank, basis } = deadlinesOf(policy)
  const offices = [
    ['村妇联核实', village],
    ['镇妇联推荐', town],
    ['县妇联推荐', county],
    ['人社部门核对', hr],
    ['担保机构审核', guarantor],
    ['银行调查', bank],
  ] as const
  return (
    <>
      <View className="card yes">
        <View className="hero">您可以申报</View>
        <View className="gap-s">点“去申报”，刚才答过的不用再填；不会用手机的，村妇联帮您办。</View>
      </View>
      <Papers policy={policy} />
      <View className="card">
        <View className="title">要多久</View>
        {offices.map(([name, days]) => (
          <Sum key={name} name={name}>
            {days}个工作日内
          </Sum>
        ))}
        <View className="note gap-s">依据：{basis.text}</View>
      </View>
    </>
  )
}

function Papers({ policy }: { policy: Policy }) {
  return (
    <View className="card papers">
      <View className="title">要准备的材料</View>
      {policy.papers.list.map((paper) => (
        <View key={paper} className="paper">
          {paper}
        </View>
      ))}
    </View>
  )
}
