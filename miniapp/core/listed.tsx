import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { ListEnd } from './list-end'
import type { Pages } from './pages'
import { Nothing, Trouble } from './screen'

interface ListedProps<T> {
  of: Pages<T>
  /** what an empty list says */
  empty: string
  note?: string
  children: (items: readonly T[]) => ReactNode
}

/** A list under a heading that stays: waiting, trouble, nothing, or its rows and its end. */
export function Listed<T>({ of, empty, note, children }: ListedProps<T>) {
  if (!of.data) return of.problem ? <Trouble problem={of.problem} again={of.reload} /> : <View className="note">正在打开…</View>
  return (
    <>
      {of.problem && <Trouble problem={of.problem} again={of.reload} small />}
      {of.data.items.length > 0 ? children(of.data.items) : <Nothing title={empty} {...(note ? { note } : {})} />}
      <ListEnd of={of} />
    </>
  )
}
