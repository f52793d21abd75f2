import type { Caller } from '../../core/caller'
import { findOne, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { PairingKin } from './pairing.entity'
import type { PairingParts } from './pairing.ports'

/** Kin look after each other anyway, and a guardian's sister is no stranger who watches: whoever is kin is not proposed. */
export function kinService({ db, ports }: PairingParts) {
  return {
    /** outside of the unit: only cadres of the child's place know of it @throws AppError notFound */
    mustKnow: async (caller: Caller, child: string, now: string): Promise<void> => {
      await ports.children.mustKnow(caller, child, now)
    },
    put: async (
      m: Manager,
      caller: Caller,
      { child: childId, mother: motherId, related }: { child: string; mother: string; related: boolean },
      now: string,
    ): Promise<void> => {
      if (!related) return remove(m, PairingKin, { childId, motherId })
      if (!(await ports.mother(m, motherId))) return
      try {
        await insert(m, PairingKin, { childId, motherId, saidBy: caller.account, saidAt: now })
      } catch (error) {
        if (!isDuplicate(error)) throw error
      }
    },
    /** what stands now */
    is: async (childId: string, motherId: string): Promise<boolean> =>
      (await findOne(db.read, PairingKin, { childId, motherId })) !== undefined,
  }
}
export type Kin = ReturnType<typeof kinService>
