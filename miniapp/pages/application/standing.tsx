import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { sayDue } from '../../core/say-due'
import { StateTag } from '../../core/state-tag'

interface StandingProps {
  view: ApplicationView
  now: string
  /** what she can do about it, when it is her turn */
  children?: ReactNode
}

/** Where it is: the state, one sentence, who has it and until when. */
export function Standing({ view, now, children }: StandingProps) {
  const { yours, label, tone, says, holder, due } = view
  return (
    <View className={`card standing ${yours ? 'soft' : ''}`}>
      {yours ? <View className="link">现在到您了</View> : <StateTag tone={tone} label={label} />}
      {yours && <View className="hero">{label}</View>}
      {says && says !== label && <View className="gap-s">{says}</View>}
      {holder && !yours && (
        <View className="gap-s holder">
          现在在<View className="strong inline">{holder}</View>手里
        </View>
      )}
      {due && <View className="note gap-s due">{sayDue(due, now)}</View>}
      {children}
    </View>
  )
}
