import type { UploadView } from '@shared/features/uploads/uploads.schema'
import { newKey, upload } from './api'
import { type Cell, cell } from './cell'
import { asRefusal } from './refusal'
import { dropFile, keepFile, smaller } from './smaller-picture'

/** A picture, or a sound, on its way from this phone. */
export interface Picture {
  /** of the sending: the same however often it is tried, so the cloud never keeps it twice */
  key: string
  /** the question that it answers */
  name: string
  /** where it lies on this phone */
  file: string
  sort?: 'sound'
  state: 'waiting' | 'sending' | 'kept' | 'failed'
  /** once the cloud has it */
  id?: string
  /** why it was refused, in words */
  why?: string
}

export interface PictureQueue {
  pictures: Cell<readonly Picture[]>
  /** takes pictures into the queue and begins to send */
  add(name: string, files: readonly string[]): Promise<void>
  addSound(name: string, file: string): Promise<void>
  /** tries what has no answer yet once more: there is a signal again, or the app was opened again */
  resume(): void
  again(key: string): void
  drop(key: string): void
}

interface Wiring {
  /** what an earlier session left */
  first?: readonly Picture[]
  /** the files outlive the app, and so does the list: where it is kept */
  keep?: (pictures: readonly Picture[]) => Promise<void>
  /** the cloud has one: once this is done, its answer is safe */
  arrived: (name: string, id: string) => Promise<void> | void
}

/** Sends pictures one by one, for a weak line carries one at a time; what gets no answer waits until there is a signal. */
export function pictureQueue({ first = [], keep, arrived }: Wiring): PictureQueue {
  const pictures = cell<readonly Picture[]>(first.map((one) => (one.state === 'sending' ? { ...one, state: 'waiting' } : one)))
  let going = false

  const set = async (next: readonly Picture[]) => {
    pictures.set(next)
    await keep?.(next)
  }
  const change = (key: string, changed: Partial<Picture>) =>
    set(pictures.get().map((one) => (one.key === key ? { ...one, ...changed } : one)))
  const has = (key: string) => pictures.get().some((one) => one.key === key)

  /** @returns whether the line holds */
  const sendOne = async ({ key, name, file, sort }: Picture): Promise<boolean> => {
    await change(key, { state: 'sending' })
    try {
      const { id } = await upload<Pick<UploadView, 'id'>>(file, sort === 'sound' ? { key, path: '/sounds' } : { key })
      // Taken away while it was on its way: then it is nobody's, and the cloud forgets it.
      if (has(key)) await arrived(name, id)
      await change(key, { state: 'kept', id })
      return true
    } catch (reason) {
      const { code, message } = asRefusal(reason)
      await change(key, code === 'lost' ? { state: 'waiting', why: message } : { state: 'failed', why: message })
      return code !== 'lost'
    }
  }
  const go = async () => {
    if (going) return
    going = true
    for (let line = true; line; ) {
      const next = pictures.get().find(({ state }) => state === 'waiting')
      if (!next) break
      line = await sendOne(next)
    }
    going = false
  }
  const take = async (one: Pick<Picture, 'name' | 'file' | 'sort'>) => {
    const file = keep ? await keepFile(one.file) : one.file
    await set([...pictures.get(), { ...one, key: newKey(), file, state: 'waiting' }])
    void go()
  }
  return {
    pictures,
    add: async (name, files) => {
      for (const file of files) await take({ name, file: await smaller(file) })
    },
    addSound: (name, file) => take({ name, file, sort: 'sound' }),
    resume: () => void go(),
    again: (key) => {
      // Refused for what it was: if it is sent all the same, it is a new sending.
      void change(key, { state: 'waiting', key: newKey() }).then(go)
    },
    drop: (key) => {
      const gone = pictures.get().find((one) => one.key === key)
      void set(pictures.get().filter((one) => one.key !== key))
      if (gone && keep) dropFile(gone.file)
    },
  }
}
