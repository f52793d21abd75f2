import { saySpan } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { FieldForm } from '../../../core/field-form'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { CoverRow } from '../publish/cover-row'
import { TimeBox } from '../publish/time-box'
import { questions } from './asking'
import { type Changing, useChanging } from './changing'

interface ChangeFormProps {
  activity: ActivityView
  moving: boolean
  /** a colleague has changed it while she was at it */
  stale: boolean
  onStale: () => void
}

/** One page: what it is now, and what it shall be. */
export function ChangeForm({ activity, moving, stale, onStale }: ChangeFormProps) {
  const form = useChanging(activity, moving, onStale)
  const { busy, trouble, send } = form
  const foot = (
    <>
      <Trouble words={trouble} className="publish-refusal" />
      <Action tone="go" className="m-change" busy={busy} onTap={send}>
        {busy ? '正在改…' : moving ? '改好，并告诉报名的人' : '改好'}
      </Action>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      <View>
        <View className="hero">{activity.title}</View>
        <View className="note gap-s">
          现在是{saySpan(activity.startsAt, activity.endsAt)}，在{activity.place}
        </View>
      </View>
      {stale && (
        <View className="card soft" ariaRole="alert">
          刚有同事改过这个活动。下面是现在的样子，要改请再填一次。
        </View>
      )}
      {moving ? <Move form={form} /> : <Words form={form} />}
    </Screen>
  )
}

function Move({ form: { answers, problems, change } }: { form: Changing }) {
  const ask = (names: readonly string[]) => (
    <FieldForm names={names} fields={questions} answers={answers} problems={problems} onChange={change} />
  )
  return (
    <>
      <View className="card">
        {ask(['startDay'])}
        <View className="field times">
          <TimeBox name="startTime" label="几点开始" value={answers.startTime} problem={problems.startTime} onChange={change} />
          <TimeBox name="endTime" label="几点结束" value={answers.endTime} problem={problems.endTime} onChange={change} />
        </View>
        <View className="field">{ask(['endDay', 'enrolDay', 'place'])}</View>
      </View>
      <View className="card">
        {ask(['why'])}
        <View className="note gap">
          报了名的、排队的、等审核的都会收到：原来是什么时候、在哪里，改到什么时候、在哪里。来不了可以取消，不影响以后报名。
        </View>
      </View>
    </>
  )
}

function Words({ form: { answers, problems, change } }: { form: Changing }) {
  const ask = (names: readonly string[]) => (
    <FieldForm names={names} fields={questions} answers={answers} problems={problems} onChange={change} />
  )
  return (
    <>
      <View className="card">
        {ask(['title'])}
        <CoverRow value={answers.cover} problem={problems.cover} onChange={change} />
        <View className="field">{ask(['bring', 'about'])}</View>
      </View>
      <View className="card">
        {ask(['tell'])}
        <View className="note gap">改错别字不用告诉；要带的东西变了，最好说一声。</View>
      </View>
    </>
  )
}
