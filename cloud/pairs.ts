import { AppError } from '@shared/core/errors'
import { KNOWN_MOTHERS } from '@shared/features/pairing/pairing.rules'
import type { Database } from './core/database'
import type { Subjects } from './core/kind-ports'
import type { Sealer } from './core/seal'
import type { casesAbout } from './features/applications/about'
import { type Engine, mustLook } from './features/applications/engine'
import { begin } from './features/applications/moving'
import { applicantsOf, heldCase, ownCases, trustedCase, trustedOnes, trustedPage, workedOut } from './features/applications/reading'
import type { PairedChildren } from './features/child/paired'
import type { PairingPorts } from './features/pairing/pairing.ports'
import { pairingsOf } from './features/pairing/pairing.wiring'
import { knownOf } from './features/pairing/ranking'
import { shield } from './features/worry/shield'
import { propose } from './matching'

/** So many of her own cases are looked at: who decides reads how the last ones ended. */
const OWN = 6

interface Around extends Pick<PairingPorts, 'tell' | 'accountsOf' | 'eraseCase'> {
  db: Database
  seal: Sealer
  now(): string
  /** what is made after the pairings, for it needs them */
  later(): {
    engine: Engine
    cases: Pick<ReturnType<typeof casesAbout>, 'moveIfOpen' | 'isOpen'>
    children: { paired: PairedChildren }
    uploads: PairingPorts['uploads']
  }
}

/** Of a pairing that is not hers she learns as much as of a child that there is not. */
function ifGone(error: unknown): undefined {
  if (!(error instanceof AppError) || error.code !== 'notFound') throw error
}

/** Where mothers (cases of their own kind) and children (records of the register) meet. */
export function pairsAmong({ db, seal, now, later, ...told }: Around) {
  const mothers = workedOut('caringMother', KNOWN_MOTHERS, knownOf)
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
      others: async (m, person, but) => {
        const own = (await ownCases(m, person, 'caringMother', { most: OWN })).filter(({ id }) => id !== but)
        const ids = own.map(({ id }) => id)
        return (await trustedOnes(later().engine, m, 'caringMother', ids)).sort((a, b) => (a.id < b.id ? 1 : -1))
      },
      mothersOf: (m, of) => trustedPage(later().engine, m, 'caringMother', of),
      pairings: (m, ids) => trustedOnes(later().engine, m, 'pairing', ids),
      begin: (m, caller, id, about, input, atlas, now) =>
        begin({ engine: later().engine, m, atlas, now }, caller, id, { kind: 'pairing', about, move: 'propose', input }),
      atlas: () => later().engine.ports.atlas(),
      pair: (m, id) => trustedCase(later().engine, m, 'pairing', id),
      mothers: async (m, county) => (await mothers(later().engine, m, county)).flatMap((one) => one ?? []),
      names: (caller, ids) => applicantsOf(later().engine, db, caller, ids),
      look: (m, caller, id) => mustLook(later().engine, m, caller, id),
      named: shield.named,
      bars: shield.bars,
      apart: shield.apart,
      marked: shield.marked,
      worried: (m, child) => later().cases.isOpen(m, 'worry', child),
      moveIfOpen: (m, ...move) => later().cases.moveIfOpen(m, ...move),
    },
  })
  /** A child; begun by its mother it goes by the name of her pairing. */
  const subjects: Subjects = {
    child: async (m, id, atlas, asker) => {
      const beginner = asker?.beginner
      const child = beginner && (await wired.isPairing(m, id)) ? await wired.childOf(m, beginner, id, asker.now).catch(ifGone) : undefined
      if (child === undefined) return later().children.paired.subject(m, id, atlas, asker)
      return { ...(await later().children.paired.subject(m, child, atlas)), id: child }
    },
  }
  const work = {
    /** reminds of children of whose company nothing has been written for long; resolves to how many */
    remindOfCompany: () => wired.remind(now()),
    /** destroys diaries of pairings that have long been over; resolves to how many were looked at */
    forgetDiaries: () => wired.forgetDiaries(now()),
  }
  return { ...wired, subjects, work }
}
