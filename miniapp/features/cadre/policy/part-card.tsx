import { type Policy, sayBasis } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import { memo } from 'react'
import type { FormAnswers } from '../../../core/field-form'
import { linesIn, type PartName, titleOf } from './parts'

interface PartCardProps {
  name: PartName
  answers: FormAnswers
  /** it differs from the version that it began from */
  changed?: boolean
  problem?: string | undefined
  onOpen?: (name: PartName) => void
}

/** A version that lacked this part has nothing to rest on yet. */
const sayRest = ({ basisText, basisRead }: FormAnswers): string =>
  basisRead === undefined ? '还没有写' : sayBasis({ text: String(basisText ?? ''), read: basisRead as Policy['credit']['basis']['read'] })

/** One part as it stands: its figures in words, and what they rest on. */
export const PartCard = memo(function PartCard({ name, answers, changed = false, problem, onOpen }: PartCardProps) {
  return (
    <View className={`card part p-${name}`} {...(onOpen ? { ariaRole: 'button', onClick: () => onOpen(name) } : {})}>
      <View className="row">
        <View className="title grow">{titleOf(name)}</View>
        {changed && <View className="tag wait">改过</View>}
        {onOpen && <View className="link">改</View>}
      </View>
      {problem !== undefined && <View className="wrong">{problem}</View>}
      {linesIn(name, answers).map(({ name: figure, label, words }) => (
        <View key={figure} className="gap-s">
          {label}：{words}
        </View>
      ))}
      {name !== 'head' && <View className="note gap-s">依据：{sayRest(answers)}</View>}
    </View>
  )
})
