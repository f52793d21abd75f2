import type { Parted } from '@shared/features/pairing/pairing.rules'
import { MOTHERS_AT_ONCE } from '@shared/features/pairing/pairing.words'
import type { Mode } from '@shared/features/pairing/proposal'
import { changeOne, findOne, insert, isDuplicate, type Manager } from '../../core/database'
import { Pairing, PairingChild, PairingMother } from './pairing.entity'

/** Whether a row was not there yet. */
async function made(inserted: Promise<void>): Promise<void> {
  try {
    await inserted
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/** How a child is to be cared for: the sort, and the team where there is one. */
export interface Sort {
  mode: Mode
  team: string | null
}

/**
 * One more mother for a child, of one sort at a time, of one team only, and never more than the sort allows.
 * @returns whether there was a place
 */
export async function takeChild(m: Manager, childId: string, { mode, team }: Sort): Promise<boolean> {
  const same = "mode = :mode AND COALESCE(team_id, '') = :team AND live < :most"
  const free = { childId, mode, team: team ?? '', most: MOTHERS_AT_ONCE[mode] }
  const set = { mode, teamId: team, live: () => 'live + 1' }
  const take = () => changeOne(m, PairingChild, `child_id = :childId AND (live = 0 OR (${same}))`, free, set)
  if (await take()) return true
  await made(insert(m, PairingChild, { childId, mode, live: 0, teamId: null }))
  return take()
}

/** One more child for a mother, never more than `most`. @returns whether she had a place */
export async function takeMother(m: Manager, motherId: string, most: number): Promise<boolean> {
  const take = () => changeOne(m, PairingMother, 'mother_id = :motherId AND live < :most', { motherId, most }, { live: () => 'live + 1' })
  if (await take()) return true
  await made(insert(m, PairingMother, { motherId, live: 0 }))
  return take()
}

/** The next one waits behind a pairing that goes on. @returns whether nobody was waiting there */
export const standBehind = (m: Manager, before: string, next: string): Promise<boolean> =>
  changeOne(m, Pairing, 'id = :before AND live = 1 AND next_id IS NULL', { before }, { nextId: next })

/** Whether a place with the child is free again when this pairing is over. One place is kept by whoever cares and whoever takes over. */
async function freesPlace(m: Manager, { id, nextId, beforeId }: Pairing): Promise<boolean> {
  if (nextId !== null) return false
  if (beforeId === null) return true
  return !(await changeOne(m, Pairing, 'id = :beforeId AND live = 1 AND next_id = :id', { beforeId, id }, { nextId: null }))
}

/** Both places are free again: once, however often it is asked. */
export async function giveBack(m: Manager, id: string, childId: string, parted: Parted): Promise<void> {
  const row = await findOne(m, Pairing, { id })
  if (!row || !(await changeOne(m, Pairing, 'id = :id AND live = 1', { id }, { live: false, parted }))) return
  if (await freesPlace(m, row))
    await changeOne(m, PairingChild, 'child_id = :childId AND live > 0', { childId }, { live: () => 'live - 1' })
  await changeOne(m, PairingMother, 'mother_id = :motherId AND live > 0', { motherId: row.motherId }, { live: () => 'live - 1' })
}
