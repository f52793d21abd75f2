import { asksOf } from '@shared/core/asking'
import { following } from '@shared/core/fields'
import { type AnyKind, movesOf } from '@shared/core/kind'
import type { About } from '../../core/about'
import { newKey } from '../../core/api'
import { cell } from '../../core/cell'
import { type Clouded, type Draft, saveDraft } from '../../core/drafts'
import type { PictureQueue } from '../../core/picture-queue'
import { chooseAnswer } from './three-way'

/** Where the draft lies: `cloud`, everything; `going`, being sent; `phone`, there is no signal. */
type Saved = 'cloud' | 'going' | 'phone'

/** A long form being filled in, on this phone and perhaps on another. */
export interface Declaration {
  /** the account whose it is */
  owner: string
  kind: AnyKind
  about: About
  move: { name: string; label: string }
  /** the questions that the move may ask; which of them it does ask follows from her answers */
  asks: readonly string[]
  /** question → what a cadre wants put right there, or where its answer came from */
  notes: Readonly<Record<string, string>>
  /** she was asked to put something right: only that is asked */
  correcting: boolean
  draft: Draft & { cloud: Clouded }
  pictures: PictureQueue
  saved: Saved
  /** what the cloud would not take, question by question */
  refused: Readonly<Record<string, string>>
  /** it was sent, here or from another phone: the case */
  sent?: string
}

/** The one that is open: the pages of the form show it together. */
export const declaration = cell<Declaration | undefined>(undefined)

const PAUSE_MS = 400
let timer: ReturnType<typeof setTimeout> | undefined

/** Writes the draft down at once. */
export async function writeDown(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const open = declaration.get()
  if (open && !open.sent) await saveDraft(open.draft)
}

/** Changes the open declaration and lets the phone keep it, shortly after she pauses. */
export function amend(change: (was: Declaration) => Declaration): void {
  const was = declaration.get()
  if (!was) return
  declaration.set(change(was))
  clearTimeout(timer)
  timer = setTimeout(() => void writeDown(), PAUSE_MS)
}

/** Other answers under the key of a sending whose fate nobody knows would be refused. */
const unsent = (draft: Declaration['draft']): Declaration['draft'] => (draft.sent ? { ...draft, sent: false, key: newKey() } : draft)

export function answer(name: string, value: unknown): void {
  amend((was) => {
    const { [name]: _mended, ...refused } = was.refused
    const draft = unsent(was.draft)
    return { ...was, refused, draft: { ...draft, answers: { ...draft.answers, [name]: value } } }
  })
}

/** Her choice where two phones hold different answers. */
export function choose(name: string, value: unknown): void {
  amend((was) => {
    const draft = unsent(was.draft)
    const { answers, doubts } = chooseAnswer({ ...draft.cloud, answers: draft.answers }, name, value)
    return { ...was, draft: { ...draft, answers, cloud: { ...draft.cloud, doubts } } }
  })
}

/** The cloud has a picture: its answer is written down before the queue forgets it. */
export async function pictureArrived(name: string, id: string): Promise<void> {
  const ids = (declaration.get()?.draft.answers[name] ?? []) as readonly string[]
  if (ids.indexOf(id) < 0) answer(name, [...ids, id])
  await writeDown()
}

/** The questions that are asked now. */
export const askedNow = ({ kind, asks, draft }: Pick<Declaration, 'kind' | 'asks' | 'draft'>): readonly string[] =>
  following(kind.fields, asks, draft.answers)

/** The questions that the first move of a kind asks. */
export function firstMove(kind: AnyKind, about: About): Pick<Declaration, 'move' | 'asks'> {
  const moves = movesOf(kind, kind.start)
  const [name, move] = Object.entries(moves)[0] ?? []
  if (!name || !move) throw new Error(`${kind.kind} cannot be begun`)
  return { move: { name, label: move.label }, asks: asksOf(kind, { answers: {} }, move, about.facts) }
}
