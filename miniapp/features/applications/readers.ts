import { partiesOf } from '@shared/core/case'
import { askedOfPersons } from '@shared/core/input'
import type { AnyKind } from '@shared/core/kind'

type SeenBy = readonly string[] | Readonly<Record<string, readonly string[]>> | undefined

const everSeenBy = (seenBy: SeenBy, party: string): boolean =>
  seenBy === undefined ||
  (Array.isArray(seenBy) ? seenBy : Object.values(seenBy as Record<string, readonly string[]>).flat()).indexOf(party) >= 0

/** consent question → which of her answers it opens to the other side, from the declarations of the answers themselves. */
export function readersOf(kind: AnyKind): Record<string, string> {
  const hers = askedOfPersons(kind).filter((name, at, all) => all.indexOf(name) === at && kind.fields[name].type !== 'consent')
  const words: Record<string, string> = {}
  // Who never gets a case sees nothing of it.
  for (const party of partiesOf(kind).filter((one) => kind.consents?.[one] !== undefined)) {
    const consent = kind.consents?.[party] as string
    const shown = hers.filter((name) => everSeenBy(kind.fields[name].seenBy, party)).map((name) => kind.fields[name].label)
    if (shown.length > 0) words[consent] = `同意以后，他们看得到：${shown.join('、')}`
  }
  return words
}
