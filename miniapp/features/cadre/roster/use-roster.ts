import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { useCell } from '../../../core/cell'
import { type RosterState, type RosterStore, rosterStore } from './store'

/** The roster of an activity: from this phone at once, then from the cloud; again whenever the page or the signal comes back. */
export function useRoster(activity: string): { store: RosterStore; state: RosterState } {
  const [store] = useState(() => rosterStore(activity))
  const away = useRef(false)
  useEffect(() => {
    void store.sync(true)
    const back = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void store.sync(true)
    }
    Taro.onNetworkStatusChange(back)
    return () => Taro.offNetworkStatusChange(back)
  }, [store])
  useDidHide(() => {
    away.current = true
  })
  useDidShow(() => {
    if (away.current) void store.sync(true)
    away.current = false
  })
  usePullDownRefresh(() => {
    void store.sync(true).then(() => Taro.stopPullDownRefresh())
  })
  return { store, state: useCell(store.state) }
}
