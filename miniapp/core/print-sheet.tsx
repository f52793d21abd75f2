import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { Action } from './action'
import { useDoing } from './doing'
import { openPaper } from './papers'
import { Trouble } from './trouble'

/** The approval sheet of a text that is public. */
export function PrintSheet({ view: { id, title } }: { view: ApplicationView }) {
  const { busy, trouble, run } = useDoing()
  return (
    <View>
      <Action
        tone="soft"
        className="print-sheet"
        busy={busy}
        onTap={() => run(() => openPaper(`/publications/${id}/sheet.pdf`, `${title}-审批单`))}
      >
        {busy ? '正在排版…' : '打印审批单'}
      </Action>
      <Trouble words={trouble} />
    </View>
  )
}
