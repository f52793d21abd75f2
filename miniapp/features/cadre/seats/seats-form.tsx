import { whole } from '@shared/core/fields'
import type { SeatsView } from '@shared/features/activity/seats.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { newKey, post } from '../../../core/api'
import { Asked } from '../../../core/asked'
import { useDoing } from '../../../core/doing'
import { NumberBox } from '../../../core/widgets/number-box'

const QUESTION = { seats: whole('名额', 1, 5000, '人') }

interface SeatsFormProps {
  activity: string
  now: SeatsView
  onChanged: () => void
}

/** How the seats stand, and another number of them. */
export function SeatsForm({ activity, now, onChanged }: SeatsFormProps) {
  const { seats, taken } = now
  const [typed, setTyped] = useState<number | undefined>(seats)
  const { busy, trouble, run } = useDoing()
  const sending = useRef({ seats: 0, key: '' })
  const change = () =>
    run(async () => {
      if (typed === undefined) return
      if (sending.current.seats !== typed) sending.current = { seats: typed, key: newKey() }
      await post(`/activities/${activity}/seats`, { seats: typed }, sending.current.key)
      sending.current = { seats: 0, key: '' }
      void Taro.showToast({ title: `名额改成${typed}个了`, icon: 'none' })
      onChanged()
    })
  const other = typed !== undefined && typed >= 1 && typed !== seats
  return (
    <View className="card">
      <View className="strong">{sayStanding(now)}</View>
      <View className="gap">
        <Asked name="seats" label="一共几个名额" problem={trouble || undefined}>
          <NumberBox
            field={QUESTION.seats}
            value={typed}
            bad={trouble !== ''}
            correctable={QUESTION}
            onChange={(value) => setTyped(typeof value === 'number' ? value : undefined)}
          />
        </Asked>
      </View>
      {other && (
        <>
          <View className="note gap-s">{sayEffect(typed, now)}</View>
          <View className="gap">
            <Action className="m-seats" tone="go" busy={busy} onTap={change}>
              改成{typed}个
            </Action>
          </View>
        </>
      )}
      {taken > seats && <View className="note gap-s">已经报上名的比名额多，她们都可以来；有人退出时先不补人。</View>}
    </View>
  )
}

function sayStanding({ seats, taken, offered, waiting, kept }: SeatsView): string {
  const unanswered = offered > 0 ? [`${offered}人还没答复`] : []
  const villages = kept > 0 ? [`空着的里给村里留着${kept}个`] : []
  const queue = waiting > 0 ? `${waiting}人排队` : '没人排队'
  return [`${seats}个名额`, `${taken - offered}人报上名`, ...unanswered, ...villages, queue].join('，')
}

function sayEffect(wanted: number, { seats, taken, waiting, kept, byPhone }: SeatsView): string {
  if (wanted < taken) return '已经报上名的人都不受影响；有人退出时先不补人。'
  const served = Math.min(waiting, wanted - taken - kept)
  if (wanted < seats || served <= 0) return '已经报上名的人都不受影响。'
  return byPhone ? '空出来的名额请打电话问排队的人。' : `排在最前面的${served}位会马上收到通知。`
}
