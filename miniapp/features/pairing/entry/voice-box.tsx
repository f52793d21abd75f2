import { sayLength } from '@shared/core/recording'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import type { Recorder } from './recorder'

interface VoiceBoxProps {
  /** the entry has one already */
  had: boolean
  /** where the one lies that she has just recorded */
  file: string | undefined
  recorder: Recorder
  onDrop: () => void
}

/** A few words spoken instead of typed; nothing is recorded before she begins. */
export function VoiceBox({ had, file, recorder, onDrop }: VoiceBoxProps) {
  const { recording, seconds, start, stop } = recorder
  return (
    <View className="card voice-box">
      <View className="field-label">说几句（可以不录）</View>
      <View className="note">不想打字，就说几句，最长3分钟。只录您自己说的话，不录孩子。</View>
      <View>
        {recording && <View className="recording gap-s">正在录，{sayLength(seconds)}</View>}
        {!recording && (file || had) && <View className="note gap-s">✓ {file ? '录好了' : '已经有一段'}</View>}
      </View>
      <View className="row gap">
        {recording ? (
          <Action small tone="go" className="stop-recording" onTap={stop}>
            说完了
          </Action>
        ) : (
          <Action small className="start-recording" onTap={() => void start()}>
            {file || had ? '重新录' : '开始录音'}
          </Action>
        )}
        {!recording && (file || had) && (
          <Action small className="drop-voice" onTap={onDrop}>
            不要录音
          </Action>
        )}
      </View>
    </View>
  )
}
