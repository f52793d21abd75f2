import { View } from '@tarojs/components'
import { memo } from 'react'
import { toMatch } from '../../../core/routes'
import { keyOf, type PlanPair, sayGiver } from './pair'

interface PairLineProps {
  pair: PlanPair
  stale: boolean
  ticked: boolean
  onTick: (pair: PlanPair) => void
}

/** One pair to be ticked; its words lead to the child, where every part of the score stands. */
export const PairLine = memo(function PairLine({ pair, stale, ticked, onTick }: PairLineProps) {
  const { child, code, score, asked } = pair
  const open = !asked && !stale
  return (
    <View className={`line row c-${child} k-${keyOf(pair).replace('~', '-')}`}>
      {open && (
        <View
          className="tick"
          ariaRole="checkbox"
          ariaChecked={ticked}
          ariaLabel={`代号${code}，${sayGiver(pair)}`}
          onClick={() => onTick(pair)}
        >
          <View className={`tick-box ${ticked ? 'on' : ''}`}>{ticked && <View className="tick-mark">✓</View>}</View>
        </View>
      )}
      <View className="grow" hoverClass="pressed" ariaRole="button" onClick={() => toMatch(child)}>
        <View className="strong">代号{code}</View>
        <View className="note">
          {sayGiver(pair)} · {score}分
        </View>
      </View>
      {asked && <View className="tag ok">已经问了</View>}
    </View>
  )
})
