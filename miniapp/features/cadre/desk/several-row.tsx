import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '../../../core/art/icon'
import { DueTag } from '../due-tag'
import type { Fate } from './together'

interface SeveralRowProps {
  row: ApplicationRow
  now: string
  chosen: boolean
  fate: Fate | undefined
  toggle: (id: string) => void
}

/** One case with its tick, and what became of it. */
export function SeveralRow({ row, now, chosen, fate, toggle }: SeveralRowProps) {
  const done = fate?.state === 'done'
  const open = () => Taro.navigateTo({ url: `/features/cadre/case/index?id=${row.id}` })
  return (
    <View className={`line row row-${row.id}`}>
      {!done && (
        <View
          className="tick"
          onClick={() => toggle(row.id)}
          ariaRole="checkbox"
          ariaChecked={chosen}
          ariaLabel={`${row.who ?? '没有留名'}${chosen ? '，已勾上' : '，没有勾'}`}
        >
          <View className={`tick-box ${chosen ? 'on' : ''}`}>{chosen && <Icon name="check" size={18} colour="#ffffff" />}</View>
        </View>
      )}
      <View className="grow" onClick={open} ariaRole="button">
        <View className="strong">{row.who ?? '没有留名'}</View>
        <View className="note line-number">{row.receipt}</View>
        {fate?.state === 'failed' && <View className="wrong">{fate.lost ? `${fate.why}，再点一次不会重复` : fate.why}</View>}
      </View>
      {fate?.state === 'sending' ? (
        <Text className="tag">正在办…</Text>
      ) : done ? (
        <Text className="tag ok">已办好</Text>
      ) : (
        <DueTag due={row.due} now={now} />
      )}
    </View>
  )
}
