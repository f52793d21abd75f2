import { AppError } from '@shared/core/errors'
import type { Part } from '@shared/features/child/child.parts'
import type { Caller } from '../../core/caller'
import { changeOne, isDuplicate, type Manager } from '../../core/database'
import { newId } from '../../core/ids'
import { needWriter } from './child.access'
import { Child, type ChildPart } from './child.entity'
import { type ChildParts, tellPlaces } from './child.ports'
import { chainOf, digestOf } from './child.store'
import { mustHaveSay } from './shielded'

export type Values = Record<string, unknown>

const TAKEN = '这个孩子已经有人登记过了，请问县妇联'
/** Says that there is a record, and nothing of it; thrown once the unit is stored, for the county must learn of it. */
export const taken = () => new AppError('alreadyOpen', TAKEN, { fields: { 'identity.card': TAKEN } })

/** Said of a record that is not open for writing, for whatever reason. */
export const NOT_WRITABLE = '现在不能改这份档案'

/** A record in the hands of one who may write it. @throws AppError notFound, notAllowed, notOpen */
export async function heldToWrite(of: ChildParts, m: Manager, caller: Caller, id: string) {
  const row = await of.store.hold(m, id)
  const as = needWriter(caller, chainOf(row))
  await mustHaveSay(of, m, id, caller, NOT_WRITABLE)
  return { row, ...as }
}

/** @throws AppError notOpen */
export function mustBe(row: Child, states: readonly Child['state'][], message: string): void {
  if (!states.includes(row.state)) throw new AppError('notOpen', message)
}

/** @throws AppError staleVersion for who had an older state open */
export function mustBeAt(row: Child, version: number): void {
  if (row.version !== version) throw new AppError('staleVersion', '这份档案刚有了新变化，请刷新再看')
}

/** Takes an ID number for a record that is held. @returns the record that has it already, if one has */
export async function claimCard(
  { seal }: ChildParts,
  m: Manager,
  row: Child,
  card: unknown,
): Promise<{ cardHash: string | null; other?: Child }> {
  if (typeof card !== 'string') return { cardHash: null }
  const cardHash = seal.lookup('child-card', card)
  try {
    await changeOne(m, Child, 'id = :id', { id: row.id }, { cardHash })
    return { cardHash }
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return { cardHash: row.cardHash, other: await m.findOneByOrFail(Child, { countyId: row.countyId, cardHash }) }
  }
}

/** Only the county learns which the other record is. */
export async function reportDouble(
  { store, ports }: ChildParts,
  m: Manager,
  [row, other]: readonly [Child, Child],
  { caller, standingIn }: { caller: Caller; standingIn: boolean },
  now: string,
): Promise<void> {
  await store.grow(m, row, { sort: 'double', actor: caller.account, standingIn, at: now })
  const text = `代号${row.code}和代号${other.code}的身份证号相同，请核对由哪里来管。`
  const words = { sort: 'todo', title: '同一个孩子登记了两次', text, leads: { page: 'child', id: row.id } } as const
  await tellPlaces(m, ports, [{ role: 'county', place: row.countyId }], words, { by: null, now })
}

/** @returns the digest of all parts afterwards */
export async function putParts(
  { parts }: ChildParts,
  m: Manager,
  row: Child,
  known: readonly ChildPart[],
  written: readonly (readonly [Part, Values])[],
  now: string,
): Promise<string> {
  const next = new Map(known.map((part) => [part.part, part]))
  for (const [part, values] of written)
    next.set(part, await parts.put(m, { id: newId(now), childId: row.id, part }, next.get(part), values))
  return digestOf([...next.values()])
}
