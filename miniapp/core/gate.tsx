import { View } from '@tarojs/components'

import type { ReactNode } from 'react'
import { Action } from './action'
import { toPeople } from './routes'
import { useSettings } from './settings'
import { useWho } from './who'

interface GateProps {
  /** what only somebody who is known may see */
  children: ReactNode
}

/** In a browser nobody is known: a demonstration lets one choose, otherwise WeChat is the place. */
export function Gate({ children }: GateProps) {
  const who = useWho()
  const settings = useSettings()
  if (who !== null) return <>{children}</>
  return (
    <View className="nothing">
      <View className="nothing-title">{settings?.demo ? '先选一位，看看她能办什么' : '请在微信里打开小程序办理'}</View>
      <View className="note">{settings?.demo ? '这是演示，里面的人和事都是编的。' : '在微信里搜“巾帼帮办”，打开就能办，不用记密码。'}</View>
      {settings?.demo && (
        <Action tone="go" className="choose-person" onTap={toPeople}>
          选一位
        </Action>
      )}
    </View>
  )
}
