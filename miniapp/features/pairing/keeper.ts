import type { Revision } from '@shared/features/pairing/diary'
import { diaryDrafts, diaryKey, type KeptDiary, readDiaryHead, saveDiaryHead, wipeDiary } from '../../core/kept-diaries'
import { forget, keep, recall } from '../../core/storage'
import type { Diary, Keeper, Said } from './sync'

/** So many writings lie under one key: a new one writes only the last part anew. */
const PART = 50

export interface DiaryKeeper extends Keeper {
  code(): Promise<string>
  setCode(code: string): Promise<void>
}

/** Keeps one diary on this phone, encrypted, under the name of who is signed in. */
export function diaryKeeper(account: string, pairing: string): DiaryKeeper {
  const key = diaryKey(account, pairing)
  const ownKey = `${key}:own`
  const partKey = (n: number) => `${key}:${n}`
  const head = async (): Promise<KeptDiary> => (await readDiaryHead(account, pairing)) ?? { pairing, code: '', upTo: 0, parts: 0, at: 0 }
  const change = async (changed: Partial<KeptDiary>) => saveDiaryHead(account, { ...(await head()), ...changed, at: Date.now() })
  return {
    code: async () => (await head()).code,
    setCode: (code) => change({ code }),
    read: async (): Promise<Diary> => {
      const [{ upTo, parts }, own = []] = [await head(), await recall<Revision[]>(ownKey)]
      const known: Revision[] = []
      for (let n = 0; n < parts; n++) known.push(...((await recall<Revision[]>(partKey(n))) ?? []))
      return { known, own, upTo }
    },
    writeKnown: async (known, from, upTo) => {
      const parts = Math.ceil(known.length / PART)
      for (let n = Math.floor(from / PART); n < parts; n++) await keep(partKey(n), known.slice(n * PART, (n + 1) * PART))
      await change({ parts, upTo })
    },
    writeOwn: async (own) => {
      await keep(ownKey, own)
      await change({})
    },
    begun: async () => {
      const all = await Promise.all(diaryDrafts(account, pairing).map((one) => recall<{ answers: Said }>(one)))
      return all.map((one) => one?.answers ?? {})
    },
    wipeKnown: async () => {
      const { parts } = await head()
      for (let n = 0; n < parts; n++) await forget(partKey(n))
      await change({ parts: 0, upTo: 0 })
    },
    wipe: () => wipeDiary(account, pairing),
  }
}
