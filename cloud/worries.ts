import type { Database } from './core/database'
import { type Engine, mustLook } from './features/applications/engine'
import { trustedCase } from './features/applications/reading'
import type { PairedChildren } from './features/child/paired'
import type { WorryPorts } from './features/worry/worry.ports'
import { worriesOf } from './features/worry/worry.wiring'
import type { pairsAmong } from './pairs'

interface Around extends Omit<WorryPorts, 'look' | 'childOf' | 'placesOf' | 'mustKnow' | 'mothersOf'> {
  db: Database
  pairs: Pick<ReturnType<typeof pairsAmong>, 'childOf' | 'ofChild'>
  /** what is made after the worries, for it needs them */
  later(): { engine: Engine; children: PairedChildren }
}

/** Where worries, children and their caring mothers meet. */
export const worriesAmong = ({ db, pairs, later, ...told }: Around) =>
  worriesOf({
    db,
    ports: {
      ...told,
      look: (m, caller, id) => mustLook(later().engine, m, caller, id),
      childOf: pairs.childOf,
      placesOf: async (m, child, now) => (await later().children.look(m, child, now)).chain,
      mustKnow: async (caller, child, now) => (await later().children.mustKnow(caller, child, now)).chain,
      mothersOf: async (m, child) => {
        const pairsOfIt = await pairs.ofChild(m, child)
        const all = await Promise.all(
          pairsOfIt.map(async ({ id, motherId }) => {
            const mother = await trustedCase(later().engine, m, 'caringMother', motherId)
            return mother && { id, motherId, person: mother.person, name: String(mother.answers.name ?? '') }
          }),
        )
        return all.flatMap((one) => one ?? [])
      },
    },
  })
