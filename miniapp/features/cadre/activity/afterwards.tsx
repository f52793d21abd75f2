import { FACES, type Face, FEWEST_ANSWERS } from '@shared/features/activity/feedback.schema'
import type { SummaryView } from '@shared/features/activity/summary.schema'
import { countAbsences, summaryText } from '@shared/features/activity/summary.words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { MissingSheet } from './missing-sheet'
import type { Organised } from './organised'

interface AfterwardsProps {
  organised: Organised
  onChanged: () => void
}

/** When it is over: who came, who did not and why, and what they thought of it. Nothing is keyed in for it but the reasons. */
export function Afterwards({ organised, onChanged }: AfterwardsProps) {
  const { activity, summary, now } = organised
  const { afterwards, expected } = summary
  const [open, setOpen] = useState(false)
  if (!afterwards || activity.state !== 'published') return null
  const { came, walkIns, missing, feedback } = afterwards
  const told = missing.filter(({ reason }) => reason !== null).length
  const reasons = countAbsences(missing).map(({ words, count }) => `${words}${count}人`)
  return (
    <View className="card afterwards">
      <View className="title">活动小结</View>
      {came === null ? (
        <View className="gap-s">报了{expected}人。没有签到记录，不知道来了几位；结束后7天里还可以在名册上补。</View>
      ) : (
        <View className="gap-s">
          报了{expected}人，来了{came}人{walkIns > 0 ? `，另有${walkIns}人是现场来的` : ''}。
        </View>
      )}
      {missing.length > 0 && (
        <View className="row gap-s missing" hoverClass="pressed" ariaRole="button" onClick={() => setOpen(true)}>
          <View className="grow">
            <View className="strong">{missing.length}人没来</View>
            <View className="note">{told === 0 ? '点开记一下原因' : reasons.join('、')}</View>
          </View>
          <View className="link">{told < missing.length ? '记原因 ›' : '看看 ›'}</View>
        </View>
      )}
      {summary.gaveBack.length > 0 && (
        <View className="note gap-s">提前取消的说：{summary.gaveBack.map(({ words, count }) => `${words}${count}人`).join('、')}</View>
      )}
      <View className="rule" />
      <Thoughts feedback={feedback} />
      <Action className="gap copy-summary" onTap={() => Taro.setClipboardData({ data: summaryText(activity, summary, now) })}>
        复制小结
      </Action>
      {open && <MissingSheet activity={activity.id} missing={missing} onClose={() => setOpen(false)} onChanged={onChanged} />}
    </View>
  )
}

function Thoughts({ feedback: { answers, faces, words } }: Pick<NonNullable<SummaryView['afterwards']>, 'feedback'>) {
  if (!faces)
    return (
      <View className="note">
        {answers === 0 ? '还没有人评价' : `收到${answers}份评价`}，满{FEWEST_ANSWERS}份才显示，这样谁也猜不出是谁说的。
      </View>
    )
  const held = answers - (Object.keys(FACES) as Face[]).reduce((sum, face) => sum + faces[face], 0)
  return (
    <>
      <View className="numbers">
        {(Object.keys(FACES) as Face[]).map((face) => (
          <View key={face} className="number" ariaRole="text" ariaLabel={`${FACES[face]}${faces[face]}人`}>
            <View className="hero">{faces[face]}</View>
            <View className="note">{FACES[face]}</View>
          </View>
        ))}
      </View>
      {words.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two women may write the same
        <View key={i} className="gap-s thought">
          “{one}”
        </View>
      ))}
      {held > 0 && (
        <View className="note gap-s">
          另外还有{held}份，凑满{FEWEST_ANSWERS}份一起显示，这样谁也猜不出是谁说的。
        </View>
      )}
    </>
  )
}
