import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Problem } from './field-form'

/** What the boxes of these pages get: an answer, what is wrong with it, and where a new one goes. */
export interface BoxProps {
  value: unknown
  problem?: string | undefined
  onChange: (name: string, value: unknown) => void
}

interface AskedProps {
  name: string
  label: string
  note?: string
  problem?: string | undefined
  children: ReactNode
}

/** A question that no declared widget draws, in the frame of every question. */
export function Asked({ name, label, note, problem, children }: AskedProps) {
  return (
    <View className={`field f-${name}`}>
      <View className="field-label">{label}</View>
      {note && <View className="note field-hint">{note}</View>}
      <Problem words={problem} />
      {children}
    </View>
  )
}
