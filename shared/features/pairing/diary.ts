/** How she was with the child. */
export const WAYS = [
  { value: 'call', label: '打电话、视频' },
  { value: 'visit', label: '上门看望' },
  { value: 'letter', label: '写信' },
  { value: 'gift', label: '送东西' },
  { value: 'together', label: '一起做事、出去' },
] as const

export const sayWay = (way: string): string => WAYS.find(({ value }) => value === way)?.label ?? ''

/** What an entry of the diary says. Nothing in it is ever counted to compare anybody. */
export interface DiaryText {
  /** `YYYY-MM-DD` */
  day: string
  way: (typeof WAYS)[number]['value']
  words: string
  /** how the child was */
  child: string
  /** what worried her: it leads to whom to tell, and is no report by itself */
  worry?: string
  /** ids of uploads */
  voice?: string
  picture?: string
}

/**
 * One writing of an entry, made on a phone and never changed. It names the writings that it takes the place of, which are those that its
 * writer had before her eyes. So what nobody has replaced stays, whatever another phone does without signal meanwhile.
 */
export interface Revision {
  /** made on the phone, 26 characters */
  id: string
  /** the id of the first writing of the entry */
  entry: string
  replaces: readonly string[]
  /** when by the phone's clock, UTC ISO text: it is shown and decides nothing */
  at: string
  /** null: the entry is taken out */
  text: DiaryText | null
}

/** One of the texts that stand for an entry, with the writings that say it: two phones may have written the same. */
export interface Version {
  text: DiaryText | null
  revisions: readonly Pick<Revision, 'id' | 'at'>[]
}

export interface Entry {
  id: string
  /** one, or several to choose from; none of them is newer than the others */
  versions: readonly Version[]
}

const inOrder = <T>(list: Iterable<T>, key: (one: T) => string): T[] => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1))

/** The same text is written the same way, whichever phone made it. */
const textKey = (text: DiaryText | null): string =>
  text === null
    ? ''
    : JSON.stringify([text.day, text.way, text.words, text.child, text.worry ?? null, text.voice ?? null, text.picture ?? null])

/** A writing under an id that another one has, too, is kept beside it. */
const revisionKey = ({ id, entry, replaces, at, text }: Revision): string =>
  JSON.stringify([id, entry, [...replaces].sort(), at, textKey(text)])

/** Writings that nobody has replaced. In a circle, which no phone makes, everything stands rather than nothing. */
function standing(revisions: readonly Revision[]): readonly Revision[] {
  const replaced = new Set(revisions.flatMap(({ id, replaces }) => replaces.filter((other) => other !== id)))
  const heads = revisions.filter(({ id }) => !replaced.has(id))
  return heads.length > 0 ? heads : revisions
}

function versionsOf(revisions: readonly Revision[]): Version[] {
  const versions = new Map<string, Version>()
  for (const { id, at, text } of inOrder(standing(revisions), revisionKey)) {
    const same = versions.get(textKey(text))
    versions.set(textKey(text), { text, revisions: [...(same?.revisions ?? []), { id, at }] })
  }
  return [...versions.values()]
}

/**
 * What stands in the diary: the same whatever came when, twice, or a few at a time. An entry that was only taken out is not in it; one
 * that somebody took out while somebody else went on writing is, with both to choose from.
 */
export function entriesOf(revisions: Iterable<Revision>): Entry[] {
  const once = new Map([...revisions].map((one) => [revisionKey(one), one]))
  const byEntry = new Map<string, Revision[]>()
  for (const one of once.values()) byEntry.set(one.entry, [...(byEntry.get(one.entry) ?? []), one])
  return inOrder(byEntry, ([id]) => id)
    .map(([id, of]) => ({ id, versions: versionsOf(of) }))
    .filter(({ versions }) => versions.some(({ text }) => text !== null))
}

/** On which day and in which way, and nothing else: what two phones wrote differently is told once where these are the same. */
export function daysOf({ versions }: Entry): Pick<DiaryText, 'day' | 'way'>[] {
  const days = versions.flatMap(({ text }) => (text ? [{ day: text.day, way: text.way }] : []))
  return [...new Map(days.map((one) => [`${one.day} ${one.way}`, one])).values()]
}

/** The first writing of an entry. */
export const written = (id: string, at: string, text: DiaryText): Revision => ({ id, entry: id, replaces: [], at, text })

/**
 * Another writing of an entry, or taking it out.
 * @param instead the versions that she has seen and means to replace: the one that she has edited, or all of those she chose from
 */
export const rewritten = (entry: string, instead: readonly Version[], id: string, at: string, text: DiaryText | null): Revision => ({
  ...{ id, entry, at, text },
  replaces: instead.flatMap(({ revisions }) => revisions.map((one) => one.id)),
})
