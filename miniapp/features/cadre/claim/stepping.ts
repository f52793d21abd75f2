import type { ClaimView } from '@shared/features/loan/claim.api'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { newKey, post } from '../../../core/api'
import { asRefusal } from '../../../core/refusal'

export interface StepProps {
  claim: ClaimView
  onClose: () => void
  onDone: (claim: ClaimView) => void
  /** the figures have changed since they were seen: they are read again before anybody confirms them */
  onStale: () => Promise<void>
}

interface Stepping {
  busy: boolean
  trouble: string
  problems: Readonly<Record<string, string>>
  send: (body: object) => Promise<void>
}

/** One step of a claim, taken once however often it is sent. */
export function useStepping(name: 'confirm' | 'return' | 'paid', said: string, { claim, onDone, onStale }: StepProps): Stepping {
  const [state, setState] = useState<Omit<Stepping, 'send'>>({ busy: false, trouble: '', problems: {} })
  const sending = useRef({ body: '', key: '' })
  const send = async (more: object) => {
    if (state.busy) return
    const body = { revision: claim.revision, ...more }
    const text = JSON.stringify(body)
    if (sending.current.body !== text) sending.current = { body: text, key: newKey() }
    setState({ busy: true, trouble: '', problems: {} })
    try {
      const next = await post<ClaimView>(`/loan/claims/${claim.id}/${name}`, body, sending.current.key)
      void Taro.showToast({ title: said, icon: 'none' })
      onDone(next)
    } catch (reason) {
      const refusal = asRefusal(reason)
      if (refusal.code === 'staleVersion') await onStale()
      setState({ busy: false, trouble: refusal.message, problems: refusal.fields })
    }
  }
  return { ...state, send }
}
