import type { Living } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { put } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Trouble } from '../../../core/trouble'
import { sayName } from '../words'

interface KinProps {
  child: string
  mother: Living['mother']
  /** somebody has said that she is */
  known: boolean
  onDone: () => void
}

/** What no form knows and a cadre does: whether she is of the child's family. Kin are not paired. */
export function Kin({ child, mother, known, onDone }: KinProps) {
  const { busy, trouble, run } = useDoing()
  const say = () =>
    run(async () => {
      await put(`/children/${child}/kin`, { mother: mother.id, related: !known })
      void Taro.showToast({ title: known ? '改回来了' : '记下了，不再安排', icon: 'none' })
      onDone()
    })
  return (
    <View className="gap">
      <Action small className={`kin k-${mother.id}`} busy={busy} onTap={say}>
        {known ? `${sayName(mother)}不是孩子的亲属` : `${sayName(mother)}是孩子的亲属`}
      </Action>
      <Trouble words={trouble} className="gap-s" />
    </View>
  )
}
