import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { newKey, post } from '../../../core/api'
import { type Fate, type Fates, moveTogether } from './together'

/** One key for each version of a case as long as the page is open: a second try is the same sending. */
function useKeys() {
  const keys = useRef<Record<string, string>>({})
  return ({ id, version }: ApplicationRow): string => {
    const name = `${id} ${version}`
    const key = keys.current[name] ?? newKey()
    keys.current[name] = key
    return key
  }
}

export interface Moving {
  fates: Fates
  busy: boolean
  /** ticked, and not yet done */
  chosen: readonly ApplicationRow[]
  ticked: (id: string) => boolean
  toggle: (id: string) => void
  moveAll: (move: string) => Promise<void>
}

/** Which of these cases are ticked, and what becomes of them. */
export function useMoving(rows: readonly ApplicationRow[]): Moving {
  const [left, setLeft] = useState<readonly string[]>([])
  const [fates, setFates] = useState<Fates>({})
  const [busy, setBusy] = useState(false)
  const keyOf = useKeys()
  const ticked = (id: string) => left.indexOf(id) < 0
  const chosen = rows.filter(({ id }) => ticked(id) && fates[id]?.state !== 'done')

  const tell = (id: string, fate: Fate) => {
    setFates((was) => ({ ...was, [id]: fate }))
    // A case that was refused for good is not tried again unless she ticks it.
    if (fate.state === 'failed' && !fate.lost) setLeft((was) => [...was, id])
  }
  const toggle = (id: string) => {
    if (!busy) setLeft((was) => (was.indexOf(id) >= 0 ? was.filter((one) => one !== id) : [...was, id]))
  }
  const moveAll = async (move: string) => {
    setBusy(true)
    const send = (row: ApplicationRow) => post(`/applications/${row.id}/moves/${move}`, { version: row.version, input: {} }, keyOf(row))
    const done = await moveTogether(chosen, send, tell)
    setBusy(false)
    const failed = chosen.length - done
    void Taro.showToast({ title: failed === 0 ? `${done}人都办好了` : `办好${done}人，${failed}人没成`, icon: 'none' })
  }
  return { fates, busy, chosen, ticked, toggle, moveAll }
}
