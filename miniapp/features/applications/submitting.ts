import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { useState } from 'react'
import { inputOf } from '../../core/answering'
import { newKey, post } from '../../core/api'
import { wipeDraft } from '../../core/drafts'
import { loadProfile } from '../../core/profile'
import { asRefusal, Refusal } from '../../core/refusal'
import { saveToCloud } from './cloud-draft'
import { amend, askedNow, type Declaration, declaration, writeDown } from './declaration'
import { problemsIn } from './parts'

const NOT_CONNECTED = '没有连上网，请看看信号'

/** Marks that the answers are on their way: from here on the same key stands for them. */
async function mark(sent: boolean): Promise<void> {
  amend((was) => ({ ...was, draft: { ...was.draft, sent, ...(sent ? {} : { key: newKey() }) } }))
  await writeDown()
}

async function send({ draft, move, ...open }: Declaration): Promise<string> {
  const { id, version } = draft.cloud
  const input = inputOf(askedNow({ ...open, draft }), draft.answers)
  return (await post<ApplicationView>(`/applications/${id}/moves/${move.name}`, { version, input }, draft.key)).id
}

/** Brings everything into the cloud first, unless a sending waits for its answer. @throws Refusal */
async function ready(): Promise<Declaration> {
  if (!declaration.get()?.draft.sent) await saveToCloud(true)
  const open = declaration.get()
  if (!open || open.sent) throw new Refusal('notOpen', '这一份已经交上去了')
  if (open.draft.sent) return open
  const problems = problemsIn(open)
  const [first] = Object.values(problems)
  // Another phone has changed something while she looked it over.
  if (first !== undefined) throw new Refusal('invalidInput', first, problems)
  if (!open.draft.cloud.id || open.saved !== 'cloud') throw new Refusal('lost', NOT_CONNECTED)
  await mark(true)
  return declaration.get() as Declaration
}

async function refused(reason: unknown): Promise<Refusal> {
  const refusal = asRefusal(reason)
  const { code, fields } = refusal
  if (code === 'lost') return refusal
  if (declaration.get()?.draft.sent) await mark(false)
  amend((was) => ({ ...was, refused: { ...was.refused, ...fields } }))
  // Somebody was quicker: what they changed is taken in before she looks it over again.
  if (code === 'staleVersion' || code === 'notOpen') await saveToCloud(true)
  return refusal
}

export interface Submitting {
  busy: boolean
  problem: Refusal | undefined
  /** @returns the case, once it is sent */
  submit: () => Promise<string | undefined>
}

/** Sends the declaration once, however often it takes. */
export function useSubmitting(): Submitting {
  const [state, setState] = useState<Omit<Submitting, 'submit'>>({ busy: false, problem: undefined })
  const submit = async () => {
    if (state.busy) return undefined
    setState({ busy: true, problem: undefined })
    try {
      const open = await ready()
      const id = await send(open)
      amend((was) => ({ ...was, sent: id }))
      await wipeDraft(open.kind.kind, open.draft.about)
      // What she just typed is in her profile now.
      loadProfile().catch(() => undefined)
      setState({ busy: false, problem: undefined })
      return id
    } catch (reason) {
      setState({ busy: false, problem: await refused(reason) })
      return undefined
    }
  }
  return { ...state, submit }
}
