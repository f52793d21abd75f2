import { saySpan } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Motif } from '../../../core/art/cover'
import { Listed } from '../../../core/listed'
import { type Page, usePages } from '../../../core/pages'
import { toRoster } from '../../../core/routes'
import { stateOf } from '../activity-state'
import type { HeadedProps } from './inbox'

const fetchOurs = (after?: string): Promise<Page<ActivityView>> => get('/activities', { box: 'ours', after })

/** How many have one is on the activity's own page: what is free, kept or offered is not for this line to work out. */
function sayRoom({ seats, seatsLeft, waiting, rules: { quotas = [] } }: ActivityView): string {
  const kept = quotas.reduce((sum, { left = 0 }) => sum + left, 0)
  const villages = kept > 0 ? `，给村里留着${kept}个` : ''
  return `共${seats}个名额，${waiting > 0 ? `候补${waiting}人` : seatsLeft > 0 ? `还剩${seatsLeft}个` : '没有空的'}${villages}`
}

/** The activities of her places, whatever their state. */
export function Ours({ head }: HeadedProps) {
  const now = new Date().toISOString()
  const ours = usePages(fetchOurs, [], { onShow: true })
  return (
    <>
      {head('我的活动')}
      <Listed of={ours} empty="还没有发布过活动" note="点下面的“发布活动”，填一页就好">
        {(items) => items.map((activity) => <OurActivity key={activity.id} activity={activity} now={now} />)}
      </Listed>
    </>
  )
}

function OurActivity({ activity, now }: { activity: ActivityView; now: string }) {
  const { id, title, cover, startsAt, endsAt } = activity
  const state = stateOf(activity, now)
  return (
    <View className={`card row-${id}`}>
      <View className="row top" onClick={() => Taro.navigateTo({ url: `/features/cadre/activity/index?id=${id}` })} ariaRole="button">
        <Motif cover={cover} />
        <View className="grow">
          <View className="strong">{title}</View>
          <View className="note">{saySpan(startsAt, endsAt, now)}</View>
          <View className="note">{sayRoom(activity)}</View>
          <View className={`tag gap-s ${state.tone}`}>{state.words}</View>
        </View>
      </View>
      <View className="row gap">
        {(activity.state === 'published' || activity.state === 'cancelled') && (
          <Action tone="soft" className="m-roster" onTap={() => toRoster(id)}>
            签到名册
          </Action>
        )}
        <Action className="m-copy" onTap={() => Taro.navigateTo({ url: `/features/cadre/publish/index?copy=${id}` })}>
          再发一次
        </Action>
      </View>
    </View>
  )
}
