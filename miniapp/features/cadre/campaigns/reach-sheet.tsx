import { sayDay } from '@shared/core/time'
import type { CampaignReads } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import { Nothing } from '../../../core/screen'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

interface LineProps {
  name: string
  times: number
}

const Line = ({ name, times }: LineProps) => (
  <View className="line row reach-line">
    <View className="grow">{name}</View>
    <View className="strong">{times}次</View>
  </View>
)

/** How often a campaign was read: by village, whose board the code hung on, and by day. */
export function ReachSheet({ slug, onClose }: { slug: string; onClose: () => void }) {
  const { data, problem } = useLoaded(() => get<CampaignReads>(`/campaigns/${slug}/reads`), [slug])
  return (
    <Sheet open title="看了多少次" onClose={onClose}>
      <View className="note">只有总数：不记是谁看的，也不记几点看的。</View>
      <Trouble words={problem?.message ?? ''} />
      {data?.times === 0 && <Nothing title="还没有人看过" note="印一张写着村名的海报，贴到村里的公告栏上" />}
      {data && data.times > 0 && <Totals of={data} />}
    </Sheet>
  )
}

function Totals({ of: { times, boards, days } }: { of: CampaignReads }) {
  const elsewhere = times - boards.reduce((sum, board) => sum + board.times, 0)
  return (
    <>
      <View className="strong gap-s">一共{times}次，从哪里来</View>
      {boards.map(({ village, ...board }) => (
        <Line key={village} {...board} />
      ))}
      {elsewhere > 0 && <Line name="没有扫公告栏上的码" times={elsewhere} />}
      <View className="strong gap-s">最近哪天看的</View>
      {days.map(({ day, times: some }) => (
        <Line key={day} name={sayDay(day)} times={some} />
      ))}
    </>
  )
}
