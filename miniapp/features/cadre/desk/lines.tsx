import { dayOf, sayDay } from '@shared/core/time'
import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { memo } from 'react'
import { registry } from '../../../core/kinds'
import { DueTag } from '../due-tag'
import type { Gathered } from './sections'

const kindTitle = (name: string): string => registry.all.find((kind) => kind.kind === name)?.title ?? '办理事项'

interface CaseLineProps {
  row: ApplicationRow
  now: string
  /** it is over for her: the state is shown instead of the deadline */
  past?: boolean
}

/** One case: who, what, and by when (or how it stands). */
export const CaseLine = memo(function CaseLine({ row, now, past = false }: CaseLineProps) {
  const kind = kindTitle(row.kind)
  const about = row.title === kind ? [] : [row.title]
  return (
    <View
      className={`line row wraps row-${row.id}`}
      hoverClass="pressed"
      onClick={() => Taro.navigateTo({ url: `/features/cadre/case/index?id=${row.id}` })}
      ariaRole="button"
    >
      <View className="grow">
        <View className="strong">
          {row.who ?? '没有留名'} · {kind}
        </View>
        {row.marks.includes('again') && <Text className="tag danger">第二次要补正</Text>}
        {row.marks.includes('slow') && <Text className="tag danger">补正告知晚了</Text>}
        <View className="note">{[...about, past ? `${sayDay(dayOf(row.changedAt), now)}有变化` : row.label].join(' · ')}</View>
      </View>
      {past ? <Text className={`tag ${row.tone}`}>{row.label}</Text> : <DueTag due={row.due} now={now} />}
    </View>
  )
})

/** Cases that need no judgement one by one, gathered in one line. */
export function SeveralLine({ of: { title, rows }, now }: { of: Gathered; now: string }) {
  const first = rows[0]
  if (!first) return null
  return (
    <View
      className={`line row wraps several row-${first.id}`}
      hoverClass="pressed"
      onClick={() => Taro.navigateTo({ url: `/features/cadre/desk/index?with=${first.id}` })}
      ariaRole="button"
    >
      <View className="grow">
        <View className="strong">
          {title} · {rows.length} 人待核
        </View>
        <View className="note">可以一起通过</View>
      </View>
      <DueTag due={first.due} now={now} />
    </View>
  )
}
