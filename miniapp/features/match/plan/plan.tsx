import { sayTime } from '@shared/core/time'
import type { PlanHead } from '@shared/features/pairing/plan.schema'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Action } from '../../../core/action'
import { Screen } from '../../../core/screen'
import { Segments } from '../../../core/segments'
import { sayMode } from '../words'
import { AskPlan } from './ask-plan'
import { OpenChildren } from './open-children'
import { Pairs } from './pairs'

const VIEWS = { pairs: '排好的', open: '还没有人的' } as const

interface PlanProps {
  head: PlanHead
  place: string | undefined
  /** of which of her counties it is */
  choice: ReactNode
  onMade: (plan: PlanHead) => void
}

/** One proposal: what it has found, who stays open, and whether it is still good. */
export function Plan({ head, place, choice, onMade }: PlanProps) {
  const [view, setView] = useState<keyof typeof VIEWS>('pairs')
  const [again, setAgain] = useState(false)
  // A colleague may make a newer one while this one is looked at.
  const [stale, setStale] = useState(head.stale)
  if (again)
    return (
      <Screen className="cadre">
        <AskPlan place={place} onMade={onMade} onBack={() => setAgain(false)} />
      </Screen>
    )
  const { id, mode, madeAt } = head
  const top = (
    <View>
      {choice}
      <View className="hero">全县的结对方案</View>
      <View className="note">
        {sayMode(mode)} · {sayTime(madeAt)}排的
      </View>
      {stale && (
        <View className="card caution gap-s stale">
          <View>这份方案过时了：有了更新的一份，或者过了七天。只能看，不能再批。</View>
        </View>
      )}
      <Action tone={stale ? 'go' : 'line'} className="gap-s plan-again" onTap={() => setAgain(true)}>
        重新排一份
      </Action>
      <Segments of={VIEWS} now={view} onPick={setView} />
    </View>
  )
  return view === 'pairs' ? (
    <Pairs plan={id} mode={mode} stale={stale} top={top} onSeen={(seen) => setStale(seen.stale)} />
  ) : (
    <OpenChildren plan={id} top={top} />
  )
}
