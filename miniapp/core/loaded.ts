import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { asRefusal, type Refusal } from './refusal'

/** Something that a screen fetches. `data` stays while it is fetched again. */
export interface Loaded<T> {
  data: T | undefined
  problem: Refusal | undefined
  loading: boolean
  reload: () => Promise<void>
  set: (data: T) => void
}

interface State<T> {
  data: T | undefined
  problem: Refusal | undefined
  loading: boolean
}

interface Options {
  /** fetch again each time the page comes back to the front */
  onShow?: boolean
}

/** Fetches when the page opens and when one of `keys` changes, again on pulling down; answers that come late are dropped. */
export function useLoaded<T>(
  fetch: () => Promise<T>,
  keys: readonly (string | number | null | undefined)[] = [],
  { onShow = false }: Options = {},
): Loaded<T> {
  const [state, setState] = useState<State<T>>({ data: undefined, problem: undefined, loading: true })
  const latest = useRef(fetch)
  latest.current = fetch
  const turn = useRef(0)
  const away = useRef(false)

  const reload = useCallback(async () => {
    turn.current += 1
    const mine = turn.current
    setState((was) => (was.loading && !was.problem ? was : { ...was, problem: undefined, loading: true }))
    try {
      const data = await latest.current()
      if (mine === turn.current) setState({ data, problem: undefined, loading: false })
    } catch (reason) {
      if (mine === turn.current) setState((was) => ({ ...was, problem: asRefusal(reason), loading: false }))
    }
  }, [])

  const key = JSON.stringify(keys)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when what is fetched has become something else
  useEffect(() => {
    void reload()
  }, [key])
  // Not every first showing is heard of (a part may open later than its page), but each return follows a leaving.
  useDidHide(() => {
    away.current = true
  })
  useDidShow(() => {
    if (onShow && away.current) void reload()
    away.current = false
  })
  usePullDownRefresh(() => {
    void reload().then(() => Taro.stopPullDownRefresh())
  })
  const set = useCallback((data: T) => setState({ data, problem: undefined, loading: false }), [])
  return { ...state, reload, set }
}
