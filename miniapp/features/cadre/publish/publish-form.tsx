import { sayTime } from '@shared/core/time'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { Cover } from '../../../core/art/cover'
import { FieldForm, type FormAnswers } from '../../../core/field-form'
import { OwnPlace } from '../../../core/own-place'
import { ProblemSummary } from '../../../core/problem-summary'
import { Screen } from '../../../core/screen'
import { enrolByOf, startOf } from './body'
import { CoverRow, SortChips } from './cover-row'
import { ExtraQuestions } from './extra-questions'
import { OfferChoice } from './offer-choice'
import { Published } from './published'
import { type Publishing, usePublishing } from './publishing'
import { questions } from './questions'
import { RepeatChoice } from './repeat-choice'
import { ReviewChoice } from './review-choice'
import { TimeBox } from './time-box'
import { WhoMayCome } from './who-may-come'

interface PublishFormProps {
  first: FormAnswers
  /** the activity that is held once more */
  copy: string | undefined
}

/** One page, from the words on the cover to who may come. */
export function PublishForm({ first, copy }: PublishFormProps) {
  const form = usePublishing(copy ?? 'new', first)
  const { answers, problems, refusal, busy, published } = form
  const count = Object.keys(problems).length
  if (published) return <Published activity={published} />

  const foot = (
    <>
      {refusal && count === 0 && <View className="wrong publish-refusal">{refusal.message}</View>}
      <Action tone="go" className="m-publish" busy={busy} onTap={form.publish}>
        {busy ? '正在发布…' : '发布'}
      </Action>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      {count > 0 && <ProblemSummary problems={problems} fields={questions} />}
      {copy !== undefined && <View className="note">照上次的填好了，日期先放在同一个星期几，看一看就能发。</View>}
      <Preview answers={answers} />
      <AboutIt form={form} />
      <WhenAndWhere form={form} />
      <RepeatChoice answers={answers} problems={problems} onChange={form.change} />
      <WhoMayCome answers={answers} problems={problems} onChange={form.change} />
      <OfferChoice value={answers.offerHours} problem={problems.offerHours} onChange={form.change} />
      <ReviewChoice value={answers.needsReview} problem={problems.needsReview} onChange={form.change} />
      <ExtraQuestions value={answers.questions} problem={problems.questions} onChange={form.change} />
      <OwnPlace
        name="organiser"
        label={questions.organiser.label}
        value={answers.organiser}
        problem={problems.organiser}
        onChange={form.change}
      />
    </Screen>
  )
}

function Preview({ answers }: { answers: FormAnswers }) {
  const start = startOf(answers)
  const title = typeof answers.title === 'string' ? answers.title : ''
  return (
    <View className="preview">
      <Cover cover={String(answers.cover ?? 'wheat')} title={title || '活动名称写在这里'} sub={start ? sayTime(start) : ''} />
      <View className="note gap-s">大家看到的封面就是这样</View>
    </View>
  )
}

function AboutIt({ form: { answers, problems, change } }: { form: Publishing }) {
  return (
    <View className="card">
      <FieldForm names={['title']} fields={questions} answers={answers} problems={problems} onChange={change} />
      <SortChips value={answers.sort} problem={problems.sort} onChange={change} />
      <CoverRow value={answers.cover} problem={problems.cover} onChange={change} />
      <View className="field">
        <FieldForm names={['seats', 'bring', 'about']} fields={questions} answers={answers} problems={problems} onChange={change} />
      </View>
    </View>
  )
}

function WhenAndWhere({ form: { answers, problems, change } }: { form: Publishing }) {
  const by = enrolByOf(answers)
  return (
    <View className="card">
      <FieldForm names={['place', 'startDay']} fields={questions} answers={answers} problems={problems} onChange={change} />
      <View className="field times">
        <TimeBox name="startTime" label="几点开始" value={answers.startTime} problem={problems.startTime} onChange={change} />
        <TimeBox name="endTime" label="几点结束" value={answers.endTime} problem={problems.endTime} onChange={change} />
      </View>
      <View className="field">
        <FieldForm
          names={['endDay', 'enrolDay']}
          fields={questions}
          answers={answers}
          problems={problems}
          notes={by ? { enrolDay: `${sayTime(by)}以前可以报名或取消` } : {}}
          onChange={change}
        />
      </View>
    </View>
  )
}
