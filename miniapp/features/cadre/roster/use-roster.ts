import { useState } from 'react'
import { useCell } from '../../../core/cell'
import { useInStep } from '../../../core/in-step'
import { type RosterState, type RosterStore, rosterStore } from './store'

/** The roster of an activity: from this phone at once, then from the cloud. */
export function useRoster(activity: string): { store: RosterStore; state: RosterState } {
  const [store] = useState(() => rosterStore(activity))
  useInStep(() => store.sync(true))
  return { store, state: useCell(store.state) }
}
