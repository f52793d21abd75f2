import { isOfficial } from './case'
import type { Answers } from './fields'
import { type AnyKind, askedBy, type Facts, listOf, type State, stateOf } from './kind'

const differ = (before: unknown, after: unknown): boolean => JSON.stringify(before) !== JSON.stringify(after)

/** What only this stage is asked: its decision. Lists of corrections and reasons are asked at many. */
function askedOnlyAt(kind: AnyKind, state: string): string[] {
  const asked = (name: string) => Object.values(stateOf(kind, name).moves ?? {}).flatMap(askedBy)
  const elsewhere = new Set(
    Object.keys(kind.states)
      .filter((name) => name !== state)
      .flatMap(asked),
  )
  return asked(state).filter((field) => !elsewhere.has(field))
}

/** The earlier of two states on the road: a kind declares them in its order. */
const earlier = (kind: AnyKind, one: string | undefined, other: string | undefined): string | undefined => {
  const names = Object.keys(kind.states)
  return names.find((name) => name === one || name === other)
}

/**
 * What still holds after a change of answers: a decision that rested on one of them is forgotten, and its stage is to be passed again.
 * @returns the answers that hold, and the first such stage of this and earlier changes
 */
export function holding(
  kind: AnyKind,
  row: { state: string; answers: Readonly<Answers>; redo?: string },
  answers: Answers,
): { answers: Answers; redo?: string } {
  // Nobody has decided anything yet.
  if (row.state === kind.start) return { answers }
  const shaken = Object.keys(kind.states).filter((name) =>
    stateOf(kind, name).restsOn?.some((field) => differ(row.answers[field], answers[field])),
  )
  const gone = shaken.flatMap((name) => askedOnlyAt(kind, name))
  const redo = earlier(kind, row.redo, shaken[0])
  const held = Object.fromEntries(Object.entries(answers).filter(([name]) => !gone.includes(name))) as Answers
  return { answers: held, ...(redo === undefined ? {} : { redo }) }
}

const decides = ({ waitsFor }: State): boolean => listOf(waitsFor).some(isOfficial)

/** Where a case comes back to: to whoever sent it, unless an earlier stage has to be passed again; the road leads on from there. */
export function comesBackTo(kind: AnyKind, asked: string, redo: string | undefined): { target: string; redo?: string } {
  // A list of hers that is still open is answered first.
  if (!decides(stateOf(kind, asked))) return { target: asked, ...(redo === undefined ? {} : { redo }) }
  return { target: redo === undefined ? asked : (earlier(kind, redo, asked) as string) }
}

/** Where a case comes to a stand on its way: stages may be passed over. */
export function skipOver(kind: AnyKind, target: string, facts: Facts): { state: string; skipped: string[] } {
  const skipped: string[] = []
  let state = target
  for (let rule = stateOf(kind, state).skip; rule?.when(facts); rule = stateOf(kind, state).skip) {
    if (skipped.includes(state)) throw new Error(`${kind.kind}: ${state} skips in a circle`)
    skipped.push(state)
    state = rule.to
  }
  return { state, skipped }
}
