import type { ActivityBody, ActivityView } from '@shared/features/activity/activity.schema'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Answering, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { newDraft, saveDraft, wipeDraft } from '../../../core/drafts'
import type { FormAnswers } from '../../../core/field-form'
import { asRefusal, type Refusal } from '../../../core/refusal'
import { bodyOf, type Problems, questionOf } from './body'
import { followUps, leftAfter } from './follow-ups'

const SAVE_AFTER_MS = 600

/** What she typed stays on the phone until it is published. */
function useKept(about: string, first: FormAnswers, answers: FormAnswers, over: boolean): void {
  useEffect(() => {
    if (over || answers === first) return
    const timer = setTimeout(() => void saveDraft(newDraft('publish', about, String(answers.title ?? ''), { ...answers })), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [about, first, answers, over])
}

export interface Publishing extends Answering {
  busy: boolean
  refusal: Refusal | undefined
  published: ActivityView | undefined
  publish: () => Promise<void>
}

/** The form, what goes with it, and its sending: the same body sent again carries the same key. */
export function usePublishing(about: string, first: FormAnswers): Publishing {
  const form = useAnswering(first)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const [published, setPublished] = useState<ActivityView>()
  const sending = useRef({ body: '', key: '' })
  const latest = useRef(form)
  latest.current = form
  useKept(about, first, form.answers, busy || published !== undefined)

  const change = useCallback((name: string, value: unknown) => {
    const { answers, problems, change: answer, setProblems } = latest.current
    const more = followUps(name, value, answers)
    answer(name, value)
    for (const other of Object.keys(more)) answer(other, more[other])
    setProblems(leftAfter([name, ...Object.keys(more)], problems))
  }, [])

  const complain = (problems: Problems) => {
    form.setProblems(problems)
    // The list of what to mend stands at the top.
    if (Object.keys(problems).length > 0) void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
  }
  const send = async (body: ActivityBody) => {
    const text = JSON.stringify(body)
    if (sending.current.body !== text) sending.current = { body: text, key: newKey() }
    setBusy(true)
    try {
      setPublished(await post<ActivityView>('/activities', body, sending.current.key))
      await wipeDraft('publish', about)
    } catch (reason) {
      const refused = asRefusal(reason)
      const problems: Record<string, string> = {}
      for (const path of Object.keys(refused.fields)) problems[questionOf(path)] = refused.fields[path] ?? ''
      complain(problems)
      setRefusal(refused)
    }
    setBusy(false)
  }

  const publish = async () => {
    if (busy) return
    setRefusal(undefined)
    const made = bodyOf(form.answers, new Date().toISOString())
    complain('problems' in made ? made.problems : {})
    if ('body' in made) await send(made.body)
  }
  return { ...form, change, busy, refusal, published, publish }
}
