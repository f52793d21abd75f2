import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { problemsOf } from '../../core/answering'
import { patch, post } from '../../core/api'
import { newClouded } from '../../core/drafts'
import type { FormAnswers } from '../../core/field-form'
import { formMove } from '../../core/form-move'
import { loadCase } from '../../core/moves'
import { asRefusal, type Refusal } from '../../core/refusal'
import { amend, answer, askedNow, type Declaration, declaration, writeDown } from './declaration'
import { mergeSides, unsavedOf } from './three-way'

/** Brings the open declaration up to what the cloud has of it. */
function take(view: ApplicationView): void {
  amend((was) => {
    const { answers, ...side } = mergeSides(
      { ...was.draft.cloud, answers: was.draft.answers },
      view.answers as FormAnswers,
      was.kind.fields,
    )
    const cloud = { ...was.draft.cloud, ...side, id: view.id, version: view.version } as Declaration['draft']['cloud']
    return { ...was, draft: { ...was.draft, answers: { ...answers }, cloud } }
  })
}

/** What can be saved now: the cloud takes no half-written number, that stays on this phone until it is whole. */
function saveable({ kind, draft, about, refused, ...open }: Declaration): Record<string, unknown> {
  const names = askedNow({ kind, draft, asks: open.asks })
  const input = unsavedOf({ ...draft.cloud, answers: draft.answers }, names)
  const filled = Object.keys(input).filter((name) => input[name] !== null)
  const wrong = { ...problemsOf(filled, kind.fields, draft.answers, about.facts), ...refused }
  const fit: Record<string, unknown> = {}
  for (const name of Object.keys(input)) if (!(name in wrong)) fit[name] = input[name]
  return fit
}

/** Begins the case without an answer in it, so that the same request can be repeated whatever she has typed meanwhile. */
async function begin({ kind, draft }: Declaration): Promise<ApplicationView> {
  const body = { kind: kind.kind, ...(draft.about ? { about: draft.about } : {}), input: {} }
  try {
    return await post<ApplicationView>('/applications', body, draft.cloud.key)
  } catch (reason) {
    const { code, id } = asRefusal(reason)
    // Begun on another phone.
    if (code === 'alreadyOpen' && id) return loadCase(id)
    throw reason
  }
}

/** The case as it is in the cloud: taken in as long as it can still be filled in. */
function admit(view: ApplicationView): void {
  if (formMove(view)) take(view)
  else amend((was) => ({ ...was, sent: view.id }))
}

const MOST_ROUNDS = 4

/** Sends what the cloud does not know yet. @throws Refusal */
async function send(): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open = declaration.get()
    if (!open || open.sent || open.draft.sent) return
    const input = saveable(open)
    if (Object.keys(input).length === 0) return
    const { id, version } = open.draft.cloud
    try {
      if (!id) admit(await begin(open))
      else admit(await patch<ApplicationView>(`/applications/${id}`, { version, input }))
    } catch (reason) {
      await mended(asRefusal(reason), id)
    }
  }
}

/** What can be put right without her: another phone was quicker, or one answer is not taken. @throws Refusal otherwise */
async function mended(refusal: Refusal, id: string | undefined): Promise<void> {
  const { code, fields } = refusal
  if (id && (code === 'staleVersion' || code === 'notAllowed' || code === 'notOpen')) return admit(await loadCase(id))
  // Too old, or taken back: what she has typed begins a new one.
  if (id && code === 'notFound') return amend((was) => ({ ...was, draft: { ...was.draft, cloud: newClouded() } }))
  const named = Object.keys(fields)
  if (code !== 'invalidInput' || named.length === 0) throw refusal
  const left = named.filter((name) => !sendPicturesAgain(name))
  amend((was) => ({ ...was, refused: { ...was.refused, ...Object.fromEntries(left.map((name) => [name, fields[name] ?? ''])) } }))
}

/** Pictures that lay in the cloud for a day and that no draft had kept are gone there: those that this phone still has go once more. */
function sendPicturesAgain(name: string): boolean {
  const open = declaration.get()
  if (open?.kind.fields[name]?.type !== 'pictures') return false
  const ids = (open.draft.answers[name] ?? []) as readonly string[]
  const saved = (open.draft.cloud.base[name] ?? []) as readonly string[]
  const here = open.pictures.pictures.get().filter(({ id }) => id !== undefined && ids.indexOf(id) >= 0 && saved.indexOf(id) < 0)
  if (here.length === 0) return false
  answer(
    name,
    ids.filter((id) => !here.some((one) => one.id === id)),
  )
  for (const { key } of here) open.pictures.again(key)
  return true
}

let running: Promise<void> | undefined

async function saveOnce(fresh: boolean): Promise<void> {
  await writeDown()
  const id = declaration.get()?.draft.cloud.id
  amend((was) => ({ ...was, saved: 'going' }))
  try {
    // A sending whose fate nobody knows is repeated as it was: nothing may come in between.
    if (fresh && id && !declaration.get()?.draft.sent) admit(await loadCase(id))
    await send()
    amend((was) => ({ ...was, saved: Object.keys(saveable(was)).length === 0 ? 'cloud' : 'phone' }))
  } catch (reason) {
    const { code } = asRefusal(reason)
    if (code !== 'lost') console.warn('draft', reason)
    amend((was) => ({ ...was, saved: 'phone' }))
  }
  await writeDown()
}

/**
 * Saves the draft in the cloud, one saving after the other; without a signal it stays on this phone and is saved later.
 * @param fresh look first what another phone has changed
 */
export function saveToCloud(fresh = false): Promise<void> {
  const before = running ?? Promise.resolve()
  const mine = before.then(() => saveOnce(fresh))
  running = mine
  return mine
}
