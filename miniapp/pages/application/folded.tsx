import type { EventView } from '@shared/features/applications/applications.schema'
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
