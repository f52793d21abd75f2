import type { DiaryText, Revision } from '@shared/features/pairing/diary'
import type { Answer, Api, Json } from './api'

let made = 0
/** An id as a phone makes it. */
export const revisionId = (): string => `r${String(++made).padStart(25, '0')}`

export const visit = (words: string, more: Partial<DiaryText> = {}): DiaryText => ({
  ...{ day: '2026-11-22', way: 'visit' as const, words, child: '挺好' },
  ...more,
})

/** An entry as it is first written. */
export function entry(words: string, more: Partial<DiaryText> = {}): Revision {
  const id = revisionId()
  return { id, entry: id, replaces: [], at: '2026-11-22T08:00:00.000Z', text: visit(words, more) }
}

/** Another writing of an entry, by who had seen these. */
export const instead = (of: Revision, replaces: readonly string[], text: DiaryText | null): Revision => ({
  ...{ id: revisionId(), entry: of.entry, replaces, at: '2026-11-22T09:00:00.000Z', text },
})

export const writeIn = (who: Api, pairing: string, ...revisions: readonly Revision[]): Promise<Answer<Json>> =>
  who.post(`/api/pairings/${pairing}/diary`, { revisions })

export const sendSound = (who: Api, data: Buffer): Promise<Answer<Json>> => who.send('/api/sounds', data, 'sound.mp3')
