import type { PartnerRole } from '@shared/core/place'
import { insert, type Manager } from '../../core/database'
import { Place, PlaceName } from './place.entity'

/** A county as a file names it: ids stay for ever, names and codes hold from a day on. */
export interface CountyFile {
  fromDay: string
  county: { id: string; name: string; code: string }
  towns: readonly { id: string; name: string; code: string; villages: readonly { id: string; name: string; code: string }[] }[]
  offices: readonly { id: string; name: string; role: PartnerRole }[]
}

/** Stores the places of a county. */
export async function storeCounty(m: Manager, { fromDay, county, towns, offices }: CountyFile): Promise<void> {
  const countyId = county.id
  const place = (id: string, level: Place['level'], townId: string | null = null, role: PartnerRole | null = null) => ({
    id,
    level,
    role,
    townId,
    countyId,
  })
  const villages = towns.flatMap((town) => town.villages.map((village) => ({ ...village, townId: town.id })))
  await insert(m, Place, [
    place(countyId, 'county'),
    ...towns.map((town) => place(town.id, 'town')),
    ...villages.map((village) => place(village.id, 'village', village.townId)),
    ...offices.map((office) => place(office.id, 'office', null, office.role)),
  ])
  const called = [county, ...towns, ...villages, ...offices.map((office) => ({ ...office, code: '' }))]
  await insert(
    m,
    PlaceName,
    called.map(({ id, name, code }) => ({ placeId: id, fromDay, name, code })),
  )
}
