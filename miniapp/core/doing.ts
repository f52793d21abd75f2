import { useCallback, useRef, useState } from 'react'
import { asRefusal } from './refusal'

export interface Doing {
  busy: boolean
  /** why the last thing did not work, in words; '' when nothing is wrong */
  trouble: string
  /** Does one thing; what is asked for meanwhile is left out. */
  run: (what: () => Promise<unknown>) => Promise<void>
}

/** Something that a tap begins and that may fail: one at a time. */
export function useDoing(): Doing {
  const [state, setState] = useState({ busy: false, trouble: '' })
  const going = useRef(false)
  const run = useCallback(async (what: () => Promise<unknown>) => {
    if (going.current) return
    going.current = true
    setState({ busy: true, trouble: '' })
    const trouble = await what().then(
      () => '',
      (reason) => asRefusal(reason).message,
    )
    going.current = false
    setState({ busy: false, trouble })
  }, [])
  return { ...state, run }
}
