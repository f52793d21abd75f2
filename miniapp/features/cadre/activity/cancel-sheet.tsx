import { longText } from '@shared/core/fields'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { WHY_CANCELLED } from '@shared/features/activity/change.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const questions = { why: longText('为什么取消', 60, { hint: '报了名的人会看到', phrases: WHY_CANCELLED }) }

interface CancelSheetProps {
  activity: ActivityView
  /** how many women would be told */
  toTell: number
  onClose: () => void
  onCancelled: () => void
}

/** Calling it off: why, how many will hear of it, and that there is no way back. */
export function CancelSheet({ activity: { id, title, revision }, toTell, onClose, onCancelled }: CancelSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering()
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const cancel = () => {
    const wrong = problemsOf(['why'], questions, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    void run(async () => {
      await post<ActivityView>(`/activities/${id}/cancellation`, { revision, why: String(answers.why).trim() }, key.current)
      void Taro.showToast({ title: toTell > 0 ? '取消了，正在告诉报名的人' : '取消了', icon: 'none', duration: 3000 })
      onCancelled()
    })
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="danger" className="do-cancel" busy={busy} onTap={cancel}>
        {busy ? '正在取消…' : '确定取消这次活动'}
      </Action>
      <Action className="not-now" onTap={onClose}>
        先不
      </Action>
    </>
  )
  return (
    <Sheet open title={`取消“${title}”？`} onClose={onClose} foot={foot}>
      <View className="sheet-confirm">
        {toTell > 0 ? `会马上告诉${toTell}位报了名的姐妹，并给她们看下一次同类的活动。` : '现在没有人报名，不用告诉谁。'}取消了就不能恢复。
      </View>
      <View className="gap">
        <FieldForm names={['why']} fields={questions} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
