import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { asRefusal, type Refusal } from '../../core/refusal'
import { type OpenDiary, openDiary } from './store'

interface Opening {
  data: OpenDiary | undefined
  problem: Refusal | undefined
  reload: () => Promise<void>
}

/** A diary: from this phone at once, then from the cloud; again whenever the page or the signal comes back. */
export function useDiary(pairing: string): Opening {
  const [state, setState] = useState<Omit<Opening, 'reload'>>({ data: undefined, problem: undefined })
  const away = useRef(false)
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page
  useEffect(() => {
    void reload()
    const back = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void data.current?.sync(true)
    }
    Taro.onNetworkStatusChange(back)
    return () => Taro.offNetworkStatusChange(back)
  }, [])
  useDidHide(() => {
    away.current = true
  })
  useDidShow(() => {
    if (away.current) void data.current?.sync(true)
    away.current = false
  })
  usePullDownRefresh(() => {
    void reload().then(() => Taro.stopPullDownRefresh())
  })
  return { ...state, reload }
}
