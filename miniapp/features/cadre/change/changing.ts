import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { ChangesView } from '@shared/features/activity/change.schema'
import Taro from '@tarojs/taro'
import { useCallback, useRef, useState } from 'react'
import { type Answering, useAnswering } from '../../../core/answering'
import { get, newKey, post } from '../../../core/api'
import { asRefusal } from '../../../core/refusal'
import { backOr, insteadToDesk } from '../../../core/routes'
import { followUps, leftAfter } from '../publish/follow-ups'
import { answersOf, bodyOf, problemsOf } from './asking'

export interface Changing extends Answering {
  busy: boolean
  /** why it was not done, where no question is to blame */
  trouble: string
  send: () => Promise<void>
}

const say = (title: string) => void Taro.showToast({ title, icon: 'none', duration: 3000 })

/** What became of it: made, or waiting for somebody to look at its words. */
async function sayDone({ id }: ActivityView, moving: boolean): Promise<void> {
  const { items } = await get<ChangesView>(`/activities/${id}/changes`)
  // Only one can wait at a time, and it was this one.
  if (items.some(({ state }) => state === 'checking')) say('交上去了，等待内容审核')
  else say(moving ? '改好了，正在告诉报名的人' : '改好了')
}

/** The form of a change and its sending: the same change sent again carries the same key. */
export function useChanging(activity: ActivityView, moving: boolean, onStale: () => void): Changing {
  const form = useAnswering(answersOf(activity))
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const sending = useRef({ body: '', key: '' })
  const latest = useRef(form)
  latest.current = form

  const change = useCallback((name: string, value: unknown) => {
    const { answers, problems, change: answer, setProblems } = latest.current
    const more = followUps(name, value, answers)
    answer(name, value)
    for (const other of Object.keys(more)) answer(other, more[other])
    setProblems(leftAfter([name, ...Object.keys(more)], problems))
  }, [])

  const send = async () => {
    if (busy) return
    setTrouble('')
    const made = bodyOf(activity, form.answers, moving, new Date().toISOString())
    form.setProblems('problems' in made ? made.problems : {})
    if ('problems' in made) return setTrouble(made.problems.changes ?? '')
    const text = JSON.stringify(made.body)
    if (sending.current.body !== text) sending.current = { body: text, key: newKey() }
    setBusy(true)
    try {
      await post<ActivityView>(`/activities/${activity.id}/changes`, made.body, sending.current.key)
      await sayDone(activity, moving)
      await backOr(insteadToDesk)
    } catch (reason) {
      const refused = asRefusal(reason)
      if (refused.code === 'staleVersion') onStale()
      else {
        form.setProblems(problemsOf(refused.fields))
        setTrouble(refused.message)
      }
    }
    setBusy(false)
  }
  return { ...form, change, busy, trouble, send }
}
