import { sayDay } from '@shared/core/time'
import { type CampaignReads, FEWEST_TOLD } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import { Nothing } from '../../../core/screen'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

interface LineProps {
  name: string
  /** null: so few that it is not told */
  times: number | null
}

const sayTimes = (times: number | null): string => (times === null ? `不到${FEWEST_TOLD}次` : `${times}次`)

const Line = ({ name, times }: LineProps) => (
  <View className="line row reach-line">
    <View className="grow">{name}</View>
    <View className="strong reach-times">{sayTimes(times)}</View>
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
      {data?.quizzes.map((quiz) => (
        <Quiz key={quiz.slug} of={quiz} />
      ))}
    </Sheet>
  )
}

function Totals({ of: { times, boards, days } }: { of: CampaignReads }) {
  const elsewhere = times - boards.reduce((sum, board) => sum + (board.times ?? 0), 0)
  const few = boards.some((board) => board.times === null)
  return (
    <>
      <View className="strong gap-s">一共{times}次，从哪里来</View>
      {boards.map(({ village, ...board }) => (
        <Line key={village} {...board} />
      ))}
      {elsewhere > 0 && <Line name={few ? '没有扫公告栏上的码，和不到3次的村' : '没有扫公告栏上的码'} times={elsewhere} />}
      <View className="strong gap-s">最近哪天看的</View>
      {days.map(({ day, times: some }) => (
        <Line key={day} name={sayDay(day)} times={some} />
      ))}
    </>
  )
}

/** What was chosen, question by question: which answers people do not know yet. */
function Quiz({ of: { title, questions } }: { of: CampaignReads['quizzes'][number] }) {
  if (questions.every(({ times }) => times === 0)) return null
  return (
    <View className="reach-quiz">
      <View className="strong gap">{title}：大家选了什么</View>
      {questions.map(({ text, times, options }) => (
        <View key={text} className="gap-s">
          <View>{text}</View>
          {times === null && <View className="note">答的人不到{FEWEST_TOLD}个，先不显示</View>}
          {times === 0 && <View className="note">还没有人答</View>}
          {times !== null &&
            times > 0 &&
            options.map((option) => <Line key={option.text} name={`${option.right ? '✓ ' : ''}${option.text}`} times={option.times} />)}
        </View>
      ))}
    </View>
  )
}
