import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { worry } from '@shared/features/worry/worry.kind'
import { SIGNS } from '@shared/features/worry/worry.words'
import Taro from '@tarojs/taro'
import { inputOf } from '../answering'
import { newKey, post } from '../api'
import { loadCase, makeMove } from '../moves'
import { asRefusal, Refusal } from '../refusal'
import { toWorry } from '../routes'
import { restoreSession, session } from '../session'
import { forget, keep, keysFrom, recall } from '../storage'
import { sure } from '../sure'

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
  /** she has told it to be sent, and it has not been: that is said as long as it is so, whatever she changes */
  tried?: boolean
  /** why it was refused, to be read when she opens it again */
  refused?: { message: string; fields: Readonly<Record<string, string>> } | undefined
  /** she knows the child by its own id, not by her pairing */
  byChild?: boolean
  /** ms */
  at: number
}

const ASKED = ['danger', 'seen', 'words', 'phone', 'leftOut', 'named'] as const
/** How long one addition may be, as its question says. */
const MOST = worry.fields.more.max
/** When what was put off is tried again, where no signal says so. */
const AGAIN_MS = 20_000
const PREFIX = 'worry:'
const KEPT_MS = 30 * 24 * 3_600_000
const mine = () => `${PREFIX}${session()?.account.id ?? 'nobody'}:`
export const idOf = ({ pairing, child }: Whom): string => pairing ?? child ?? ''

const whomOf = ({ about, byChild }: Unsent): { pairing: string } | { child: string } => (byChild ? { child: about } : { pairing: about })

export const newUnsent = (whom: Whom, answers: Unsent['answers']): Unsent => ({
  ...{ about: idOf(whom), answers, key: newKey(), waiting: false, byChild: whom.pairing === undefined },
  at: Date.now(),
})
const isFresh = ({ at }: Unsent): boolean => Date.now() - at < KEPT_MS

async function readUnsent(about: string): Promise<Unsent | undefined> {
  const kept = await recall<Unsent>(`${mine()}${about}`)
  return kept && isFresh(kept) ? kept : undefined
}
export const keepUnsent = (unsent: Unsent): Promise<void> => keep(`${mine()}${unsent.about}`, { ...unsent, at: Date.now() })
const wipeUnsent = (about: string): Promise<void> => forget(`${mine()}${about}`)

/** With these words at the end, if they do not stand there already: that is another sending, and waits for her own tap. */
function withWords(unsent: Unsent, words: string): Unsent {
  const had = String(unsent.answers.words ?? '')
  if (words === '' || `\n${had}\n`.indexOf(`\n${words}\n`) >= 0) return unsent
  const all = had === '' ? words : `${had}\n${words}`
  return { ...unsent, answers: { ...unsent.answers, words: all }, waiting: false, refused: undefined, key: newKey() }
}

/** What she wrote elsewhere joins what she is about to tell. @returns whether it lies on this phone now: a full one keeps nothing */
export async function addWords(whom: Whom, words: string): Promise<boolean> {
  const all = withWords((await readUnsent(idOf(whom))) ?? newUnsent(whom, {}), words)
  await keepUnsent(all)
  return (await readUnsent(idOf(whom)))?.answers.words === all.answers.words
}

/** What her form begins with: what she kept, and at its end the words that she has just brought along; else these first answers. */
export async function openUnsent(whom: Whom, carried: Unsent['answers'], first: Unsent['answers']): Promise<Unsent> {
  const kept = await readUnsent(idOf(whom))
  if (!kept) return newUnsent(whom, { ...first, ...carried })
  const all = withWords(kept, String(carried.words ?? ''))
  if (all !== kept) await keepUnsent(all)
  return all
}

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
  const { answers: before } = await loadCase(id)
  const parts = inParts(sayAll(answers, before.phone))
  for (let n = 0; n < parts.length; n += 1) {
    const input = n === 0 ? inputOf(['leftOut', 'named'], answers) : {}
    await add(id, { ...input, more: parts[n] }, `${key}-more${n}`)
  }
}

