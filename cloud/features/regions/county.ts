import { DESKS, OFFICES, type OfficeRole, ROLE_NAMES } from '@shared/core/place'
import { line } from '@shared/core/schema'
import { isDay } from '@shared/core/time'
import * as v from 'valibot'
import { insert, type Manager } from '../../core/database'
import { Place, PlaceName } from './place.entity'

const ID = v.pipe(v.string('地方的编号要是 1 到 5 个字母或数字'), v.regex(/^[0-9A-Za-z]{1,5}$/, '地方的编号要是 1 到 5 个字母或数字'))
const name = line(20, '地方的名称')
const code = v.pipe(v.string('区划代码是 12 位数字'), v.regex(/^\d{12}$/, '区划代码是 12 位数字'))
const named = { id: ID, name, code }

/**
 * A county as a file names it: ids stay for ever, names and codes hold from a day on. Ids are short because a village's id
 * stands in the scene of a printed code beside the activity's.
 */
const countyFile = v.strictObject({
  fromDay: v.pipe(v.string('fromDay 要写成 2026-01-01'), v.check(isDay, 'fromDay 要写成 2026-01-01')),
  county: v.strictObject(named),
  towns: v.array(v.strictObject({ ...named, villages: v.array(v.strictObject(named)) })),
  offices: v.array(v.strictObject({ id: ID, name, role: v.picklist(OFFICES, '单位的职务不对') })),
})
export type CountyFile = v.InferOutput<typeof countyFile>

/** @throws Error in Chinese naming what is wrong and where */
export function readCounty(text: string): CountyFile {
  const read = v.safeParse(countyFile, JSON.parse(text))
  if (!read.success) throw new Error(read.issues.map((issue) => `${v.getDotPath(issue) ?? '文件'}：${issue.message}`).join('；'))
  const { county, towns, offices } = read.output
  const ids = [county, ...towns, ...towns.flatMap((town) => town.villages), ...offices].map((place) => place.id)
  const twice = ids.find((id, i) => ids.indexOf(id) !== i)
  if (twice !== undefined) throw new Error(`编号 ${twice} 用了两次`)
  return read.output
}

/** Stores the places of a county. */
export async function storeCounty(m: Manager, { fromDay, county, towns, offices }: CountyFile): Promise<void> {
  const countyId = county.id
  const place = (id: string, level: Place['level'], townId: string | null = null, role: OfficeRole | null = null) => ({
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

/** Gives a county the desks of the three reviews (三审) that it lacks; those it has stay as they are. @returns the names of the new ones */
export async function addDesks(m: Manager, countyId: string, fromDay: string): Promise<string[]> {
  const taken = await m.find(Place)
  const lacking = DESKS.filter((role) => !taken.some((place) => place.role === role && place.countyId === countyId))
  const ids = Array.from({ length: taken.length + lacking.length }, (_, i) => `d${i + 1}`).filter(
    (id) => !taken.some((place) => place.id === id),
  )
  const desks = lacking.map((role, i) => ({ id: ids[i] as string, role, name: `${ROLE_NAMES.county}${ROLE_NAMES[role]}` }))
  for (const { id, role, name } of desks) {
    await insert(m, Place, { id, level: 'office', role, townId: null, countyId })
    await insert(m, PlaceName, { placeId: id, fromDay, name, code: '' })
  }
  return desks.map(({ name }) => name)
}
