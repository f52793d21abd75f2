import { isEnd } from '@shared/core/kind'
import { todosOf } from '@shared/core/telling'
import { DISAGREED } from '@shared/core/workflow'
import type { App } from '../../../cloud/app'
import type { Atlas } from '../../../cloud/core/atlas'
import { ERASED, isErased } from '../../../cloud/features/applications/case.chain'
import { holderKey } from '../../../cloud/features/applications/case.store'
import { type All, answerFaults, by, ids, told } from './stored.reading'

/** A case opens, stands in a state of its kind, has answers that its kind allows, and waits for whom it says. */
export function caseFaults({ keeping }: App, all: All, atlas: Atlas): string[] {
  const { store, registry } = keeping.engine
  const [people, accounts, activities, slots] = [
    ids(all.people),
    ids(all.accounts),
    ids(all.activities),
    new Set(all.slots.map((s) => s.applicationId)),
  ]
  const todosBy = by(all.todos, ({ applicationId }) => applicationId)
  const eventsBy = by(all.events, ({ applicationId }) => applicationId)
  const questionsOf = new Map(all.activities.map(({ id, questions }) => [id, questions]))
  return all.cases.flatMap((stored) => {
    const where = `${stored.kind} ${stored.id}`
    if (isErased(stored)) {
      const last = eventsBy.get(stored.id)?.at(-1)
      return told([
        stored.answers !== '' && `${where} is erased and has answers`,
        last?.move !== ERASED && `${where} is erased and its chain does not say so`,
        (todosBy.has(stored.id) || slots.has(stored.id)) && `${where} is erased and waits for somebody`,
      ])
    }
    const about = { questions: JSON.parse(questionsOf.get(stored.aboutId ?? '') ?? '[]') }
    try {
      const row = store.open(stored)
      const kind = registry.edition(row.kind, row.edition)
      const events = eventsBy.get(row.id) ?? []
      const waits = todosOf(kind, row).map(({ holder }) => holderKey(holder))
      const stands = (todosBy.get(row.id) ?? []).filter(({ why }) => why === '').map(({ holder }) => holder)
      const steps = events.filter((event) => !event.move.startsWith('#'))
      const applicant = kind.anonymous ? undefined : stored.personId
      return told([
        !Object.hasOwn(kind.states, row.state) && `${where} is in no state: ${row.state}`,
        steps.length !== row.version && `${where} has ${steps.length} steps at version ${row.version}`,
        events.some((event, i) => event.seq !== i + 1) && `${where} has gaps between its events`,
        steps.some((event, i) => event.fromState !== (i === 0 ? kind.start : steps[i - 1]?.toState)) && `${where} has jumped`,
        steps.at(-1)?.toState !== row.state && `${where} is not where its last step led`,
        waits.sort().join() !== stands.sort().join() && `${where} waits for ${stands} instead of ${waits}`,
        !accounts.has(stored.filerId) && `${where} was filed by nobody`,
        applicant === null && `${where} is nobody's`,
        Boolean(applicant) && !people.has(applicant ?? '') && `${where} is a stranger's`,
        kind.about === 'activity' && !activities.has(stored.aboutId ?? '') && `${where} is about nothing`,
        kind.about === 'region' && stored.aboutId !== null && !atlas.find(stored.aboutId) && `${where} is about no place`,
        Boolean(applicant) &&
          slots.has(row.id) === isEnd(kind, row.state) &&
          `${where} is ${row.state} and has ${slots.has(row.id) ? 'a' : 'no'} slot`,
      ])
        .concat(answerFaults(where, kind.fields, row.answers, atlas, about))
        .concat(
          events
            // What is taken back is no answer.
            .filter(({ move }) => !move.startsWith('#') && move !== DISAGREED)
            .flatMap((event) => answerFaults(where, kind.fields, blanksOut(store.openInput(stored, event)), atlas, about)),
        )
    } catch (error) {
      return [`${where}: ${(error as Error).message}`]
    }
  })
}

/** A saved answer may be taken away: that is no answer. */
const blanksOut = (input: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
