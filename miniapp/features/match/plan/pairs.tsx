import type { PlanHead, PlanView } from '@shared/features/pairing/plan.schema'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Listed } from '../../../core/listed'
import { usePages } from '../../../core/pages'
import { Screen } from '../../../core/screen'
import { ApproveSheet } from './approve-sheet'
import { keyOf, type PlanPair } from './pair'
import { PairLine } from './pair-line'

interface PairsProps {
  plan: string
  mode: PlanHead['mode']
  stale: boolean
  /** whether it is still good is said anew with each page of it */
  onSeen: (plan: PlanHead) => void
  /** the heading of the page */
  top: ReactNode
}

/** The pairs of a proposal, page by page: some are ticked, looked at once more, and asked. */
export function Pairs({ plan, mode, stale, onSeen, top }: PairsProps) {
  const fetch = async (after?: string) => {
    const { pairs, ...head } = await get<PlanView>(`/pairing-plans/${plan}`, { after })
    onSeen(head)
    return pairs
  }
  const pages = usePages<PlanPair>(fetch, [plan], { onShow: true })
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [asking, setAsking] = useState(false)
  const turn = (pair: PlanPair) =>
    setTicked((was) => (was.indexOf(keyOf(pair)) >= 0 ? was.filter((one) => one !== keyOf(pair)) : [...was, keyOf(pair)]))
  const all = pages.data ? pages.data.items : []
  const chosen = all.filter((pair) => !pair.asked && ticked.indexOf(keyOf(pair)) >= 0)
  const done = () => {
    setAsking(false)
    setTicked([])
    void pages.reload()
  }
  const foot =
    chosen.length > 0 ? (
      <Action tone="go" className="approve" onTap={() => setAsking(true)}>
        批这{chosen.length}对，去问
      </Action>
    ) : (
      <View className="note">先在上面勾几对，再一起批</View>
    )
  return (
    <Screen className="cadre" foot={!stale && all.length > 0 && foot}>
      {top}
      <Listed of={pages} empty="这一次没有排出一对" note="看看“还没有人的”为什么">
        {(rows) => (
          <View className="card lines plan-pairs">
            {rows.map((pair) => (
              <PairLine key={keyOf(pair)} pair={pair} stale={stale} ticked={ticked.indexOf(keyOf(pair)) >= 0} onTick={turn} />
            ))}
          </View>
        )}
      </Listed>
      {asking && <ApproveSheet plan={plan} mode={mode} pairs={chosen} onClose={() => setAsking(false)} onDone={done} />}
    </Screen>
  )
}
