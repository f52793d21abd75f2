import type { Database } from './core/database'
import type { Subjects } from './core/kind-ports'
import type { casesAbout } from './features/applications/about'
import { type Engine, mustLook } from './features/applications/engine'
import { begin } from './features/applications/moving'
import { applicantsOf, heldCase, trustedCase, trustedCases, trustedOnes, trustedPage } from './features/applications/reading'
import type { PairedChildren } from './features/child/paired'
import type { PairingPorts } from './features/pairing/pairing.ports'
import { pairingsOf } from './features/pairing/pairing.wiring'
import { propose } from './matching'

interface Around extends Pick<PairingPorts, 'tell' | 'accountsOf'> {
  db: Database
  /** what is made after the pairings, for it needs them */
  later(): { engine: Engine; cases: Pick<ReturnType<typeof casesAbout>, 'moveIfOpen'>; children: PairedChildren }
}

/** Where mothers (cases of their own kind) and children (records of the register) meet. */
export function pairsAmong({ db, later, ...told }: Around) {
  const subjects: Subjects = { child: (...of) => later().children.subject(...of) }
  const wired = pairingsOf({
    db,
    ports: {
      ...told,
      propose,
      get children() {
        return later().children
      },
      mother: (m, id) => trustedCase(later().engine, m, 'caringMother', id),
      held: (m, id) => heldCase(later().engine, m, 'caringMother', id),
      mothersOf: (m, of) => trustedPage(later().engine, m, 'caringMother', of),
      pairings: (m, ids) => trustedOnes(later().engine, m, 'pairing', ids),
      begin: (m, caller, id, about, input, atlas, now) =>
        begin({ engine: later().engine, m, atlas, now }, caller, id, { kind: 'pairing', about, move: 'propose', input }),
      atlas: () => later().engine.ports.atlas(),
      // Nobody is named as long as no worry can be filed.
      named: async () => [],
      mothers: (m, county, states) => trustedCases(later().engine, m, 'caringMother', { county, states }),
      names: (caller, ids) => applicantsOf(later().engine, db, caller, ids),
      look: (m, caller, id) => mustLook(later().engine, m, caller, id),
      moveIfOpen: (m, ...move) => later().cases.moveIfOpen(m, ...move),
    },
  })
  return { ...wired, subjects }
}
