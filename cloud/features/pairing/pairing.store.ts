import { MOTHERS_AT_ONCE } from '@shared/features/pairing/pairing.words'
import type { Mode } from '@shared/features/pairing/proposal'
import { changeOne, find, insert, isDuplicate, type Manager } from '../../core/database'
import { Pairing, PairingChild, PairingMother } from './pairing.entity'

/** Whether a row was not there yet. */
async function made(inserted: Promise<void>): Promise<void> {
  try {
    await inserted
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}

/**
 * One more mother for a child, of one sort at a time and never more than the sort allows.
 * @returns whether there was a place
 */
export async function takeChild(m: Manager, childId: string, mode: Mode): Promise<boolean> {
  const free = 'child_id = :childId AND (live = 0 OR (mode = :mode AND live < :most))'
  const take = () => changeOne(m, PairingChild, free, { childId, mode, most: MOTHERS_AT_ONCE[mode] }, { mode, live: () => 'live + 1' })
  if (await take()) return true
  await made(insert(m, PairingChild, { childId, mode, live: 0 }))
  return take()
}

/** One more child for a mother, never more than `most`. @returns whether she had a place */
export async function takeMother(m: Manager, motherId: string, most: number): Promise<boolean> {
  const take = () => changeOne(m, PairingMother, 'mother_id = :motherId AND live < :most', { motherId, most }, { live: () => 'live + 1' })
  if (await take()) return true
  await made(insert(m, PairingMother, { motherId, live: 0 }))
  return take()
}

/** Her row is touched, so that a proposal to her waits until this unit ends. */
export async function holdMother(m: Manager, motherId: string): Promise<void> {
  await made(insert(m, PairingMother, { motherId, live: 0 }))
  await changeOne(m, PairingMother, 'mother_id = :motherId', { motherId }, { live: () => 'live' })
}

/** Both places are free again: once, however often it is asked. */
export async function giveBack(m: Manager, id: string, childId: string): Promise<void> {
  const [row] = await find(m, Pairing, { id })
  if (!row || !(await changeOne(m, Pairing, 'id = :id AND live = 1', { id }, { live: false }))) return
  await changeOne(m, PairingChild, 'child_id = :childId AND live > 0', { childId }, { live: () => 'live - 1' })
  await changeOne(m, PairingMother, 'mother_id = :motherId AND live > 0', { motherId: row.motherId }, { live: () => 'live - 1' })
}
