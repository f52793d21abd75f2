import './core/older-phones'
import './core/nutui'
import './theme.scss'
import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { restoreSession } from './core/session'
import { restoreTypeSize } from './core/type-size'

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    void restoreTypeSize()
    void restoreSession()
  })
  return children
}
