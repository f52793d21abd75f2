import { useReachBottom } from '@tarojs/taro'
import { useCallback, useRef, useState } from 'react'
import { type Loaded, useLoaded } from './loaded'
import { asRefusal, type Refusal } from './refusal'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Pages<T> extends Loaded<Page<T>> {
  /** more is being fetched */
  growing: boolean
  more: () => Promise<void>
  moreProblem: Refusal | undefined
}

interface Options {
  onShow?: boolean
}

/** A list that grows at its end, by key: nothing is counted, nothing is skipped. */
export function usePages<T>(
  fetch: (after?: string) => Promise<Page<T>>,
  keys: readonly (string | number | null | undefined)[] = [],
  options: Options = {},
): Pages<T> {
  const first = useLoaded(() => fetch(), keys, options)
  const [growing, setGrowing] = useState(false)
  const [moreProblem, setMoreProblem] = useState<Refusal>()
  const latest = useRef({ first, fetch })
  latest.current = { first, fetch }
  const busy = useRef(false)

  const more = useCallback(async () => {
    const { data, set } = latest.current.first
    if (!data?.next || busy.current) return
    busy.current = true
    setGrowing(true)
    setMoreProblem(undefined)
    try {
      const page = await latest.current.fetch(data.next)
      // Pulled down meanwhile: the list began anew and this page belongs to the old one.
      if (latest.current.first.data === data) set({ items: [...data.items, ...page.items], next: page.next })
    } catch (reason) {
      setMoreProblem(asRefusal(reason))
    }
    busy.current = false
    setGrowing(false)
  }, [])
  useReachBottom(() => {
    void more()
  })
  return { ...first, growing, more, moreProblem }
}
