import { sayLength, saySize } from '@shared/core/recording'
import type { RecordingFile } from '@shared/features/campaign/media.schema'
import { View } from '@tarojs/components'
import Taro, { type InnerAudioContext, useDidHide } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import './listen.scss'
import { Action } from '../action'
import { Trouble } from '../trouble'

const JUMP = 15

interface Player {
  playing: boolean
  /** seconds */
  at: number
  trouble: string
  toggle: () => void
  jump: (seconds: number) => void
}

/** Nothing is fetched before the first tap; a page that is left is silent. */
function usePlayer({ src, seconds }: RecordingFile): Player {
  const audio = useRef<InnerAudioContext>()
  const [state, setState] = useState({ playing: false, at: 0, trouble: '' })
  const say = (changed: Partial<typeof state>) => setState((was) => ({ ...was, ...changed }))
  const open = (): InnerAudioContext => {
    if (audio.current) return audio.current
    const made = Taro.createInnerAudioContext()
    made.obeyMuteSwitch = false
    made.onTimeUpdate(() => say({ at: Math.floor(made.currentTime) }))
    made.onPlay(() => say({ playing: true, trouble: '' }))
    made.onPause(() => say({ playing: false }))
    made.onEnded(() => say({ playing: false, at: 0 }))
    made.onError(() => say({ playing: false, trouble: '录音没有放出来，请看看信号，再点一次' }))
    made.src = `${JINGUO_API}${src}`
    audio.current = made
    return made
  }
  useDidHide(() => audio.current?.pause())
  useEffect(() => () => audio.current?.destroy(), [])
  return {
    ...state,
    toggle: () => (state.playing ? audio.current?.pause() : open().play()),
    jump: (by) => {
      const at = Math.min(Math.max(0, state.at + by), seconds)
      open().seek(at)
      say({ at })
    },
  }
}

/** The text read aloud: what it costs is said before the tap that fetches it. */
export function Listen({ to }: { to: RecordingFile }) {
  const { playing, at, trouble, toggle, jump } = usePlayer(to)
  const begun = playing || at > 0
  return (
    <View className="card listen">
      <View className="title">听一听</View>
      <View className="note">
        {begun ? `${sayLength(at)}／${sayLength(to.seconds)}` : `${sayLength(to.seconds)}，${saySize(to.bytes)}，点了才下载`}
      </View>
      <View className="heard-line">
        <View className="heard" style={{ width: `${Math.min(100, (at / to.seconds) * 100)}%` }} />
      </View>
      <Action tone="go" className="gap play" onTap={toggle}>
        {playing ? '先停一下' : begun ? '接着听' : '听一听'}
      </Action>
      {begun && (
        <View className="row passing gap">
          <Action className="grow back-15" onTap={() => jump(-JUMP)}>
            往回{JUMP}秒
          </Action>
          <Action className="grow on-15" onTap={() => jump(JUMP)}>
            往后{JUMP}秒
          </Action>
        </View>
      )}
      <Trouble words={trouble} />
    </View>
  )
}
