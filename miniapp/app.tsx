import './core/older-phones'
import './core/nutui'
import './theme.scss'
import './core/action.scss'
import './core/dot.scss'
import Taro, { useDidShow, useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { restoreSession } from './core/session'
import { restoreTypeSize } from './core/type-size'
import { sendWaiting } from './core/worry/waiting'

// A browser has neither WeChat's bar above the page nor its own idea of a phone's width.
if (process.env.TARO_ENV === 'h5') {
  require('./browser.scss')
  require('./core/browser')
}

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    void restoreTypeSize()
    void restoreSession()
    // What somebody is worried about goes out as soon as it can, whatever page she is on.
    Taro.onNetworkStatusChange(({ isConnected }) => {
      if (isConnected) void sendWaiting()
    })
  })
  useDidShow(() => {
    void sendWaiting()
  })
  return children
}
