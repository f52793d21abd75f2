import type { TeamView } from '@shared/features/pairing/team.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { remove } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { backOr, insteadToDesk } from '../../../core/routes'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

/** A team is taken apart; what its mothers do with a child goes on. */
export function Dissolve({ team: { id, name } }: { team: TeamView }) {
  const [open, setOpen] = useState(false)
  const { busy, trouble, run } = useDoing()
  const dissolve = () =>
    run(async () => {
      await remove(`/pairing-teams/${id}`)
      void Taro.showToast({ title: '解散了', icon: 'none' })
      await backOr(insteadToDesk)
    })
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="danger" className="do-dissolve" busy={busy} onTap={dissolve}>
        {busy ? '正在解散…' : '确定解散'}
      </Action>
      <Action className="not-now" onTap={() => setOpen(false)}>
        先不
      </Action>
    </>
  )
  return (
    <View>
      <Action tone="danger" className="dissolve" onTap={() => setOpen(true)}>
        解散这个小组
      </Action>
      {open && (
        <Sheet open title={`解散${name}？`} onClose={() => setOpen(false)} foot={foot}>
          <View>已经在陪伴的不受影响，各自接着陪；以后不再一起安排。</View>
        </Sheet>
      )}
    </View>
  )
}
