import type { Part } from '@shared/features/child/child.parts'
import type { ConsentGiven } from '@shared/features/child/child.schema'
import { newKey } from '../../core/api'
import { cell, useCell } from '../../core/cell'
import type { FormAnswers } from '../../core/field-form'
import { session } from '../../core/session'
import { forget, keep, keysFrom, recall } from '../../core/storage'

/** What a guardian agreed to, in whose presence it was written down. */
export interface Agreed extends ConsentGiven {
  /** ms: a picture that nothing keeps is gone after a day */
  at: number
}

/** A registration that is being filled in. */
export interface Registration {
  account: string
  child: string
  code: string
  /** of the record, as it was opened */
  version: number
  agreed?: Agreed
  answers: Partial<Record<Part, FormAnswers>>
  /** of the sending: the same as long as nothing is changed */
  key: string
  /** the cloud has it: the list below leads on to the record */
  sent?: true
  /** what the cloud found wrong, `part.field` → words */
  problems: Readonly<Record<string, string>>
}

/**
 * Who a child is never lies on a phone: parts that tell it live in the memory of the open app alone and are typed once more if that is
 * closed. What these say fits many children, and is kept, encrypted, under the coded name.
 */
const UNNAMED: readonly Part[] = ['health', 'risk', 'care']
const PREFIX = 'child:'
const KEPT_MS = 30 * 24 * 3_600_000
/** Only WeChat keeps things encrypted; a browser keeps nothing of a child at all. */
const keeps = process.env.TARO_ENV === 'weapp'
const keyOf = ({ account, child }: Pick<Registration, 'account' | 'child'>) => `${PREFIX}${account}:${child}`

interface Kept {
  at: number
  answers: Registration['answers']
}

const current = cell<Registration | undefined>(undefined)

/** Takes what is too old off this phone. */
async function sweep(): Promise<void> {
  for (const key of keysFrom(PREFIX)) {
    const kept = await recall<Kept>(key)
    if (!kept || Date.now() - kept.at > KEPT_MS) await forget(key)
  }
}

/** The one that is open, unless it is another child's or another person's. */
export function openRegistration(child: string): Registration | undefined {
  const open = current.get()
  return open && open.child === child && open.account === session()?.account.id ? open : undefined
}

export function useRegistration(child: string): Registration | undefined {
  useCell(current)
  return openRegistration(child)
}

/** Goes on with what is open or was kept of this child, or begins. */
export async function beginRegistration(of: Pick<Registration, 'child' | 'code' | 'version'>): Promise<void> {
  const open = openRegistration(of.child)
  if (open) return current.set({ ...open, ...of })
  const account = session()?.account.id ?? ''
  await sweep()
  const kept = keeps ? await recall<Kept>(keyOf({ account, child: of.child })) : undefined
  current.set({ ...of, account, answers: kept?.answers ?? {}, key: newKey(), problems: {} })
}

function change(changed: Partial<Registration>): void {
  const open = current.get()
  if (!open) return
  const next = { ...open, ...changed, key: newKey() }
  current.set(next)
  if (!keeps) return
  const answers: Registration['answers'] = {}
  for (const part of UNNAMED) if (next.answers[part]) answers[part] = next.answers[part]
  void keep(keyOf(next), { at: Date.now(), answers } satisfies Kept)
}

export const agree = (agreed: Agreed | undefined): void => change(agreed ? { agreed } : {})

export function answerPart(part: Part, name: string, value: unknown): void {
  const open = current.get()
  if (!open) return
  const { [`${part}.${name}`]: _mended, ...problems } = open.problems
  change({ answers: { ...open.answers, [part]: { ...open.answers[part], [name]: value } }, problems })
}

/** What the cloud refused: what was typed stays. */
export function setProblems(problems: Registration['problems']): void {
  const open = current.get()
  if (open) current.set({ ...open, problems, key: newKey() })
}

/** It is registered: of what was typed nothing stays, not even until the next page is there. */
export async function sentRegistration(child: string): Promise<void> {
  const open = openRegistration(child)
  if (!open) return
  const { account, code, version, key } = open
  current.set({ account, child, code, version, key, answers: {}, problems: {}, sent: true })
  await forget(keyOf(open))
}

/** It is over, or not to be: nothing of it stays. */
export async function endRegistration(child: string): Promise<void> {
  const open = openRegistration(child)
  current.set(undefined)
  await forget(keyOf({ account: open?.account ?? session()?.account.id ?? '', child }))
}
