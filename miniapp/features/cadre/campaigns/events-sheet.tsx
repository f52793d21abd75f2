import { sayTime } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { DeskCampaign } from '@shared/features/campaign/desk.api'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { get, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { type Page, usePages } from '../../../core/pages'
import { Nothing } from '../../../core/screen'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { Option } from '../../../core/widgets/option'
import '../../../core/field-form.scss'

interface EventsSheetProps {
  campaign: string
  /** the activities that stand on its page */
  shown: readonly string[]
  onChanged: (desk: Page<DeskCampaign>) => void
  onClose: () => void
}

/** Which of the county's coming activities stand on a campaign's page; each tap is done at once, and undone by another. */
export function EventsSheet({ campaign, shown, onChanged, onClose }: EventsSheetProps) {
  const coming = usePages((after) => get<Page<ActivityView>>('/activities', { box: 'coming', after }))
  const { busy, trouble, run } = useDoing()
  const turn = (activity: string, on: boolean) =>
    run(async () => onChanged(await post<Page<DeskCampaign>>(`/campaign-desk/${campaign}/events`, { activity, shown: on })))
  return (
    <Sheet open title="放上近期的活动" onClose={onClose} className="events-sheet">
      <View className="note">点一下放上去，再点一下拿下来。读的人在专题里看得到时间、地点，点一下就能报名。</View>
      <Trouble words={trouble || (coming.problem?.message ?? '')} />
      {coming.data?.items.length === 0 && <Nothing title="近期没有活动" note="先在工作台发布活动，再放上来" />}
      <View className={`options gap ${busy ? 'busy' : ''}`}>
        {coming.data?.items.map(({ id, title, place, startsAt }) => {
          const on = shown.indexOf(id) >= 0
          return (
            <Option key={id} many className={`e-${id}`} chosen={on} onTap={() => turn(id, !on)}>
              <View className="strong">{title}</View>
              <View className="note">
                {sayTime(startsAt)}，{place}
              </View>
            </Option>
          )
        })}
      </View>
      {coming.data?.next && (
        <Action className="gap more-events" busy={coming.growing} onTap={coming.more}>
          看更多
        </Action>
      )}
    </Sheet>
  )
}
