import { useDidHide } from '@tarojs/taro'
import { useCallback, useEffect, useRef } from 'react'
import { newKey } from '../../core/api'
import { type Draft, saveDraft } from '../../core/drafts'
import type { FormAnswers } from '../../core/field-form'

const PAUSE_MS = 400

export interface DraftKeeper {
  draft: () => Draft
  /** it is being sent: from here on the same key stands for these answers */
  sending: () => Promise<void>
  /** the cloud said no: what is sent next is something else */
  refused: () => Promise<void>
  /** it is done: nothing more is written */
  done: () => void
}

/** Keeps what she types, shortly after each pause and when the app goes to the back. */
export function useDraftKeeper(first: Draft, answers: FormAnswers): DraftKeeper {
  const draft = useRef(first)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const closed = useRef(false)

  const write = useCallback(async () => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (!closed.current) await saveDraft(draft.current)
  }, [])
  useEffect(() => {
    if (answers === draft.current.answers) return
    const { sent, key } = draft.current
    // Other answers under the key of a sending whose fate nobody knows would be refused.
    draft.current = { ...draft.current, answers, sent: false, key: sent ? newKey() : key }
    clearTimeout(timer.current)
    timer.current = setTimeout(write, PAUSE_MS)
  }, [answers, write])
  const flush = useCallback(() => {
    if (timer.current) void write()
  }, [write])
  useDidHide(flush)
  useEffect(() => flush, [flush])

  return {
    draft: () => draft.current,
    sending: () => {
      draft.current = { ...draft.current, sent: true }
      return write()
    },
    refused: () => {
      draft.current = { ...draft.current, sent: false, key: newKey() }
      return write()
    },
    done: () => {
      closed.current = true
      clearTimeout(timer.current)
      timer.current = undefined
    },
  }
}
