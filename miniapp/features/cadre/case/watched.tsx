import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Trouble } from '../../../core/trouble'

const WORDS = {
  late: '这一步超期了，请问问是什么原因。',
  again: '让她第二次补正的地方，头一次就能一起说。请提醒一下。',
  slow: '过了一次告知的期限才让她补正，办理时间没有停，照样从收到那天算。请提醒一下。',
}

/** Why somebody above has this case in her inbox, and that she has looked after it. */
export function Watched({ view, onDone }: { view: ApplicationView; onDone: () => void }) {
  const { busy, trouble, run } = useDoing()
  const done = async () => {
    await post(`/applications/${view.id}/looked-after`, {})
    onDone()
  }
  return (
    <View className="card caution watched">
      {view.marks.map((mark) => (
        <View key={mark} className="strong">
          {WORDS[mark]}
        </View>
      ))}
      <Action tone="soft" className="looked-after gap" busy={busy} onTap={() => run(done)}>
        {busy ? '正在记下…' : '过问过了'}
      </Action>
      <Trouble words={trouble} />
    </View>
  )
}
