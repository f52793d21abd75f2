import type { DiaryText, Revision } from '@shared/features/pairing/diary'
import { newId } from '../../core/new-id'
import type { PictureQueue } from '../../core/picture-queue'
import type { Media } from './sync'

/** What stands in a writing for a file that is still on this phone; no id of the cloud's looks like that. */
const HERE = 'here:'
export const newRef = (): string => `${HERE}${newId()}`
export const isHere = (name: string | undefined): name is string => name !== undefined && name.indexOf(HERE) === 0

const NAMES = ['picture', 'voice'] as const
/** The files of a writing that are still on this phone. */
export const hereIn = (text: DiaryText | null): string[] => NAMES.map((name) => text?.[name]).filter(isHere)

/** A text without one of its files. */
export function without(text: DiaryText, name: 'picture' | 'voice'): DiaryText {
  const { [name]: _gone, ...rest } = text
  return rest
}

/** Writings and the queue that carries their files. */
export function diaryMedia(queue: PictureQueue): Media {
  const of = (ref: string) => queue.pictures.get().find(({ name }) => name === ref)
  const tried = new Set<string>()
  const ready = (own: Revision): Revision | undefined => {
    const { text } = own
    if (!text) return own
    let next = text
    for (const name of NAMES) {
      const ref = text[name]
      if (!isHere(ref)) continue
      const file = of(ref)
      // Lost with an app that was killed: what she wrote is worth sending all the same.
      if (!file) next = without(next, name)
      else if (file.state !== 'kept') return undefined
      else next = { ...next, [name]: file.id }
    }
    return { ...own, text: next }
  }
  return {
    ready,
    taken: ({ text }, left) => {
      const needed = left.map((own) => hereIn(own.text)).reduce((all, some) => all.concat(some), [])
      for (const ref of hereIn(text)) {
        const file = needed.indexOf(ref) < 0 ? of(ref) : undefined
        if (file) queue.drop(file.key)
      }
    },
    again: ({ text }, { fields }) => {
      if (!('pictures' in fields || 'sounds' in fields)) return false
      const files = hereIn(text)
        .map(of)
        .filter((file) => file !== undefined && !tried.has(file.name))
      for (const file of files) {
        if (!file) continue
        tried.add(file.name)
        queue.again(file.key)
      }
      return files.length > 0
    },
  }
}
