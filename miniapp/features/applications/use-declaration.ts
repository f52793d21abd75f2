import Taro, { useDidHide, useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { useCell } from '../../core/cell'
import { type Loaded, useLoaded } from '../../core/loaded'
import { session } from '../../core/session'
import { saveToCloud } from './cloud-draft'
import { type Declaration, declaration } from './declaration'
import { openDeclaration } from './opening'

export interface Asked {
  kind: string
  about: string
}

const isOpen = ({ kind, about }: Asked, account: string | undefined): boolean => {
  const open = declaration.get()
  return (
    open !== undefined &&
    open.sent === undefined &&
    open.owner === (account ?? 'nobody') &&
    open.kind.kind === kind &&
    open.draft.about === about
  )
}

/** There is a signal, or the app is in front again: what waits goes on its way. */
async function goOn(): Promise<void> {
  declaration.get()?.pictures.resume()
  await saveToCloud(true)
}

/** The declaration that a page shows: opened by the first page that needs it, kept by the others. */
export function useDeclaration(asked: Asked): { of: Loaded<true>; open: Declaration | undefined } {
  const of = useLoaded(async () => {
    if (!isOpen(asked, session()?.account.id)) await openDeclaration(asked.kind, asked.about)
    declaration.get()?.pictures.resume()
    void saveToCloud()
    return true as const
  })
  const open = useCell(declaration)
  useEffect(() => {
    const back = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void goOn()
    }
    Taro.onNetworkStatusChange(back)
    return () => Taro.offNetworkStatusChange(back)
  }, [])
  usePullDownRefresh(() => void goOn())
  const away = useRef(false)
  useDidShow(() => {
    if (away.current && declaration.get()) void goOn()
    away.current = false
  })
  useDidHide(() => {
    away.current = true
    if (declaration.get()) void saveToCloud()
  })
  return { of, open: of.data && open }
}
