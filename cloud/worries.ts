import { wentOn } from '@shared/core/workflow'
import type { Database } from './core/database'
import type { Bars } from './core/kind-ports'
import type { casesAbout } from './features/applications/about'
import { type Engine, mustLook } from './features/applications/engine'
import { ownCases, trustedAbout, trustedCase } from './features/applications/reading'
import type { PairedChildren } from './features/child/paired'
import type { Notices } from './features/notices/notices.service'
import type { peopleOf } from './features/people/people.wiring'
import { shield } from './features/worry/shield'
import type { WorryPorts } from './features/worry/worry.ports'
import { worriesOf } from './features/worry/worry.wiring'
import type { pairsAmong } from './pairs'

interface Around extends Pick<WorryPorts, 'tell' | 'sms' | 'eraseCase'> {
  db: Database
  pairs: Pick<ReturnType<typeof pairsAmong>, 'childOf' | 'ofChild'>
  people: ReturnType<typeof peopleOf>
  /** what is made after the worries, for it needs them */
  later(): {
    engine: Engine
    cases: Pick<ReturnType<typeof casesAbout>, 'moveIfOpen'>
    children: { paired: PairedChildren }
    notices: Pick<Notices, 'reached'>
  }
}

/** Whom a worry about a child names decides nothing about it: neither of its pairs nor of another worry. */
const barred: Bars[string] = async (m, { aboutId, actor }) => {
  if (aboutId !== null && (await shield.bars(m, aboutId, actor.person))) throw wentOn()
}

/** Where worries, children and their caring mothers meet. */
export const worriesAmong = ({ db, pairs, people: { accounts, profiles, nameOf, phoneOf }, later, ...told }: Around) => ({
  bars: { pairing: barred, worry: barred } satisfies Bars,
  ...worriesOf({
    db,
    ports: {
      ...{ ...told, nameOf, phoneOf, accountsOf: accounts.accountsOf, personsOf: accounts.personsOf },
      nameOfPerson: async (person) => (await profiles.nameOf(person)) ?? '未留姓名',
      reached: (m, id) => later().notices.reached(m, id),
      look: (m, caller, id) => mustLook(later().engine, m, caller, id),
      ofChild: (m, child) => trustedAbout(later().engine, m, 'worry', child),
      childOf: pairs.childOf,
      placesOf: async (m, child, now) => (await later().children.paired.look(m, child, now)).chain,
      mustKnow: async (caller, child, now) => (await later().children.paired.mustKnow(caller, child, now)).chain,
      holdChild: (m, child, now) => later().children.paired.hold(m, child, now),
      halt: async (m, person, atlas, now) => {
        for (const { id } of await ownCases(m, person, 'caringMother')) await later().cases.moveIfOpen(m, id, 'halt', atlas, now)
      },
      mothersOf: async (m, child, now) => {
        const pairsOfIt = await pairs.ofChild(m, child, now)
        const all = await Promise.all(
          pairsOfIt.map(async ({ id, motherId, cares }) => {
            const mother = await trustedCase(later().engine, m, 'caringMother', motherId)
            return mother && { id, cares, person: mother.person, name: String(mother.answers.name ?? '') }
          }),
        )
        return all.flatMap((one) => one ?? [])
      },
    },
  }),
})
