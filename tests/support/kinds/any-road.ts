import { type Case, isOfficial, looksAs, SYSTEM } from '@shared/core/case'
import type { AnyKind } from '@shared/core/kind'
import type { Todo } from '@shared/core/telling'
import { addMs } from '@shared/core/time'
import { arrive, perform, type World } from '@shared/core/workflow'
import fc from 'fast-check'
import { type Attempt, attempts, heard, inputFor, intent, persons, pickOf } from './attempts'
import { caseOf, type Name, people, world } from './county'
import { type Model, moved, ownOf, partsIn, stateIn, waitsIn } from './model'

const LATER = ['consentMissing', 'officeMissing', 'notEligible']
const about = {
  questions: [{ type: 'yesNo', label: '吃午饭吗？', optional: true }],
  title: '柑橘管护',
  where: '果园',
  organiser: '悦来镇妇联',
  startsAt: '2026-04-01T01:00:00.000Z',
  endsAt: '2026-04-01T03:00:00.000Z',
  enrolBy: '2026-03-31T01:00:00.000Z',
  needsReview: true,
  cancelled: false,
  rules: { birthYear: { from: 1900, to: 2020 } },
}

const CLERKS: readonly (readonly [Name, string])[] = [
  ['hrClerk', 'hr@hr1'],
  ['guarantorClerk', 'guarantor@g1'],
  ['bankOneClerk', 'bank@bank1'],
  ['bankTwoClerk', 'bank@bank2'],
]
const STRANGERS: readonly Name[] = ['neighbour', 'otherVillageCadre', 'otherTownCadre']

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(Object.freeze(value))) frozen(inner)
  return value
}

const holderText = ({ party, holder }: Todo) =>
  `${party}:${'person' in holder ? holder.person : 'account' in holder ? holder.account : `${holder.role}@${holder.place}`}`

function mustBe(what: string, is: unknown, should: unknown): void {
  const [a, b] = [JSON.stringify(is), JSON.stringify(should)]
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`)
}

/** Tries it on the engine and on the model; both must say the same. */
function attempt(kind: AnyKind, row: Case, model: Model, tried: Attempt, at: World, met: Set<string>): [Case, Model] {
  const { name, actor } = intent(model, tried)
  const move = stateIn(model).moves[name]
  const parts = move ? partsIn(model, actor, move) : []
  const outcome = move && move.to.length > 1 ? pickOf(move.to, tried.choice) : undefined
  const found = name === 'match' ? { guardian: `p-${tried.guardian}` } : {}
  const until = addMs(at.now, 3_600_000)
  const before = JSON.stringify(row)
  try {
    const step = perform(kind, row, actor === 'system' ? SYSTEM : people[actor], name, inputFor(kind, row, name, tried), at)
    const { row: next, todos, ended, from } = arrive(step, at, outcome, { until }, found)
    if (!move || !parts.includes(step.party)) throw new Error(`${actor} makes ${name} as ${step.party}`)
    const after = moved(heard(model, name, tried), move, step.party, outcome)
    const isEnd = Object.keys(stateIn(after).moves).length === 0
    mustBe(name, [next.state, next.version, from, ended], [after.state, row.version + 1, row.state, isEnd])
    mustBe('todos', todos.map(holderText), waitsIn(after))
    return [frozen(next), after]
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === undefined) throw error
    const expected = !move ? ['notOpen'] : parts.length === 0 ? ['notAllowed'] : tried.slip ? ['invalidInput'] : LATER
    if (!expected.includes(code)) throw error
    met.add(code)
    return [row, model]
  } finally {
    mustBe('the row before', JSON.stringify(row), before)
  }
}

function looksRight(kind: AnyKind, row: Case, model: Model): void {
  const sees = (name: Name) => looksAs(kind, row, people[name])
  for (const name of [model.applicant, model.filer]) if (name && !sees(name).includes('applicant')) throw new Error(`${name} lost her case`)
  if (model.guardian && !sees(model.guardian).includes('guardian')) throw new Error('the guardian sees nothing')
  for (const name of ownOf(model)) if (name && sees(name).some(isOfficial)) throw new Error(`${name} looks over her own case`)
  for (const [name, desk] of CLERKS) if (sees(name).length > 0 && !model.offices.includes(desk)) throw new Error(`${name} sees too much`)
  for (const name of STRANGERS) if (name !== model.filer && sees(name).length > 0) throw new Error(`${name} sees a stranger's case`)
}

/** Any people trying anything. */
export const anyRoad = (kind: AnyKind, met: Set<string> = new Set()) =>
  fc.property(persons, attempts, ({ applicant, filer }, tries) => {
    const who = filer ?? applicant
    const people = kind.anonymous ? {} : { applicant: `p-${applicant}` }
    const places = kind.about === 'activity' ? { about: { town: 't1', county: 'c1' } } : {}
    let row = frozen(caseOf(kind, { filer: who, people, places: { ...caseOf(kind).places, ...places } }))
    let model: Model = {
      kind: kind.kind,
      state: kind.start,
      version: 0,
      applicant: kind.anonymous ? undefined : applicant,
      filer: who,
      small: false,
      agreed: [],
      back: [],
      offices: [],
    }
    for (const tried of tries) {
      ;[row, model] = attempt(kind, row, model, tried, kind.about === 'activity' ? { ...world, about } : world, met)
      looksRight(kind, row, model)
      met.add(row.state)
    }
  })
