import type { PlaceView } from '@shared/features/regions/regions.schema'

export interface TownVillages {
  id: string
  name: string
  villages: readonly PlaceView[]
}

/** Every town with its villages, the town of the chosen village first. */
export function townsOf(places: readonly PlaceView[], chosen: string | undefined): TownVillages[] {
  const hers = places.find(({ id }) => id === chosen)?.parent
  const towns = places
    .filter(({ level }) => level === 'town')
    .map(({ id, name }) => ({ id, name, villages: places.filter(({ level, parent }) => level === 'village' && parent === id) }))
  return [...towns.filter(({ id }) => id === hers), ...towns.filter(({ id }) => id !== hers)]
}

/** The villages whose name holds a word; a town's name stands for all of its villages. */
export function found(towns: readonly TownVillages[], word: string): TownVillages[] {
  return towns
    .map((town) =>
      town.name.indexOf(word) >= 0 ? town : { ...town, villages: town.villages.filter(({ name }) => name.indexOf(word) >= 0) },
    )
    .filter(({ villages }) => villages.length > 0)
}
