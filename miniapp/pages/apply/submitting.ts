import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { useState } from 'react'
import { inputOf } from '../../core/answering'
import { post } from '../../core/api'
import { wipeDraft } from '../../core/drafts'
import { loadProfile } from '../../core/profile'
import { asRefusal, type Refusal } from '../../core/refusal'
import { toReceipt } from '../../core/routes'
import type { DraftKeeper } from './draft-keeper'
import type { Opened } from './opening'

export interface Submitting {
  busy: boolean
  problem: Refusal | undefined
  /** `dialogue`: what must be closed before another page opens */
  submit: (dialogue: Promise<void>) => Promise<Refusal | undefined>
}

/** Sends the form once, however often it takes: the key is the same until an answer came. */
export function useSubmitting({ kind, move, names }: Opened, keeper: DraftKeeper): Submitting {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal>()

  const send = async (): Promise<string> => {
    await keeper.sending()
    const { about, answers, key } = keeper.draft()
    const body = { kind: kind.kind, ...(about ? { about } : {}), move: move.name, input: inputOf(names, answers) }
    return (await post<ApplicationView>('/applications', body, key)).id
  }
  const gone = () => {
    keeper.done()
    return wipeDraft(kind.kind, keeper.draft().about)
  }
  const submit = async (dialogue: Promise<void>) => {
    if (busy) return undefined
    setBusy(true)
    setProblem(undefined)
    try {
      const id = await send()
      await gone()
      // What she just typed is in her profile now.
      loadProfile().catch(() => undefined)
      await dialogue
      await toReceipt(id)
      return undefined
    } catch (reason) {
      const refusal = asRefusal(reason)
      if (refusal.code === 'alreadyOpen') await gone()
      else if (refusal.code !== 'lost') await keeper.refused()
      setProblem(refusal)
      setBusy(false)
      return refusal
    }
  }
  return { busy, problem, submit }
}
