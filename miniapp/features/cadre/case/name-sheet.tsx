import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { Listeners } from '@shared/features/worry/worry.schema'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { get, newKey } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { useLoaded } from '../../../core/loaded'
import { makeMove } from '../../../core/moves'
import { Loading } from '../../../core/screen'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { Named } from '../../../core/worry/named'

interface NameSheetProps {
  view: ApplicationView
  onDone: (view: ApplicationView) => void
  onClose: () => void
}

/** Somebody turns out to have to do with a worry: from then on it is kept from her. */
export function NameSheet({ view, onDone, onClose }: NameSheetProps) {
  const listeners = useLoaded(() => get<Listeners>('/worry-listeners', { child: view.about ?? undefined }), [view.about])
  const [named, setNamed] = useState<readonly string[]>([])
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const choose = (next: readonly string[]) => {
    key.current = newKey()
    setNamed(next)
  }
  const name = () => run(async () => onDone(await makeMove(view, 'name', { named: named.join(' ') }, key.current)))
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      {named.length > 0 && (
        <Action tone="go" className="do-name" busy={busy} onTap={name}>
          {busy ? '正在记…' : '记下，不再让她们看到'}
        </Action>
      )}
      <Action className="not-now" onTap={onClose}>
        先不
      </Action>
    </>
  )
  return (
    <Sheet open title="这件事和谁有关？" className="name-sheet" onClose={onClose} foot={foot}>
      <Loading of={listeners}>{listeners.data && <Named listeners={listeners.data} named={named} onChange={choose} />}</Loading>
    </Sheet>
  )
}
