import { dayOf } from '@shared/core/time'
import { saysEarlier } from '@shared/features/pairing/pairing.rules'
import type { Effects } from '../../core/kind-ports'
import type { PairingPorts } from './pairing.ports'

/** Who signs up anew in another town is known there by what was decided of her before: for those who decide, not for her neighbours. */
export function recallingEffects({ ports }: { ports: Pick<PairingPorts, 'others'> }): Effects {
  return {
    'caringMother.recall': async (m, { row, atlas }) => {
      const person = row.people.applicant
      const before = person === undefined ? [] : await ports.others(m, person, row.id)
      const said = before.flatMap(({ state, answers, changedAt, places }) => {
        const town = places?.town === undefined ? '' : atlas.nameOf(places.town)
        return saysEarlier({ state, answers, day: dayOf(changedAt), town }) ?? []
      })
      return said.length > 0 ? { record: { earlier: said.join('；') } } : {}
    },
  }
}
