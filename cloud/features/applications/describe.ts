import { sayDuration } from '@shared/core/deadline'
import { type AnyKind, lengthOf, listOf, movesOf, type State, stateOf } from '@shared/core/kind'

/** No case: what usually holds. */
const NOTHING_KNOWN = { answers: {}, about: {}, found: {}, now: '' }

/** A kind as plain data, for clients that do not share this code. */
export function describeKind(kind: AnyKind) {
  const fields = Object.fromEntries(Object.entries(kind.fields).map(([name, field]) => [name, JSON.parse(JSON.stringify(field))]))
  const describeState = (name: string) => {
    const state: State = stateOf(kind, name)
    const moves = Object.entries(movesOf(kind, name)).map(([move, { label, to, asks }]) => [move, { label, to, asks: asks ?? [] }])
    const waitsFor = listOf(state.waitsFor)
    const within = lengthOf(state.within, NOTHING_KNOWN)
    return {
      label: state.label,
      ...(waitsFor.length > 0 ? { waitsFor } : {}),
      ...(within ? { within: sayDuration(within) } : {}),
      moves: Object.fromEntries(moves),
    }
  }
  const states = Object.fromEntries(Object.keys(kind.states).map((name) => [name, describeState(name)]))
  const { edition, title, about, parts, consents, start } = kind
  return { kind: kind.kind, edition, title, about, fields, ...(parts ? { parts } : {}), ...(consents ? { consents } : {}), start, states }
}
