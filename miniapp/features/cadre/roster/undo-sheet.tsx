import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { Sheet } from '../../../core/sheet'
import type { Person } from './lines'

interface UndoSheetProps {
  person: Person
  onClose: () => void
  onUndo: () => void
}

/** A second tap on who is ticked: was it a slip? */
export function UndoSheet({ person: { name, walkIn }, onClose, onUndo }: UndoSheetProps) {
  return (
    <Sheet
      open
      title={`${name}没有来？`}
      onClose={onClose}
      foot={
        <>
          <Action tone="danger" className="undo" onTap={onUndo}>
            {walkIn ? '没有来，从名册里去掉' : '没有来，取消她的签到'}
          </Action>
          <Action className="not-now" onTap={onClose}>
            她来了，不用改
          </Action>
        </>
      }
    >
      <View>点错了就取消；以后她来了，再点一下就好。</View>
    </Sheet>
  )
}
