import type { GrantView } from '@shared/features/people/people.schema'
import type { PlaceView } from '@shared/features/regions/regions.schema'

interface TownGrants {
  town: string
  held: GrantView[]
}

const OTHERS = '县里和联动单位'

/** Grants under the town that their place lies in; those of the county and of offices first. */
export function byTown(grants: readonly GrantView[], places: readonly PlaceView[]): TownGrants[] {
  const townOf = ({ place }: GrantView): string => {
    const found = places.find(({ id }) => id === place)
    if (found?.level === 'town') return found.name
    const above = found?.level === 'village' ? places.find(({ id }) => id === found.parent) : undefined
    return above?.name ?? OTHERS
  }
  const towns = [OTHERS, ...places.filter(({ level }) => level === 'town').map(({ name }) => name)]
  return towns.map((town) => ({ town, held: grants.filter((grant) => townOf(grant) === town) })).filter(({ held }) => held.length > 0)
}
