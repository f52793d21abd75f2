import { useRef, useState } from 'react'
import { useInStep } from '../../core/in-step'
import { asRefusal, type Refusal } from '../../core/refusal'
import { type OpenDiary, openDiary } from './store'

interface Opening {
  data: OpenDiary | undefined
  problem: Refusal | undefined
  reload: () => Promise<void>
}

/** A diary: from this phone at once, then from the cloud. */
export function useDiary(pairing: string): Opening {
  const [state, setState] = useState<Omit<Opening, 'reload'>>({ data: undefined, problem: undefined })
  const data = useRef<OpenDiary>()
  const reload = async () => {
    try {
      data.current ??= await openDiary(pairing)
      setState({ data: data.current, problem: undefined })
      await data.current.sync(true)
    } catch (reason) {
      setState({ data: undefined, problem: asRefusal(reason) })
    }
  }
  useInStep(reload)
  return { ...state, reload }
}
