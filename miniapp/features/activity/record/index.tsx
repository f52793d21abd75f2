import { sayDay } from '@shared/core/time'
import { SORTS, type Sort } from '@shared/features/activity/activity.schema'
import type { TrainingRecord } from '@shared/features/activity/record.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Gate } from '../../../core/gate'
import { ListEnd } from '../../../core/list-end'
import { type Page, usePages } from '../../../core/pages'
import { toActivities, toCase, toCertificate } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { useWho } from '../../../core/who'

const load = (after?: string) => get<Page<TrainingRecord>>('/me/trainings', { after })

/** What she has been to over the years, and where her certificates are. */
export default function RecordPage() {
  const who = useWho()
  if (who !== null) return <Hers key={who} />
  return (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  )
}

function Hers() {
  const records = usePages(load)
  const now = new Date().toISOString()
  return (
    <Screen of={records}>
      {records.data?.items.map((one) => (
        <Line key={one.id} record={one} now={now} />
      ))}
      {records.data?.items.length === 0 && (
        <Nothing title="还没有参加过" note="参加过的培训和活动，结束以后都在这里，证书也在">
          <Action tone="go" className="see-activities" onTap={toActivities}>
            看看有什么活动
          </Action>
        </Nothing>
      )}
      <ListEnd of={records} />
    </Screen>
  )
}

function Line({ record, now }: { record: TrainingRecord; now: string }) {
  const { id, title, sort, day, organiser, came, certificate } = record
  return (
    <View
      className="card training"
      hoverClass="pressed"
      ariaRole="button"
      onClick={() => (certificate ? toCertificate(certificate) : toCase(id))}
    >
      <View className="row top">
        <View className="strong grow">{title}</View>
        <View className={`tag ${came ? 'ok' : ''}`}>{came ? '到场了' : '报过名'}</View>
      </View>
      <View className="note">
        {sayDay(day, now)} · {SORTS[sort as Sort] ?? '活动'} · {organiser}
      </View>
      {certificate && <View className="link gap-s">看证书 {certificate} ›</View>}
    </View>
  )
}
