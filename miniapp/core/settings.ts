import type { Settings } from '@shared/features/notices/notices.schema'
import { useEffect } from 'react'
import { get } from './api'
import { cell, useCell } from './cell'
import { once } from './once'

const settings = cell<Settings | null>(null)

export const loadSettings = once(async () => {
  const loaded = await get<Settings>('/settings')
  settings.set(loaded)
  return loaded
})

/** What is known right now: a tap handler must not wait. */
export const settingsNow = (): Settings | null => settings.get()

export function useSettings(): Settings | null {
  useEffect(() => {
    loadSettings().catch(() => undefined)
  }, [])
  return useCell(settings)
}
