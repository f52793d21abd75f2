import './core/older-phones'
import './core/nutui'
import './theme.scss'
import './core/action.scss'
import './core/dot.scss'
import { useLaunch } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { restoreSession } from './core/session'
import { restoreTypeSize } from './core/type-size'

// A browser has neither WeChat's bar above the page nor its own idea of a phone's width.
if (process.env.TARO_ENV === 'h5') {
  require('./browser.scss')
  require('./core/browser')
}

export default function App({ children }: PropsWithChildren) {
  useLaunch(() => {
    void restoreTypeSize()
    void restoreSession()
  })
  return children
}
