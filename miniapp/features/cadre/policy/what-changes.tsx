import { sayYuan } from '@shared/core/money'
import type { Lpr, Policy } from '@shared/features/loan/loan.policy'
import { lprOn } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import { useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { EXAMPLE, firstExample, type Outcome, outcomeOf } from './example'
import { type Answered, type Change, changesBetween, stillOldBasis, titleOf } from './parts'

/** What a new version changes, figure by figure. */
export function Changes({ before, after }: { before: Answered; after: Answered }) {
  const changes = changesBetween(before, after)
  const old = stillOldBasis(before, after)
  return (
    <>
      {old.length > 0 && (
        <View className="card caution" ariaRole="alert">
          {old.map(titleOf).join('、')}：数字改了，依据还是原来的。看看要不要改。
        </View>
      )}
      <View className="card changes">
        <View className="title">{changes.length > 0 ? `改了${changes.length}处` : '数字都和原来一样'}</View>
        {changes.map((change) => (
          <Changed key={change.label} change={change} />
        ))}
      </View>
    </>
  )
}

const Changed = ({ change: { label, was, is } }: { change: Change }) => (
  <View className="gap change">
    <View className="note">{label}</View>
    <View>原来：{was}</View>
    <View className="strong">改成：{is}</View>
  </View>
)

interface TryingProps {
  before: Policy
  after: Policy
  lprs: readonly Lpr[]
}

/** One example under both versions, reckoned on the phone as she changes it. */
export function Trying({ before, after, lprs }: TryingProps) {
  const day = after.validFrom
  const { answers, change } = useAnswering(firstExample(lprOn(lprs, day)))
  const versions = [
    { name: '原来的版本', outcome: outcomeOf(answers, before, lprs, day) },
    { name: '新版本', outcome: outcomeOf(answers, after, lprs, day) },
  ]
  return (
    <View className="card trying">
      <View className="title">拿一个人试试</View>
      <View className="note">店在本县，没有别的贷款和逾期，第一次申报，每季付息</View>
      <View className="gap">
        <FieldForm names={Object.keys(EXAMPLE)} fields={EXAMPLE} answers={answers} problems={NO_PROBLEMS} onChange={change} />
      </View>
      {versions.map(({ name, outcome }) => (
        <View key={name} className="gap outcome">
          <View className="strong">{name}</View>
          {outcome ? <Says outcome={outcome} /> : <View className="note">上面填全了就有</View>}
        </View>
      ))}
    </View>
  )
}

const NO_PROBLEMS = {}

function Says({ outcome: { failing, plan, why } }: { outcome: Outcome }) {
  return (
    <>
      <View>{failing.length === 0 ? '可以申报' : `不能申报：${failing.map(({ message }) => message).join('；')}`}</View>
      {plan ? (
        <View>
          利息¥{sayYuan(plan.totals.interest)}：财政贴¥{sayYuan(plan.totals.subsidy)}，她付¥{sayYuan(plan.totals.share)}
        </View>
      ) : (
        <View>{why}</View>
      )}
    </>
  )
}
