import type { PlaceView } from '@shared/features/regions/regions.schema'
import { useEffect } from 'react'
import { get } from './api'
import { cell, useCell } from './cell'
import { once } from './once'
import { keep, recall } from './storage'

const KEY = 'places'
const places = cell<readonly PlaceView[]>([])

const fetchPlaces = once(async () => {
  const { items } = await get<{ items: PlaceView[] }>('/regions')
  places.set(items)
  await keep(KEY, items)
})

/** Loads the places; when there is no signal, those that the phone remembers will do. */
export async function loadPlaces(): Promise<void> {
  if (places.get().length === 0) {
    const kept = await recall<PlaceView[]>(KEY)
    if (kept && places.get().length === 0) places.set(kept)
  }
  await fetchPlaces().catch((reason) => {
    if (places.get().length === 0) throw reason
  })
}

/** All places, loaded when a screen first needs them; empty until then. */
export function usePlaces(): readonly PlaceView[] {
  useEffect(() => {
    loadPlaces().catch(() => undefined)
  }, [])
  return useCell(places)
}

/** Her village, its town and its county, the nearest first; empty as long as her village is not known. */
export function useHerPlaces(village: string | null | undefined): readonly string[] {
  const all = useCell(places)
  useEffect(() => {
    if (village) loadPlaces().catch(() => undefined)
  }, [village])
  const hers: string[] = []
  for (let place = all.find(({ id }) => id === village); place; place = all.find(({ id }) => id === place?.parent)) hers.push(place.id)
  return hers
}

/** The county that this is for; empty before the places are loaded. */
export const ownCounty = (): string => places.get().find(({ level }) => level === 'county')?.id ?? ''

export const nameOf = (id: string): string => places.get().find((place) => place.id === id)?.name ?? '没有找到这个地方'

/** `悦来镇 · 柳溪村`. */
export function sayPlace(id: string, all: readonly PlaceView[]): string {
  const place = all.find((one) => one.id === id)
  const above = place?.level === 'village' ? all.find((one) => one.id === place.parent) : undefined
  return [above?.name, place?.name].filter(Boolean).join(' · ')
}
