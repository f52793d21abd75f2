import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'

const AGAIN_MS = 20_000

/** Tries again as long as it waits: when signal is back, when she comes back to the page, and now and then, for phones do not always say. */
export function useSignal(waiting: boolean, again: () => Promise<void>): void {
  const latest = useRef({ waiting, again })
  latest.current = { waiting, again }
  useDidShow(() => {
    if (latest.current.waiting) void latest.current.again()
  })
  useEffect(() => {
    if (!waiting) return
    const go = () => void latest.current.again()
    const back = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) go()
    }
    Taro.onNetworkStatusChange(back)
    const timer = setInterval(go, AGAIN_MS)
    return () => {
      Taro.offNetworkStatusChange(back)
      clearInterval(timer)
    }
  }, [waiting])
}
