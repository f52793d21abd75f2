import type { EventView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Action } from '../../core/action'

/** The last steps are what she came for; one or two more are not worth a button. */
const SHOWN = 4
const MOST = 6

interface FoldedProps {
  events: readonly EventView[]
  children: (shown: readonly EventView[]) => ReactNode
}

/** A road of many steps: the earlier ones are a tap away. */
export function Folded({ events, children }: FoldedProps) {
  const [open, setOpen] = useState(false)
  if (open || events.length <= MOST) return <>{children(events)}</>
  return (
    <>
      <Action small className="earlier" onTap={() => setOpen(true)}>
        看前面的{events.length - SHOWN}步
      </Action>
      {children(events.slice(-SHOWN))}
    </>
  )
}

/** What she filled in: in a long form only when she wants to read it again. */
export function FoldedAnswers({ many, children }: { many: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(!many)
  if (!open)
    return (
      <Action className="see-answers" onTap={() => setOpen(true)}>
        看看我填的内容
      </Action>
    )
  return (
    <View className="card">
      <View className="title part-title">填的内容</View>
      {children}
    </View>
  )
}
