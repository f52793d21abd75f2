import { newKey } from './api'
import { wipePictures } from './kept-pictures'
import { session } from './session'
import { forget, keep, keysFrom, recall } from './storage'

/** What this phone knows of a long draft as it lies in the cloud. */
export interface Clouded {
  id?: string
  /** of its beginning: the same until an answer came */
  key: string
  /** the last version that this phone saw, and its answers */
  version: number
  base: Record<string, unknown>
  /** answers of another phone that differ from hers, until she has chosen */
  doubts: Record<string, unknown>
}

/** What she typed and has not sent, or sent without hearing back. */
export interface Draft {
  kind: string
  about: string
  title: string
  answers: Record<string, unknown>
  /** the move that the form makes; the kind's first one when it is not said */
  move?: string
  /** the key of the sending: the same as long as the answers are the same */
  key: string
  /** it was sent, and no answer came */
  sent: boolean
  /** when it was last touched, ms */
  at: number
  /** a draft that can be gone on with on another phone */
  cloud?: Clouded
}

const KEPT_MS = 30 * 24 * 3_600_000
const PREFIX = 'draft:'
const mine = () => `${PREFIX}${session()?.account.id ?? 'nobody'}:`
const keyOf = (kind: string, about: string) => `${mine()}${kind}:${about}`
/** What the pictures of a draft are kept under. */
export const picturesOf = (kind: string, about: string) => keyOf(kind, about).slice(PREFIX.length)

export const newDraft = (kind: string, about: string, title: string, answers: Record<string, unknown>): Draft => ({
  kind,
  about,
  title,
  answers,
  key: newKey(),
  sent: false,
  at: Date.now(),
})

export const newClouded = (): Clouded => ({ key: newKey(), version: 0, base: {}, doubts: {} })

export async function readDraft(kind: string, about: string): Promise<Draft | undefined> {
  const draft = await recall<Draft>(keyOf(kind, about))
  if (!draft || Date.now() - draft.at < KEPT_MS) return draft
  await wipeDraft(kind, about)
  return undefined
}

export const saveDraft = (draft: Draft): Promise<void> => keep(keyOf(draft.kind, draft.about), { ...draft, at: Date.now() })
export async function wipeDraft(kind: string, about: string): Promise<void> {
  await wipePictures(picturesOf(kind, about))
  await forget(keyOf(kind, about))
}

/** All her drafts on this phone, the latest first; those that are too old are wiped on the way. */
export async function myDrafts(): Promise<Draft[]> {
  const found: Draft[] = []
  for (const key of keysFrom(mine())) {
    const draft = await recall<Draft>(key)
    if (draft && Date.now() - draft.at < KEPT_MS) found.push(draft)
    else {
      await wipePictures(key.slice(PREFIX.length))
      await forget(key)
    }
  }
  return found.sort((a, b) => b.at - a.at)
}
