import type { Answers } from '@shared/core/fields'
import { SORTS, type Sort } from '@shared/features/activity/activity.schema'
import { sayPriority } from '@shared/features/enrolment/enrolment.priority'
import { sayQuotas } from '@shared/features/enrolment/enrolment.quotas'
import { enrolmentVerdicts, noPlea } from '@shared/features/enrolment/enrolment.rules'
import { View } from '@tarojs/components'
import { useRouter, useShareAppMessage } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { addToCalendar } from '../../../core/activity/calendar'
import { saySeats, subjectOf } from '../../../core/activity/words'
import { Cover } from '../../../core/art/cover'
import { type Loaded, useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { rolesOf, useSession } from '../../../core/session'
import { useWho } from '../../../core/who'
import './detail.scss'
import { countScan, type Detail, loadDetail } from './detail-data'
import { Enrol } from './enrol'
import { Facts } from './facts'
import { History } from './history'
import { OtherDates } from './other-dates'
import { RosterEntry } from './roster-entry'
import { WhoCanCome } from './who-can-come'

export default function ActivityDetail() {
  const who = useWho()
  const { params } = useRouter<{ id?: string; scene?: string }>()
  const detail = useLoaded(() => loadDetail(params), [who], { onShow: true })
  const { data } = detail
  const { scene } = params
  useEffect(() => countScan(scene), [scene])
  useShareAppMessage(() => ({
    title: data?.activity.title ?? '巾帼帮办',
    path: `/features/activity/detail/index?id=${data?.activity.id ?? ''}`,
  }))
  return data ? <Shown detail={data} of={detail} /> : <Screen of={detail} />
}

function Shown({ detail, of }: { detail: Detail; of: Loaded<Detail> }) {
  const { activity, changes, others, now, known, enrolled, history } = detail
  const own = rolesOf(useSession()).map(({ place }) => place)
  const [told, setTold] = useState<Record<string, unknown>>({})
  const facts = { ...known, ...told }
  const subject = { ...subjectOf(activity), ...(history ? { history } : {}) }
  const verdicts = enrolmentVerdicts(subject, facts as Answers, now)
  const mayAsk = noPlea(subject, facts as Answers, now) === undefined
  const order = [sayPriority(activity.rules.priority), ...sayQuotas(activity.rules, facts.village, now)]
  const seats = saySeats(activity, now)
  // What stands in the way or must be asked comes before everything else, and does not jump away once it is answered.
  const [rulesFirst] = useState(() => verdicts.some((verdict) => !verdict.ok))
  const rules = !enrolled && (
    <WhoCanCome
      verdicts={verdicts}
      order={order.filter((line) => line !== undefined)}
      facts={facts}
      onFact={(name, value) => setTold((was) => ({ ...was, [name]: value }))}
    />
  )
  return (
    <Screen of={of} foot={<Enrol detail={detail} verdicts={verdicts} told={told} mayAsk={mayAsk} />}>
      <Cover cover={activity.cover} title={activity.title} />
      <View className="tags">
        <View className={`tag ${seats.tone}`}>{seats.words}</View>
        <View className="tag">共{activity.seats}人</View>
        {activity.waiting > 0 && <View className="tag">{activity.waiting}人在排队</View>}
        <View className="tag">{SORTS[activity.sort as Sort] ?? '活动'}</View>
      </View>
      {own.length > 0 && <RosterEntry activity={activity.id} organiser={activity.organiser.id} own={own} />}
      <History changes={changes} seated={enrolled?.state === 'seated'} now={now} />
      {rulesFirst && rules}
      <Facts activity={activity} now={now} />
      {enrolled?.state === 'seated' && activity.state !== 'cancelled' && now < activity.startsAt && (
        <Action className="to-calendar" onTap={() => addToCalendar(activity.id)}>
          放进手机日历
        </Action>
      )}
      {!rulesFirst && rules}
      <OtherDates others={others} now={now} />
      {activity.about !== '' && (
        <View className="card">
          <View className="title">说明</View>
          <View className="about gap-s">{activity.about}</View>
        </View>
      )}
    </Screen>
  )
}
