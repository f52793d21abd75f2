import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { carryOver } from '../../../core/carried'
import { toWorry } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { sure } from '../../../core/sure'
import { addWords } from '../../../core/worry/waiting'
import type { OpenDiary } from '../store'

/** It is over, and some of what she wrote has never left this phone: she says what becomes of it before it is wiped. */
export function Left({ of, texts }: { of: OpenDiary; texts: readonly string[] }) {
  const [busy, setBusy] = useState(false)
  const tell = async () => {
    setBusy(true)
    const words = texts.join('\n')
    // Only what lies safely there is taken away here.
    if (await addWords({ pairing: of.pairing }, words)) await of.forget()
    else carryOver('worry', { words })
    setBusy(false)
    await toWorry({ pairing: of.pairing })
  }
  const drop = async () => {
    const asked = { title: '不要这些字了？', content: '删掉以后，这部手机里就没有了，别处也没有。', yes: '删掉', no: '先留着' }
    if (await sure(asked)) await of.forget()
  }
  return (
    <Screen className="pairing">
      <View className="card caution left-words" ariaRole="alert">
        <View className="strong">这次结对已经结束。您写的这些还没有传上去，只在这部手机里</View>
        {texts.map((text) => (
          <View key={text} className="gap said-words">
            {text}
          </View>
        ))}
        <View className="note gap">里面要是有让您不放心的，可以告诉妇联，字会带过去；照片和录音带不过去。</View>
        <Action tone="danger" className="gap tell-left" busy={busy} onTap={() => void tell()}>
          告诉妇联
        </Action>
        <Action className="gap drop-left" onTap={() => void drop()}>
          不用了
        </Action>
      </View>
    </Screen>
  )
}
