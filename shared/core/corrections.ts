import { isOfficial } from './case'
import type { Answers, Correction } from './fields'
import type { AnyKind } from './kind'

/** A step of the record, as far as it matters here. */
export interface Past {
  party: string
  input: Answers
}

/** The question of a kind in which corrections are named, among these answers. */
const listIn = (kind: AnyKind, input: Answers): readonly Correction[] | undefined => {
  const name = Object.keys(input).find((field) => kind.fields[field]?.type === 'corrections')
  return name === undefined ? undefined : (input[name] as readonly Correction[])
}

/**
 * What a party asks to be put right now, and could have asked the first time: it has asked before, did not name this then, and she has
 * not answered it anew since. What must be supplemented is named once and completely.
 * @param past the record before this step, the oldest first
 */
export function namedLate(kind: AnyKind, past: readonly Past[], now: Past): string[] {
  const asked = listIn(kind, now.input)
  const first = past.findIndex(({ party, input }) => party === now.party && listIn(kind, input) !== undefined)
  if (!asked || first < 0) return []
  const since = past.slice(first)
  const known = new Set(
    since.flatMap(({ party, input }) => {
      if (party === now.party) return (listIn(kind, input) ?? []).map(({ field }) => field)
      return isOfficial(party) ? [] : Object.keys(input)
    }),
  )
  return asked.map(({ field }) => field).filter((field) => !known.has(field))
}
