import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { worry } from '@shared/features/worry/worry.kind'
import { SIGNS } from '@shared/features/worry/worry.words'
import Taro from '@tarojs/taro'
import { inputOf } from '../answering'
import { newKey, post } from '../api'
import { loadCase, makeMove } from '../moves'
import { asRefusal, Refusal } from '../refusal'
import { restoreSession, session } from '../session'
import { forget, keep, keysFrom, recall } from '../storage'

/** The child of a pairing, or a child: what the page was opened with. */
export interface Whom {
  pairing?: string | undefined
  child?: string | undefined
}

/** What she has written and the cloud does not have. */
export interface Unsent {
  about: string
  answers: Readonly<Record<string, unknown>>
  /** of the sending: the same as long as the answers are the same */
  key: string
  /** she has told it to be sent: that is done as soon as there is signal, wherever she is in the app by then */
  waiting: boolean
  /** ms */
  at: number
}

const ASKED = ['danger', 'seen', 'words', 'phone', 'leftOut', 'named'] as const
/** How long one addition may be, as its question says. */
const MOST = worry.fields.more.max
const PREFIX = 'worry:'
const KEPT_MS = 30 * 24 * 3_600_000
const mine = () => `${PREFIX}${session()?.account.id ?? 'nobody'}:`
export const idOf = ({ pairing, child }: Whom): string => pairing ?? child ?? ''

export const newUnsent = (about: string, answers: Unsent['answers']): Unsent => ({
  ...{ about, answers, key: newKey(), waiting: false },
  at: Date.now(),
})
export async function readUnsent(about: string): Promise<Unsent | undefined> {
  const kept = await recall<Unsent>(`${mine()}${about}`)
  return kept && Date.now() - kept.at < KEPT_MS ? kept : undefined
}
export const keepUnsent = (unsent: Unsent): Promise<void> => keep(`${mine()}${unsent.about}`, { ...unsent, at: Date.now() })
const wipeUnsent = (about: string): Promise<void> => forget(`${mine()}${about}`)

/** All that she has written, in one text: for the one that is open already. `before`: the number to call that stands there. */
function sayAll({ danger, seen, words, phone }: Unsent['answers'], before: unknown): string {
  const signs = SIGNS.filter(({ value }) => Array.isArray(seen) && seen.indexOf(value) >= 0).map(({ label }) => label)
  return [
    danger === true ? '孩子现在有危险。' : '',
    signs.length > 0 ? `${signs.join('；')}。` : '',
    phone && phone !== before ? `我的手机号是${String(phone)}。` : '',
    String(words ?? '').trim(),
  ].join('')
}

/** As many texts as it takes: not a word of hers is cut off. */
function inParts(text: string): string[] {
  const letters = Array.from(text)
  const parts: string[] = []
  for (let from = 0; from < letters.length; from += MOST)
    parts.push(
      letters
        .slice(from, from + MOST)
        .join('')
        .trim(),
    )
  return parts.filter((part) => part !== '')
}

/**
 * Somebody has told of this child before and it is not settled: what she has seen now belongs there. From whom it is to be kept is said with
 * the first of it, so that nobody whom it is about hears any.
 */
async function addTo(id: string, { answers, key }: Unsent): Promise<void> {
  let view = await loadCase(id)
  const parts = inParts(sayAll(answers, view.answers.phone))
  for (let n = 0; n < parts.length; n += 1) {
    const input = n === 0 ? inputOf(['leftOut', 'named'], answers) : {}
    view = await makeMove(view, 'add', { ...input, more: parts[n] }, `${key}-more${n}`).catch((reason) => {
      // The answer to it was lost and the case has gone on since: it is done.
      if (asRefusal(reason).code !== 'keyReused') throw reason
      return loadCase(id)
    })
  }
}

/** Sends one. @returns the id of the case @throws Refusal lost while there is no signal, invalidInput by field */
export async function sendWorry(unsent: Unsent): Promise<string> {
  const { about, answers, key } = unsent
  const sent = await post<ApplicationView>(
    '/applications',
    { kind: 'worry', about, move: 'raise', input: inputOf(ASKED, answers) },
    key,
  ).then(
    ({ id }) => id,
    async (reason) => {
      const refusal = asRefusal(reason)
      if (refusal.code !== 'alreadyOpen' || !refusal.id) throw refusal
      await addTo(refusal.id, unsent)
      return refusal.id
    },
  )
  await wipeUnsent(about)
  return sent
}

let going: Promise<void> | undefined

/** Sends whatever waits for signal, and says so. What is refused waits for her to open the page again. */
export function sendWaiting(): Promise<void> {
  going ??= sendAll().finally(() => {
    going = undefined
  })
  return going
}

async function sendAll(): Promise<void> {
  await restoreSession()
  for (const key of keysFrom(mine())) {
    const unsent = await recall<Unsent>(key)
    if (!unsent?.waiting) continue
    try {
      await sendWorry(unsent)
      void Taro.showToast({ title: '您说的已经发给妇联了', icon: 'none', duration: 3000 })
    } catch (reason) {
      if (!(reason instanceof Refusal) || reason.code !== 'lost') await keepUnsent({ ...unsent, waiting: false, key: newKey() })
    }
  }
}