/** One addition, to the case as it stands now: a cadre may just be taking it. */
async function add(id: string, input: Record<string, unknown>, key: string, tries = 3): Promise<void> {
  try {
    const view = await loadCase(id)
    // It was settled in between: then what she has seen is told as a case of its own.
    if (!view.moves.some(({ name }) => name === 'add')) throw new Refusal('staleVersion', '这件事刚有了新变化')
    await makeMove(view, 'add', input, key)
  } catch (reason) {
    const { code } = asRefusal(reason)
    // The answer to it was lost and the case has gone on since: it is done.
    if (code === 'keyReused') return
    if (code !== 'staleVersion' || tries <= 1) throw reason
    await add(id, input, key, tries - 1)
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

/** Nothing is wrong with what she wrote: the same is sent again. Lost; somebody was quicker; too much at once. */
const AGAIN: readonly Refusal['code'][] = ['lost', 'staleVersion', 'tooMany', 'busy']
const isSentAgain = ({ code }: Refusal): boolean => AGAIN.indexOf(code) >= 0

/** What it is after a refusal: it waits on, or for her to change it; then it is another sending. */
export const afterRefusal = (unsent: Unsent, refusal: Refusal): Unsent =>
  isSentAgain(refusal)
    ? { ...unsent, waiting: true, tried: true }
    : { ...unsent, waiting: false, tried: true, key: newKey(), refused: { message: refusal.message, fields: refusal.fields } }

const open = new Set<string>()
/** As long as its form is open, that sends it and says what becomes of it. @returns takes that back */
export function formOpens(whom: Whom): () => void {
  open.add(idOf(whom))
  return () => void open.delete(idOf(whom))
}

let going: Promise<void> | undefined

/** Sends whatever waits for signal, and says so. What is refused she is told of, and that nobody knows; it waits for her in its form. */
export function sendWaiting(): Promise<void> {
  going ??= sendAll().finally(() => {
    going = undefined
  })
  return going
}

/** @returns what it is when it is not sent */
async function trySending(unsent: Unsent): Promise<Unsent | undefined> {
  try {
    await sendWorry(unsent)
    void Taro.showToast({ title: '您说的已经发给妇联了', icon: 'none', duration: 3000 })
    return undefined
  } catch (reason) {
    const refusal = asRefusal(reason)
    const left = afterRefusal(unsent, refusal)
    if (open.has(unsent.about)) return undefined
    await keepUnsent(left)
    said.delete(left.about)
    if (left.waiting && refusal.code !== 'lost') setTimeout(() => void sendWaiting(), AGAIN_MS)
    return left
  }
}

async function sendAll(): Promise<void> {
  await restoreSession()
  const refused: Unsent[] = []
  for (const key of keysFrom(mine())) {
    const unsent = await recall<Unsent>(key)
    if (!unsent || open.has(unsent.about)) continue
    const left = unsent.waiting ? await trySending(unsent) : unsent
    if (left?.tried && !left.waiting && isFresh(left)) refused.push(left)
  }
  // One dialogue at a time: the next is told of when she comes back.
  const next = refused.filter(({ about }) => !said.has(about))[0]
  if (next) void sayNotSent(next)
}

/** Of which she has been told since the app was opened. */
const said = new Set<string>()

/** Nobody may think that somebody is on the way when nobody knows. */
async function sayNotSent(unsent: Unsent): Promise<void> {
  const pages = Taro.getCurrentPages()
  const route = String(pages[pages.length - 1]?.route ?? '')
  if (open.has(unsent.about) || route.indexOf('worry/raise') >= 0) return
  said.add(unsent.about)
  const content = '您写的没有发出去，没有人知道。请现在就打电话：110，或者12345。写的都还在，打开看看哪里要改。'
  if (await sure({ title: '没有发出去', content, yes: '打开', no: '知道了' })) await toWorry(whomOf(unsent))
}
