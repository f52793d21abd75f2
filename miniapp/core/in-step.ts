import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useRef } from 'react'

/** Asks again when the page opens, whenever the page or the signal comes back, and on pulling down. */
export function useInStep(again: () => Promise<void>): void {
  const latest = useRef(again)
  latest.current = again
  const away = useRef(false)
  useEffect(() => {
    void latest.current()
    const back = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void latest.current()
    }
    Taro.onNetworkStatusChange(back)
    return () => Taro.offNetworkStatusChange(back)
  }, [])
  useDidHide(() => {
    away.current = true
  })
  useDidShow(() => {
    if (away.current) void latest.current()
    away.current = false
  })
  usePullDownRefresh(() => {
    void latest.current().then(() => Taro.stopPullDownRefresh())
  })
}
