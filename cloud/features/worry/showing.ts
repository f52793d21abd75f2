import { AppError } from '@shared/core/errors'
import { LEVELS, type Level } from '@shared/core/place'
import { dutiesOf, type Listener, turnOf } from '@shared/features/worry/worry.rules'
import type { WorryView } from '@shared/features/worry/worry.schema'
import type { Caller } from '../../core/caller'
import { find } from '../../core/database'
import { cadresOf } from './listening'
import { WorryKept } from './worry.entity'
import type { WorryParts } from './worry.ports'

interface Told {
  told?: readonly Level[]
  raisedAt?: string
  takenBy?: Level
  takenAt?: string
  authority?: string
  whyNot?: string
  visited?: string
}

/** What the page of a worry shows besides its case: to who raised it whom to call, to cadres what is to be done. @throws AppError notFound */
export function showingOf({ db, ports }: WorryParts) {
  const phonesOf = async (cadres: readonly Listener[], turn: readonly Level[]) => {
    // The level that was asked last comes first: those below it have had their time.
    const asked = [...turn].reverse().flatMap((level) => cadres.filter((one) => one.level === level))
    const phones = await Promise.all(asked.map(async ({ account, level }) => ({ level, phone: await ports.phoneOf(account) })))
    return phones.flatMap(({ level, phone }) => (phone ? [{ level, phone }] : []))
  }

  return async (caller: Caller, id: string, now: string): Promise<WorryView> => {
    const { row, stored, parties } = await ports.look(db.read, caller, id)
    if (stored.kind !== 'worry') throw new AppError('notFound', '没有找到这一件')
    const { told = [], raisedAt: at = now, takenBy, takenAt, authority, whyNot, visited } = row.answers as Told
    const hers = parties.includes('applicant')
    const all = row.places.applicant ? await cadresOf(ports, db.read, row.places.applicant) : []
    const persons = await ports.personsOf(
      db.read,
      all.map(({ account }) => account),
    )
    const cadres = all.filter(({ account }) => account !== row.filer && !row.kept?.includes(persons.get(account) ?? ''))
    const turn = turnOf(
      {
        at,
        told: cadres.filter(({ level }) => told.includes(level)),
        done: {},
        ...(takenAt ? { answered: { account: '', at: takenAt } } : {}),
      },
      now,
    )
    const reached = await ports.reached(db.read, id)
    const reachedAt = (level: Level) => {
      const states = cadres.filter((one) => one.level === level).map(({ account }) => reached.get(account))
      return states.includes('sent') ? 'sent' : states.includes('waiting') ? 'waiting' : 'notSent'
    }
    const done = { ...(authority || whyNot ? { report: now } : {}), ...(visited ? { visit: now } : {}) }
    const open = row.state !== 'closed'
    const named = hers ? [] : await find(db.read, WorryKept, { worryId: id, named: true })
    return {
      told: LEVELS.filter((level) => told.includes(level)).map((level) => ({ level, reached: reachedAt(level) })),
      sms: ports.sms,
      taken: takenBy && takenAt ? { level: takenBy, at: takenAt } : null,
      turn: [...turn.levels],
      next: turn.next ?? null,
      call: turn.call,
      phones: hers ? await phonesOf(cadres, turn.levels) : [],
      duties: hers || !open ? [] : dutiesOf({ at, done }),
      named: await Promise.all(named.map(({ personId }) => ports.nameOfPerson(personId))),
    }
  }
}
export type Showing = ReturnType<typeof showingOf>
