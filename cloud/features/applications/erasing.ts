import { In, Not } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import { changeMany, changeOne, type Manager } from '../../core/database'
import { type Ordered, type Recording, recordErasure } from '../../core/erasure'
import { newId } from '../../core/ids'
import { Application } from './application.entity'
import { isErased } from './case.chain'
import type { Engine } from './engine'
import { moveBySystem } from './moving'

/**
 * Destroys what a case says, in one unit of work: what it holds (a seat) is given back first, its chain stays and says that it was erased.
 * @returns whether there was anything left to erase
 */
export async function eraseCase(engine: Engine, m: Manager, id: string, atlas: Atlas, now: string): Promise<boolean> {
  // Held first: whoever makes something of it at the same moment (a certificate) is either before this or finds it erased.
  await changeOne(m, Application, 'id = :id', { id }, { version: () => 'version' })
  const stored = await m.findOneBy(Application, { id })
  if (!stored || isErased(stored)) return false
  const { kind, aboutId } = stored
  const moveOther = (other: string, move: string) => moveBySystem({ engine, m, atlas, now }, other, move)
  await engine.ports.releases[kind]?.(m, { row: { id }, aboutId, now, atlas, moveOther })
  await engine.store.erase(m, stored, now)
  return true
}

/** The same for good reason: with a record of who had it done and why. @returns whether there was anything left to erase */
export async function eraseRecorded(
  { engine, ...recording }: { engine: Engine } & Recording,
  m: Manager,
  id: string,
  { ordered, atlas, now }: { ordered: Ordered; atlas: Atlas; now: string },
): Promise<boolean> {
  const erased = await eraseCase(engine, m, id, atlas, now)
  if (erased) await recordErasure(m, recording, { id: newId(now), sort: 'application', subjectId: id, at: now }, ordered)
  return erased
}

/** Which of these are cases that are not erased; they are not erased before the unit ends either. */
export async function notErased(m: Manager, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  await changeMany(m, Application, 'id IN (:...ids)', { ids }, { version: () => 'version' })
  const rows = await m.find(Application, { where: { id: In([...ids]), dataKey: Not('') }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

/** The case that a person at the keyboard means by its receipt number or its id. */
export const findCase = async (m: Manager, named: string): Promise<Application | null> =>
  (await m.findOneBy(Application, { receipt: named })) ?? m.findOneBy(Application, { id: named })

/** The cases of a person that are not erased yet; those whose row was changed outside may not be hers. */
export async function casesOf(engine: Engine, m: Manager, personId: string): Promise<{ ids: string[]; doubtful: string[] }> {
  const rows = (await m.findBy(Application, { personId })).filter((row) => !isErased(row))
  const ids = rows.filter((row) => engine.store.isWhole(row)).map(({ id }) => id)
  return { ids, doubtful: rows.map(({ id }) => id).filter((id) => !ids.includes(id)) }
}
