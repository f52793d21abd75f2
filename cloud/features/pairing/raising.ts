import { AppError } from '@shared/core/errors'
import { addDays, dayOf } from '@shared/core/time'
import { stageIn } from '@shared/features/pairing/pairing.rules'
import type { Caller } from '../../core/caller'
import { find, type Manager } from '../../core/database'
import { Pairing } from './pairing.entity'
import type { PairingPorts } from './pairing.ports'

/** For so long after the end a mother may still hear of the child that she knew. */
const AFTERWARDS_DAYS = 90

const isRecent = (changedAt: string, now: string): boolean => dayOf(now) <= addDays(dayOf(changedAt), AFTERWARDS_DAYS)

/** A pairing of a child, with whoever was asked to care in it. */
export interface PairOfChild {
  id: string
  motherId: string
  /** she cares in it, or did not long ago: not who declined, is only asked, or ended it long since */
  cares: boolean
}

/** Children and their pairs, for whoever is worried. */
export function pairsOfChildren(ports: Pick<PairingPorts, 'look' | 'pair'>) {
  return {
    /** the child of a caring mother, by the only name that she knows for it: her pairing, while it lasts or not long ago @throws AppError notFound */
    childOf: async (m: Manager, caller: Caller, pairing: string, now: string): Promise<string> => {
      const { row, stored, parties } = await ports.look(m, caller, pairing)
      const { kind, aboutId, changedAt } = stored
      const stage = stageIn(row.state)
      const begun = (await find(m, Pairing, { id: pairing }))[0]?.begunAt != null
      const recent = stage === 'ended' && begun && isRecent(changedAt, now)
      if (kind !== 'pairing' || aboutId === null || !parties.includes('applicant') || !(stage === 'paired' || recent))
        throw new AppError('notFound', '没有找到这次结对')
      return aboutId
    },
    isPairing: async (m: Manager, id: string): Promise<boolean> => (await find(m, Pairing, { id })).length > 0,
    ofChild: async (m: Manager, childId: string, now: string): Promise<PairOfChild[]> => {
      const endedNotLongAgo = async (id: string) => {
        const pair = await ports.pair(m, id)
        return pair !== undefined && isRecent(pair.changedAt, now)
      }
      const all = await find(m, Pairing, { childId })
      return Promise.all(
        all.map(async ({ id, motherId, begunAt, live }) => ({
          ...{ id, motherId },
          cares: begunAt !== null && (live || (await endedNotLongAgo(id))),
        })),
      )
    },
  }
}
export type PairsOfChildren = ReturnType<typeof pairsOfChildren>
