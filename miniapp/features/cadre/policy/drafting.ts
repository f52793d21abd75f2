import type { Policy } from '@shared/features/loan/loan.policy'
import Taro from '@tarojs/taro'
import { useCallback, useRef, useState } from 'react'
import { problemsOf } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import type { FormAnswers } from '../../../core/field-form'
import { asRefusal } from '../../../core/refusal'
import { backOr } from '../../../core/routes'
import { forget, keep } from '../../../core/storage'
import { type Answered, beginFrom, fieldsOf, HEAD, type PartName, putTogether } from './parts'

/** A new version that somebody is at, as this phone keeps it. */
export interface PolicyDraft {
  /** the version that it began from */
  from: string
  parts: Answered
}

export const draftKey = (account: string): string => `policyDraft:${account}`

type Problems = Readonly<Partial<Record<PartName, string>>>

/** Which part each complaint belongs to: the head's questions have names of their own. */
function byPart(fields: Readonly<Record<string, string>>): Problems {
  const problems: Partial<Record<PartName, string>> = {}
  for (const path of Object.keys(fields)) {
    const [first = ''] = path.split('.')
    problems[first in HEAD.fields ? 'head' : (first as PartName)] = fields[path] ?? ''
  }
  return problems
}

/** Back to the list; it is not there when she came by another way. */
const toList = () => backOr(() => Taro.redirectTo({ url: '/features/cadre/policies/index' }))

export interface Drafting {
  parts: Answered
  problems: Problems
  trouble: string
  busy: boolean
  set: (name: PartName, answers: FormAnswers) => void
  startAgain: () => void
  /** whether it has a name, a number and a first day; says so when not */
  ready: () => boolean
  send: () => Promise<void>
}

/** The forms of a new version: kept on the phone with each part, sent once however often it takes. */
export function useDrafting(from: Policy, kept: PolicyDraft | undefined, account: string): Drafting {
  const [parts, setParts] = useState(kept?.parts ?? beginFrom(from))
  const [problems, setProblems] = useState<Problems>({})
  const [trouble, setTrouble] = useState('')
  const [busy, setBusy] = useState(false)
  const sending = useRef({ body: '', key: '' })

  const set = useCallback(
    (name: PartName, answers: FormAnswers) => {
      setTrouble('')
      setProblems((was) => ({ ...was, [name]: undefined }))
      setParts((was) => {
        const now = { ...was, [name]: answers }
        void keep(draftKey(account), { from: from.id, parts: now })
        return now
      })
    },
    [account, from.id],
  )
  const startAgain = () => {
    setParts(beginFrom(from))
    setProblems({})
    void forget(draftKey(account))
  }
  const complain = (found: Problems, words: string) => {
    setProblems(found)
    setTrouble(words)
  }
  const ready = () => {
    const wrong = problemsOf(Object.keys(HEAD.fields), fieldsOf('head'), parts.head)
    const [first] = Object.keys(wrong)
    if (first === undefined) return true
    complain({ head: wrong[first] ?? '' }, `${HEAD.title}还没填好`)
    return false
  }
  const send = async () => {
    if (busy) return
    const body = putTogether(parts)
    const text = JSON.stringify(body)
    if (sending.current.body !== text) sending.current = { body: text, key: newKey() }
    setBusy(true)
    setTrouble('')
    try {
      await post('/loan/policies', body, sending.current.key)
      await forget(draftKey(account))
      void Taro.showToast({ title: '新版本记下了', icon: 'none' })
      await toList()
    } catch (reason) {
      const refusal = asRefusal(reason)
      complain(byPart(refusal.fields), refusal.message)
      setBusy(false)
    }
  }
  return { parts, problems, trouble, busy, set, startAgain, ready, send }
}
