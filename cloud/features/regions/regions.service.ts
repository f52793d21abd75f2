import { AppError } from '@shared/core/errors'
import { covers, type PlaceChain } from '@shared/core/place'
import { dayOf } from '@shared/core/time'
import type { PlaceView } from '@shared/features/regions/regions.schema'
import type { Atlas } from '../../core/atlas'
import type { Database } from '../../core/database'
import { Place, PlaceName } from './place.entity'

export interface KnownPlace extends PlaceView {
  chain: PlaceChain
}

export interface Regions {
  atlas(): Promise<Atlas>
  /** the county first, then each town with its villages, offices last */
  list(): Promise<PlaceView[]>
  /** @throws AppError notFound */
  find(id: string): Promise<KnownPlace>
  nameOf(id: string): Promise<string>
  /** this place and everything below it */
  covered(id: string): Promise<string[]>
}

const ORDER = { county: 0, town: 1, village: 2, office: 3 }
const FRESH_MS = 5_000

function chainOf(place: Place): PlaceChain {
  if (place.level === 'village') return { village: place.id, town: place.townId as string, county: place.countyId }
  if (place.level === 'town') return { town: place.id, county: place.countyId }
  return { county: place.countyId }
}

/** Role → office, where a role has just one. */
function onlyOfTheirRole(places: readonly KnownPlace[]): Record<string, string> {
  const only = places.filter(({ role }) => role !== null && places.filter((other) => other.role === role).length === 1)
  return Object.fromEntries(only.map(({ id, role }) => [role, id]))
}

/** The county's places: a few hundred rows that change once a year, kept for five seconds. */
export function regionsService(db: Database, now: () => string): Regions {
  let kept: { at: number; places: Promise<Map<string, KnownPlace>> } | undefined
  const read = async () => {
    const [places, names] = await Promise.all([db.read.find(Place), db.read.find(PlaceName, { order: { fromDay: 'ASC' } })])
    const today = dayOf(now())
    const called = new Map(names.filter((n) => n.fromDay <= today).map((n) => [n.placeId, n]))
    const sorted = places.sort((a, b) => {
      const key = (p: Place) =>
        p.level === 'county' ? '0' : p.level === 'office' ? `9${p.id}` : `1${p.townId ?? p.id}${ORDER[p.level]}${p.id}`
      return key(a) < key(b) ? -1 : 1
    })
    const known = (p: Place): KnownPlace => ({
      id: p.id,
      name: called.get(p.id)?.name ?? p.id,
      level: p.level,
      parent: p.level === 'county' ? null : p.level === 'village' ? p.townId : p.countyId,
      role: p.role,
      chain: chainOf(p),
    })
    return new Map(sorted.map((p) => [p.id, known(p)]))
  }
  const all = () => {
    const at = Date.parse(now())
    if (!kept || Math.abs(at - kept.at) > FRESH_MS) kept = { at, places: read() }
    kept.places.catch(() => (kept = undefined))
    return kept.places
  }
  const find = async (id: string) => {
    const place = (await all()).get(id)
    if (!place) throw new AppError('notFound', '没有这个地方')
    return place
  }
  return {
    atlas: async () => {
      const places = await all()
      const onlyOffices = (county: string) => onlyOfTheirRole([...places.values()].filter(({ chain }) => chain.county === county))
      return { find: (id) => places.get(id), nameOf: (id) => places.get(id)?.name ?? '', onlyOffices }
    },
    list: async () => [...(await all()).values()].map(({ chain: _, ...view }) => view),
    find,
    nameOf: async (id) => (await all()).get(id)?.name ?? '',
    covered: async (id) => {
      const places = [...(await all()).values()]
      return places.filter((p) => p.id === id || covers(id, p.chain)).map((p) => p.id)
    },
  }
}
