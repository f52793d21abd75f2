import type { WalkIn } from '@shared/features/activity/roster.schema'
import { MoreThan, Not } from 'typeorm'
import { changeOne, findOne, type Manager, mustFind, remove } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { Activity } from './activity.entity'
import { lockActivity } from './activity.service'
import { Certificate } from './certificate.entity'
import { RosterMark } from './roster.entity'
import { rosterRow } from './roster.service'

/** A woman who was added at the door: the id of her line on the roster, and what tells her from others of her name. */
export interface FoundWalkIn {
  id: string
  activityId: string
  title: string
  startsAt: string
}

const PAGE = 500

function nameOf(seal: Sealer, mark: RosterMark): string | undefined {
  try {
    return seal.open<WalkIn>(rosterRow(mark), mark.dataKey, 'who', mark.who).name
  } catch {
    return undefined
  }
}

async function* allOf(m: Manager): AsyncGenerator<RosterMark> {
  for (let after = ''; ; ) {
    const rows = await m.find(RosterMark, { where: { id: MoreThan(after), dataKey: Not('') }, order: { id: 'ASC' }, take: PAGE })
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.id
  }
}

/** Those whom somebody at the keyboard means: by the id of a line, or by the name that was written down, for she has no account to name. */
export async function findWalkIns(m: Manager, seal: Sealer, named: string): Promise<FoundWalkIn[]> {
  const found: FoundWalkIn[] = []
  for await (const mark of allOf(m)) {
    if (mark.id !== named && nameOf(seal, mark) !== named) continue
    const { title, startsAt } = await mustFind(m, Activity, { id: mark.activityId })
    found.push({ id: mark.id, activityId: mark.activityId, title, startsAt })
  }
  return found
}

/**
 * Destroys what is known of a woman who was added at the door, in one unit of work: her certificates go, and the mark stays, for rosters
 * are only ever added to; it is nobody's any more. @returns whether there was anything left to erase
 */
export async function eraseWalkIn(m: Manager, { id, activityId }: Pick<FoundWalkIn, 'id' | 'activityId'>): Promise<boolean> {
  // Held like by who issues certificates: these are either there by now or find her erased.
  await lockActivity(m, activityId)
  const mark = await findOne(m, RosterMark, { id })
  if (!mark || mark.dataKey === '') return false
  await remove(m, Certificate, { lineId: id })
  return changeOne(m, RosterMark, 'id = :id', { id }, { dataKey: '', who: '' })
}
