import { type DiaryText, entriesOf, type Revision } from '@shared/features/pairing/diary'

type Name = 'picture' | 'voice'

const filesOf = (texts: readonly (DiaryText | null)[], name: Name): string[] => texts.flatMap((text) => text?.[name] ?? [])
const textsOf = (revisions: readonly Revision[]) => revisions.map(({ text }) => text)
const allIn = (texts: readonly (DiaryText | null)[]) => [...filesOf(texts, 'picture'), ...filesOf(texts, 'voice')]
const standsIn = (revisions: readonly Revision[]) => allIn(entriesOf(revisions).flatMap(({ versions }) => versions.map(({ text }) => text)))

/** Whether what was written before has anything to do with this writing: most only add a few words, and then nothing need be opened. */
export const touchesEarlier = ({ replaces, text }: Revision): boolean => replaces.length > 0 || allIn([text]).length > 0

/**
 * What the writings bring with them that the diary has not had before. One that another phone has taken out meanwhile is no reason to refuse
 * the words: they stand without it.
 */
export function freshFiles(earlier: readonly Revision[], fresh: readonly Revision[]): Record<Name, string[]> {
  const brought = (name: Name) => {
    const had = new Set(filesOf(textsOf(earlier), name))
    return filesOf(textsOf(fresh), name).filter((id) => !had.has(id))
  }
  return { picture: brought('picture'), voice: brought('voice') }
}

/** What no version that stands holds any more once these are written: taken out, or replaced, and held by nobody else's version. */
export function letGoBy(earlier: readonly Revision[], fresh: readonly Revision[]): string[] {
  const all = [...earlier, ...fresh]
  const stands = new Set(standsIn(all))
  const known = new Set([...standsIn(earlier), ...allIn(textsOf(fresh))])
  return [...known].filter((id) => !stands.has(id))
}
