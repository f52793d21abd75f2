import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { type DiaryText, rewritten, type Version, written } from '@shared/features/pairing/diary'
import type { DiaryPart } from '@shared/features/pairing/diary.schema'
import { stageIn } from '@shared/features/pairing/pairing.rules'
import type { ProposedChild } from '@shared/features/pairing/pairing.schema'
import { get, post } from '../../core/api'
import { type Cell, cell } from '../../core/cell'
import { diaryFiles, keptDiaries } from '../../core/kept-diaries'
import { readPictures, savePictures } from '../../core/kept-pictures'
import { newId } from '../../core/new-id'
import { type PictureQueue, pictureQueue } from '../../core/picture-queue'
import { ensureSession } from '../../core/sign-in'
import { diaryKeeper } from './keeper'
import { diaryMedia, hereIn, newRef } from './media'
import { type DiarySync, diarySync, type Line } from './sync'

/** Files of the phone that go with a text. */
export interface Taken {
  picture?: string | undefined
  voice?: string | undefined
}

export interface OpenDiary extends Pick<DiarySync, 'state' | 'sync' | 'mend' | 'forget'> {
  pairing: string
  account: string
  /** the child's coded name; empty until the cloud has told it */
  code: Cell<string>
  queue: PictureQueue
  /** a new entry, or another writing of one in the place of what she has seen of it, and what has no room in it as entries of their own; kept when this resolves, sent when that can be */
  save(text: DiaryText, files: Taken, of?: { entry: string; seen: readonly Version[] }, besides?: readonly DiaryText[]): Promise<void>
  remove(of: { entry: string; seen: readonly Version[] }): Promise<void>
}

/** More than the cloud takes at once nobody has before her eyes; what is beyond stays to choose from. */
const MOST_SEEN = 20
const now = () => new Date().toISOString()

const lineOf = (pairing: string): Line => ({
  since: (no) => get<DiaryPart>(`/pairings/${pairing}/diary`, { after: String(no) }),
  send: (revisions) => post(`/pairings/${pairing}/diary`, { revisions }),
  lives: async () => stageIn((await get<ApplicationView>(`/applications/${pairing}`)).state) !== 'ended',
})

async function open(pairing: string, account: string): Promise<OpenDiary> {
  await keptDiaries()
  const keeper = diaryKeeper(account, pairing)
  const files = diaryFiles(account, pairing)
  const queue = pictureQueue({
    first: await readPictures(files),
    keep: (pictures) => savePictures(files, pictures),
    arrived: () => undefined,
  })
  const sync = diarySync({ line: lineOf(pairing), keeper, media: diaryMedia(queue) })
  await sync.ready()
  const code = cell(await keeper.code())
  const learnCode = async () => {
    if (code.get() !== '') return
    const child = await get<ProposedChild>(`/pairings/${pairing}/child`).catch(() => undefined)
    if (!child) return
    code.set(child.code)
    await keeper.setCode(child.code)
  }
  const syncAll = async (fetch: boolean) => {
    queue.resume()
    await sync.sync(fetch)
    if (!sync.state.get().problem) await learnCode()
  }
  // A file has arrived: now what it goes with can be sent.
  queue.pictures.subscribe(() => {
    if ((sync.state.get().diary?.own ?? []).some(({ text }) => hereIn(text).length > 0)) void sync.sync(false)
  })
  const add = async (text: DiaryText, { picture, voice }: Taken): Promise<DiaryText> => {
    const named = { ...text, ...(picture ? { picture: newRef() } : {}), ...(voice ? { voice: newRef() } : {}) }
    if (picture) await queue.add(named.picture as string, [picture])
    if (voice) await queue.addSound(named.voice as string, voice)
    return named
  }
  const instead = (entry: string, seen: readonly Version[], text: DiaryText | null) => {
    const made = rewritten(entry, seen, newId(), now(), text)
    return sync.write({ ...made, replaces: made.replaces.slice(0, MOST_SEEN) })
  }
  return {
    ...{ pairing, account, code, queue, state: sync.state, mend: sync.mend, forget: sync.forget, sync: syncAll },
    save: async (text, taken, of, besides = []) => {
      const named = await add(text, taken)
      // Before what they stood in is replaced: at no time does nothing hold their files.
      for (const one of besides) await sync.write(written(newId(), now(), one))
      await (of ? instead(of.entry, of.seen, named) : sync.write(written(newId(), now(), named)))
      void syncAll(false)
    },
    remove: async ({ entry, seen }) => {
      await instead(entry, seen, null)
      void syncAll(false)
    },
  }
}

let latest: { pairing: string; account: string; opening: Promise<OpenDiary> } | undefined
/** The pages of one diary share what is open; another person, or another pairing, opens anew. */
export async function openDiary(pairing: string): Promise<OpenDiary> {
  const account = (await ensureSession())?.account.id ?? 'nobody'
  if (latest?.pairing !== pairing || latest.account !== account) latest = { pairing, account, opening: open(pairing, account) }
  return latest.opening
}
