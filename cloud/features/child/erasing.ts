import { ERASED_FOR, type ErasedFor } from '@shared/features/child/child.retention'
import type { Atlas } from '../../core/atlas'
import type { Manager } from '../../core/database'
import { recordErasure } from '../../core/erasure'
import { newId } from '../../core/ids'
import { type Child, ChildOpening, ChildRead } from './child.entity'
import type { ChildParts } from './child.ports'
import { digestOf, ERASED } from './child.store'
import { openingStore } from './opening.store'

/** Nobody reads on, and nobody need decide any more. */
export async function endOpenings({ marks }: Pick<ChildParts, 'marks'>, m: Manager, childId: string): Promise<void> {
  const openings = openingStore(marks)
  for (const row of await m.findBy(ChildOpening, { childId }))
    if (row.state === 'asked' || row.state === 'open')
      await openings.change(m, row, { state: 'ended', waits: row.waits === 'review' ? 'review' : '' })
}

/**
 * Destroys a record that is held: its keys, its parts, its pictures, and what was said in its pairings and worries. What stays are the coded name, the places and the chain, whose
 * last link is the proof; by which rule stands in it in clear, for it tells nothing of the child.
 */
export async function eraseChild(
  { store, parts, ports, seal, marks }: ChildParts,
  m: Manager,
  row: Child,
  { rule, actor, words }: { rule: ErasedFor; actor: string | null; words: string },
  atlas: Atlas,
  now: string,
): Promise<void> {
  const ordered = { by: actor ?? '保存期限', why: words || ERASED_FOR[rule] }
  await ports.unpair(m, row.id, atlas, now)
  await ports.forgetCases(m, row.id, { ordered, atlas, now })
  await ports.pictures.letGo(m, row.id)
  await parts.drop(m, row.id)
  await m.delete(ChildRead, { childId: row.id })
  await endOpenings({ marks }, m, row.id)
  const nothing = { situation: '', risk: '', cardHash: null, duty: null, closedFor: null, dataKey: '', digest: digestOf([]) }
  const happened = { sort: ERASED, actor, parts: [rule], at: now }
  await store.grow(m, row, happened, { ...nothing, state: 'erased', since: now, version: row.version + 1 })
  await recordErasure(m, { seal, marks }, { id: newId(now), sort: 'child', subjectId: row.id, at: now }, ordered)
}
