import { useSyncExternalStore } from 'react'

/** One value that several screens look at. */
export interface Cell<T> {
  get(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function cell<T>(first: T): Cell<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

export const useCell = <T>(of: Cell<T>): T => useSyncExternalStore(of.subscribe, of.get, of.get)
