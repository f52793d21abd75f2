import { type DiaryText, type Entry, entriesOf, type Revision } from '@shared/features/pairing/diary'
import type { Picture } from '../../core/picture-queue'
import { hereIn } from './media'
import type { Diary, DiaryState } from './sync'

/** An entry as it is shown. */
export interface Shown extends Entry {
  /** the text to stand for it in the list: of several the first that says something */
  text: DiaryText
  /** several to choose from */
  doubtful: boolean
  /** the cloud does not have all of it yet */
  unsent: boolean
  /** why not, if the cloud or the queue has refused it */
  why: string | undefined
}

function whyOf(own: readonly Revision[], { refused }: Pick<DiaryState, 'refused'>, files: readonly Picture[]): string | undefined {
  for (const { id, text } of own) {
    if (refused[id]) return refused[id]
    const failed = files.find(({ name, state }) => state === 'failed' && hereIn(text).indexOf(name) >= 0)
    if (failed) return failed.why
  }
  return undefined
}

const latestFirst = (a: Shown, b: Shown): number => {
  if (a.text.day !== b.text.day) return a.text.day < b.text.day ? 1 : -1
  return a.id < b.id ? 1 : -1
}

/** What stands in the diary on this phone, the latest day first. */
export function shownIn({ known, own }: Diary, state: Pick<DiaryState, 'refused'>, files: readonly Picture[]): Shown[] {
  return entriesOf(known.concat(own))
    .map((entry): Shown => {
      const mine = own.filter((one) => one.entry === entry.id)
      const texts = entry.versions.map(({ text }) => text)
      return {
        ...entry,
        text: texts.find((text) => text !== null) as DiaryText,
        doubtful: texts.length > 1,
        unsent: mine.length > 0,
        why: whyOf(mine, state, files),
      }
    })
    .sort(latestFirst)
}
