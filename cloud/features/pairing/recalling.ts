import { dayOf } from '@shared/core/time'
import { saysEarlier } from '@shared/features/pairing/pairing.rules'
import type { Manager } from '../../core/database'
import type { EffectContext, Effects } from '../../core/kind-ports'
import type { PairingPorts } from './pairing.ports'

/** Who signs up anew in another town is known there by what was decided of her before: for those who decide, not for her neighbours. */
export function recallingEffects({ ports }: { ports: Pick<PairingPorts, 'others' | 'marked'> }): Effects {
  const earlier = async (m: Manager, { row, atlas }: EffectContext) => {
    const person = row.people.applicant
    const before = person === undefined ? [] : await ports.others(m, person, row.id)
    const said = before.flatMap(({ state, answers, changedAt, places }) => {
      const town = places?.town === undefined ? '' : atlas.nameOf(places.town)
      return saysEarlier({ state, answers, day: dayOf(changedAt), town }) ?? []
    })
    return said.length > 0 ? { record: { earlier: said.join('；') } } : {}
  }
  return {
    /** to her village, or, when a worry named her that was no mistake, to the county before anybody else */
    'caringMother.receive': async (m, context) => {
      if (!(await ports.marked(m, context.row.people.applicant))) return { outcome: 'village' }
      return { outcome: 'countyFirst', ...(await earlier(m, context)) }
    },
    'caringMother.recall': earlier,
  }
}
