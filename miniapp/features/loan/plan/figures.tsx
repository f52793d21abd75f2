import type { Plan } from '@shared/features/loan/loan.plan'
import type { Instalment } from '@shared/features/loan/loan.schedule'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import '../../../core/loan/loan.scss'
import { sayFullDay, yuan } from '../../../core/loan/words'

const FIRST = 4

/** What it comes to in all, then every payment; many of them only when she wants to see them. */
export function Figures({ plan: { instalments, totals, notes } }: { plan: Plan }) {
  const [all, setAll] = useState(false)
  const shown = all ? instalments : instalments.slice(0, FIRST)
  return (
    <>
      <View className="card">
        <View className="title">到还清，利息一共</View>
        <Sum name="利息" fen={totals.interest} />
        <Sum name="财政贴息" fen={totals.subsidy} tone="ok" />
        <Sum name="您自己付" fen={totals.share} />
        <Bar interest={totals.interest} subsidy={totals.subsidy} />
      </View>
      <View className="card gap instalments">
        <View className="title">分{instalments.length}次还</View>
        {shown.map((one) => (
          <Payment key={one.due} of={one} />
        ))}
        {shown.length < instalments.length && (
          <Action className="gap see-all" onTap={() => setAll(true)}>
            看每一次
          </Action>
        )}
      </View>
      <View className="gap">
        {notes.map((note) => (
          <View key={note} className="note gap-s">
            {note}
          </View>
        ))}
      </View>
    </>
  )
}

const Sum = ({ name, fen, tone = '' }: { name: string; fen: number; tone?: string }) => (
  <View className="row gap-s">
    <View className="grow">{name}</View>
    <View className={`strong ${tone}`}>{yuan(fen)}</View>
  </View>
)

/** The two shares side by side; the words above say the same. */
function Bar({ interest, subsidy }: { interest: number; subsidy: number }) {
  const percent = interest === 0 ? 0 : Math.round((subsidy / interest) * 100)
  return (
    <View className="bar gap" ariaHidden>
      <View className="bar-part" style={{ width: `${percent}%` }} />
    </View>
  )
}

const Payment = ({ of: { due, principal, interest, subsidy, share } }: { of: Instalment }) => (
  <View className="payment">
    <View className="row wraps">
      <View className="grow">{sayFullDay(due)}</View>
      <View className="strong">{yuan(principal + interest)}</View>
    </View>
    <View className="note">
      {principal > 0 ? `本金${yuan(principal)}，` : ''}利息{yuan(interest)}
    </View>
    <View className="note">
      财政贴{yuan(subsidy)}，自己付{yuan(share)}
    </View>
  </View>
)
