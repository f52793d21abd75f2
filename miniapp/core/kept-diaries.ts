import { wipePictures } from './kept-pictures'
import { session } from './session'
import { forget, keep, keysFrom, recall } from './storage'

/** A diary that lies on this phone: the child under its coded name alone. */
export interface KeptDiary {
  pairing: string
  /** empty until the cloud has told it */
  code: string
  /** up to which number the cloud's writings are here, and in how many parts */
  upTo: number
  parts: number
  /** when something was last fetched or written, ms */
  at: number
}

const KEPT_MS = 30 * 24 * 3_600_000
const PREFIX = 'diary:'

/** What everything of one diary is kept under; its parts add to it after a colon. */
export const diaryKey = (account: string, pairing: string): string => `${PREFIX}${account}:${pairing}`
/** What she has begun to write there: a new entry, or another writing of one. */
export const diaryDraft = (account: string, pairing: string, entry = ''): string =>
  `${diaryKey(account, pairing)}:draft${entry === '' ? '' : `:${entry}`}`
/** Where all lies that she has begun to write there. */
export const diaryDrafts = (account: string, pairing: string): string[] => keysFrom(diaryDraft(account, pairing))
/** What its pictures and sounds on their way are kept under. */
export const diaryFiles = (account: string, pairing: string): string => `${account}:${PREFIX}${pairing}`

export async function wipeDiary(account: string, pairing: string): Promise<void> {
  await wipePictures(diaryFiles(account, pairing))
  for (const key of keysFrom(diaryKey(account, pairing))) await forget(key)
}

export const saveDiaryHead = (account: string, head: KeptDiary): Promise<void> => keep(diaryKey(account, head.pairing), head)
export const readDiaryHead = (account: string, pairing: string): Promise<KeptDiary | undefined> =>
  recall<KeptDiary>(diaryKey(account, pairing))

/** Her diaries on this phone; whatever has not been touched for thirty days, anybody's, is wiped on the way. */
export async function keptDiaries(): Promise<KeptDiary[]> {
  const mine = session()?.account.id
  const found: KeptDiary[] = []
  // By what belongs together: of one that was never fetched there is no head.
  for (const key of new Set(keysFrom(PREFIX).map((one) => one.split(':').slice(0, 3).join(':')))) {
    const [, account = '', pairing = ''] = key.split(':')
    const head = await recall<KeptDiary>(key)
    if (!head || Date.now() - head.at > KEPT_MS) await wipeDiary(account, pairing)
    else if (account === mine) found.push(head)
  }
  return found
}
