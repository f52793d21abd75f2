import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../core/action'
import { type KeptDiary, keptDiaries } from '../../core/kept-diaries'
import { toDiary } from '../../core/routes'
import { restoreSession } from '../../core/session'

/** The way to her diaries, which lie on this phone: without signal there is no other. */
export function KeptDiaries() {
  const [kept, setKept] = useState<readonly KeptDiary[]>([])
  useDidShow(() => {
    void restoreSession().then(keptDiaries).then(setKept)
  })
  return (
    <View>
      {kept.map(({ pairing, code }) => (
        <View key={pairing} className="card soft row next-thing kept-diary">
          <View className="grow">
            <View className="strong">陪伴日记</View>
            <View className="note">{code === '' ? '没有信号也能写' : `代号${code}，没有信号也能写`}</View>
          </View>
          <Action tone="line" small onTap={() => toDiary(pairing)}>
            去写
          </Action>
        </View>
      ))}
    </View>
  )
}
