import { outlivesChild } from '@shared/features/worry/worry.rules'
import type { Manager } from '../../core/database'
import type { Erasing, WorryPorts } from './worry.ports'

/**
 * What becomes of worries when their child's record is destroyed; by then none is open. What was cleared up goes with the record. What was
 * suspected or reported stays, sealed and under the coded name, for its own time: a guardian may be the very one whom it is about.
 */
export const forgetting =
  ({ ofChild, eraseCase }: WorryPorts) =>
  async (m: Manager, child: string, by: Erasing): Promise<void> => {
    for (const { id, answers } of await ofChild(m, child)) if (!outlivesChild(answers)) await eraseCase(m, id, by)
  }
