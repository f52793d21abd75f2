import { invalid } from '@shared/core/errors'
import { wentOn } from '@shared/core/workflow'
import type { Caller } from '../../core/caller'
import { findOne, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { PairingKin } from './pairing.entity'
import type { KnownChild, PairingParts } from './pairing.ports'

/** Kin look after each other anyway, and a guardian's sister is no stranger who watches: whoever is kin is not proposed. */
export function kinService({ db, ports }: PairingParts) {
  return {
    /** outside of the unit: only cadres of the child's place know of it @throws AppError notFound */
    mustKnow: (caller: Caller, child: string, now: string): Promise<KnownChild> => ports.children.mustKnow(caller, child, now),
    /** @throws AppError invalidInput for whoever is no caring mother of the child's county, whether there is such a case elsewhere or not */
    put: async (
      m: Manager,
      caller: Caller,
      { child: { id: childId, chain }, mother: motherId, related }: { child: KnownChild; mother: string; related: boolean },
      now: string,
    ): Promise<void> => {
      if (await ports.bars(m, childId, caller.person)) throw wentOn()
      const mother = await ports.mother(m, motherId)
      if (mother?.places?.county !== chain.county) invalid({ mother: '没有找到这位爱心妈妈' })
      if (!related) return remove(m, PairingKin, { childId, motherId })
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
