import type { WalkIn } from '@shared/features/activity/roster.schema'
import Taro from '@tarojs/taro'
import { useCallback, useState } from 'react'
import type { Said } from '../../../core/said'
import { type Person, peopleOf, tickOf, undoOf, walkInOf } from './lines'
import { judge } from './scan'
import type { RosterStore } from './store'

export interface Door {
  said: Said | undefined
  undoing: Person | undefined
  adding: boolean
  /** ticks her; asks first when she is ticked already */
  tap: (id: string) => void
  keep: () => void
  undo: () => void
  scan: () => Promise<void>
  askWho: () => void
  dontAdd: () => void
  add: (who: WalkIn) => void
}

// Asked anew at each tap: the screen may be a moment behind.
const peopleNow = (store: RosterStore): Person[] => {
  const { roster } = store.state.get()
  return roster ? peopleOf(roster) : []
}

/** What the organiser does at the door. */
export function useDoor(store: RosterStore): Door {
  const [said, setSaid] = useState<Said>()
  const [undoing, setUndoing] = useState<Person>()
  const [adding, setAdding] = useState(false)
  const tap = useCallback(
    (id: string) => {
      const person = peopleNow(store).find((one) => one.id === id)
      setSaid(undefined)
      if (person?.here) setUndoing(person)
      else if (person) store.mark(tickOf(person))
    },
    [store],
  )
  const undo = () => {
    const now = undoing && peopleNow(store).find(({ id }) => id === undoing.id)
    if (now?.here) store.mark(undoOf(now))
    setUndoing(undefined)
  }
  const scan = async () => {
    const scanned = await Taro.scanCode({ scanType: ['qrCode'] }).catch(() => undefined)
    if (!scanned) return
    let judged = judge(peopleNow(store), scanned.result)
    if (judged.unknown) {
      setSaid({ words: '正在核对…', tone: 'plain' })
      await store.sync(true)
      judged = judge(peopleNow(store), scanned.result)
    }
    if (judged.person) store.mark(tickOf(judged.person))
    setSaid(judged)
  }
  const add = (who: WalkIn) => {
    store.mark(walkInOf(who))
    setAdding(false)
    setSaid({ words: `${who.name} 到了`, tone: 'ok' })
  }
  return {
    ...{ said, undoing, adding, tap, undo, scan, add },
    keep: () => setUndoing(undefined),
    askWho: () => setAdding(true),
    dontAdd: () => setAdding(false),
  }
}
