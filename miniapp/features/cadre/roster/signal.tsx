import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { Trouble } from '../../../core/screen'
import type { RosterState } from './store'

interface SignalProps {
  state: RosterState
  /** how many marks the cloud does not have yet */
  waiting: number
  onSend: () => void
}

/** Why the cloud does not know everything yet, in words; nothing when it does. */
export function Signal({ state: { problem, syncing }, waiting, onSend }: SignalProps) {
  if (!problem) return null
  if (problem.code !== 'lost') return <Trouble problem={problem} again={onSend} small />
  return (
    <View className="card caution gap signal" ariaRole="alert">
      <View>现在没有信号，照样能签到，有信号会自动传。</View>
      {waiting > 0 && (
        <Action small className="gap send" busy={syncing} onTap={onSend}>
          {syncing ? '正在传…' : `还有${waiting}条没传上去，现在传`}
        </Action>
      )}
    </View>
  )
}
