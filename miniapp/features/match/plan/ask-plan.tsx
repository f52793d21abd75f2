import { MODES } from '@shared/features/pairing/pairing.words'
import type { PlanHead, PlanView } from '@shared/features/pairing/plan.schema'
import { View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Trouble } from '../../../core/trouble'
import { Option } from '../../../core/widgets/option'

interface AskPlanProps {
  /** the county that it is for */
  place: string | undefined
  onMade: (plan: PlanHead) => void
  onBack?: () => void
}

/** Asks for a proposal: how pairs are to be made, and what it is good for. */
export function AskPlan({ place, onMade, onBack }: AskPlanProps) {
  const [mode, setMode] = useState<PlanHead['mode']>('oneToOne')
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const make = () =>
    run(async () => {
      const plan = await post<PlanView>('/pairing-plans', { mode, ...(place ? { place } : {}) }, key.current)
      onMade(plan)
    })
  return (
    <>
      <View>
        <View className="hero">给全县的孩子排一份方案</View>
        <View className="note">
          把还没有人的孩子和能照护的爱心妈妈一起排，总的合适程度最高，谁也不超过自己能带的人数。只给您看，一对一对地批；没批的，什么也不会发生。
        </View>
      </View>
      <View>
        <View className="title">怎么结对</View>
        <View className="options gap-s" ariaRole="radiogroup">
          {MODES.map(({ value, label }) => (
            <Option key={value} className={`m-${value}`} chosen={mode === value} onTap={() => setMode(value)}>
              {label}
            </Option>
          ))}
        </View>
      </View>
      <View>
        <Trouble words={trouble} className="gap-s" />
        <Action tone="go" className="make-plan" busy={busy} onTap={make}>
          {busy ? '正在排，几秒钟…' : '排一份方案'}
        </Action>
        {onBack && (
          <Action className="gap-s not-now" onTap={onBack}>
            先不排，看原来的
          </Action>
        )}
      </View>
    </>
  )
}
