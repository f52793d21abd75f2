import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { Trouble } from '../../../core/screen'
import type { DiaryState } from '../sync'

interface SignalProps {
  state: DiaryState
  /** how many entries the cloud does not have yet */
  waiting: number
  onSend: () => void
}

/** Why the cloud does not know everything yet, in words; nothing when it does. */
export function Signal({ state: { problem, syncing }, waiting, onSend }: SignalProps) {
  if (!problem) return null
  if (problem.code !== 'lost') return <Trouble problem={problem} again={onSend} small />
  return (
    <View className="card caution gap signal" ariaRole="alert">
      <View>现在没有信号，照样能写，有信号会自动传。</View>
      {waiting > 0 && (
        <Action small className="gap send" busy={syncing} onTap={onSend}>
          {syncing ? '正在传…' : `还有${waiting}篇没传上去，现在传`}
        </Action>
      )}
    </View>
  )
}
