import type { Database } from './core/database'
import type { Subjects } from './core/kind-ports'
import type { Sealer } from './core/seal'
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
  seal: Sealer
  now(): string
  /** what is made after the pairings, for it needs them */
  later(): {
    engine: Engine
    cases: Pick<ReturnType<typeof casesAbout>, 'moveIfOpen'>
    children: { paired: PairedChildren }
    uploads: PairingPorts['uploads']
  }
}

/** Where mothers (cases of their own kind) and children (records of the register) meet. */
export function pairsAmong({ db, seal, now, later, ...told }: Around) {
  const subjects: Subjects = { child: (...of) => later().children.paired.subject(...of) }
  const wired = pairingsOf({
    ...{ db, seal },
    ports: {
      ...told,
      propose,
      get children() {
        return later().children.paired
      },
      get uploads() {
        return later().uploads
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
      pair: (m, id) => trustedCase(later().engine, m, 'pairing', id),
      mothers: (m, county, states) => trustedCases(later().engine, m, 'caringMother', { county, states }),
      names: (caller, ids) => applicantsOf(later().engine, db, caller, ids),
      look: (m, caller, id) => mustLook(later().engine, m, caller, id),
      moveIfOpen: (m, ...move) => later().cases.moveIfOpen(m, ...move),
    },
  })
  const work = {
    /** reminds of children of whose company nothing has been written for long; resolves to how many */
    remindOfCompany: () => wired.remind(now()),
  }
  return { ...wired, subjects, work }
}
