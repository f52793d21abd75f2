import { type DiaryText, type Entry, entriesOf, type Revision, rewritten, type Version, written } from '@shared/features/pairing/diary'
import type { DiaryPart } from '@shared/features/pairing/diary.schema'
import { Refusal } from '../../miniapp/core/refusal'
import { type Diary, type DiarySync, diarySync, type Keeper, type Line, type Media } from '../../miniapp/features/pairing/sync'
import type { Answer, Api, Json } from './api'
import { revisionId } from './diaries'

/** What a phone has in its storage: it outlives the app. */
function storageOf(): Keeper & { kept: Diary } {
  const storage = {
    kept: { known: [], own: [], upTo: 0 } as Diary,
    read: async () => storage.kept,
    writeKnown: async (known: readonly Revision[], _from: number, upTo: number) => {
      storage.kept = { ...storage.kept, known, upTo }
    },
    writeOwn: async (own: readonly Revision[]) => {
      storage.kept = { ...storage.kept, own }
    },
    begun: async () => [],
    wipeKnown: async () => undefined,
    wipe: async () => undefined,
  }
  return storage
}

const noFiles: Media = { ready: (own) => own, taken: () => undefined, again: () => false }

export type Signal = 'ok' | 'none' | 'answerLost'

/** The cloud as this phone reaches it: not at all, or its answers are lost on the way. */
function lineTo(who: Api, pairing: string, signal: () => Signal): Line {
  const lost = () => new Refusal('lost', 'no signal')
  const over = async (ask: () => Promise<Answer<Json>>): Promise<Json> => {
    const now = signal()
    if (now === 'none') throw lost()
    const { status, body } = await ask()
    if (now === 'answerLost') throw lost()
    if (status !== 200) throw new Refusal(body.error, body.message)
    return body
  }
  return {
    since: (no) => over(() => who.get(`/api/pairings/${pairing}/diary?after=${no}`)) as Promise<DiaryPart>,
    send: (revisions) => over(() => who.post(`/api/pairings/${pairing}/diary`, { revisions })),
    lives: async () => true,
  }
}

type Kept = (keeper: Keeper) => Keeper

/** One of her phones: the store that the mini-program has, over the cloud's own interface. `kept`: another way to keep it, for a control. */
export function diaryPhone(who: Api, pairing: string, kept: Kept = (keeper) => keeper) {
  const storage = storageOf()
  let signal: Signal = 'ok'
  const start = (): DiarySync => diarySync({ line: lineTo(who, pairing, () => signal), keeper: kept(storage), media: noFiles })
  let app = start()
  const seen = (): Entry[] => {
    const { known, own } = app.state.get().diary ?? storage.kept
    return entriesOf(known.concat(own))
  }
  const keep = async (make: (id: string, at: string) => Revision): Promise<Revision> => {
    const made = make(revisionId(), '2026-11-22T08:00:00.000Z')
    await app.write(made)
    return made
  }
  return {
    seen,
    write: (text: DiaryText) => keep((id, at) => written(id, at, text)),
    rewrite: (entry: string, instead: readonly Version[], text: DiaryText | null) =>
      keep((id, at) => rewritten(entry, instead, id, at, text)),
    sync: async (how: Signal) => {
      signal = how
      await app.sync(true)
      signal = 'ok'
    },
    /** the app is ended and opened again */
    restart: async () => {
      app = start()
      await app.ready()
    },
  }
}
export type DiaryPhone = ReturnType<typeof diaryPhone>

/** What one would write first: of each entry the phone keeps what was written last. */
export const lastWins: Kept = (keeper) => {
  const latest = (all: readonly Revision[]): readonly Revision[] => {
    const last = new Map<string, Revision>()
    for (const one of all) if ((last.get(one.entry)?.id ?? '') < one.id) last.set(one.entry, one)
    return [...last.values()]
  }
  return {
    ...keeper,
    read: async () => {
      const { known, own, upTo } = await keeper.read()
      return { known: latest(known), own: latest(own), upTo }
    },
  }
}
