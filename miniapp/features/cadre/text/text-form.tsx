import { PERSONAL_NAMES, personalWordsIn } from '@shared/features/campaign/personal-words'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { FieldForm, type FormAnswers } from '../../../core/field-form'
import { OwnPlace } from '../../../core/own-place'
import { ProblemSummary } from '../../../core/problem-summary'
import { Screen } from '../../../core/screen'
import { useAddress } from './address'
import { Look } from './looks'
import { questions } from './questions'
import { QuizQuestions } from './quiz-questions'
import { Showing } from './showing'
import { drawnOf, useWriting, type Writing } from './writing'

interface TextFormProps {
  writing: Writing
  first: FormAnswers
  onSaved: (id: string) => void
}

const NOTHING = {}

/** One page to write a text on, with a look at what readers will get. */
export function TextForm({ writing, first, onSaved }: TextFormProps) {
  const form = useWriting(writing, first, onSaved)
  const fields = questions[writing.sort]
  const count = Object.keys(form.problems).length
  const { answers, problems, change } = form
  const about = writing.view?.campaign.id ?? writing.campaign
  const address = useAddress({ wanted: !writing.view, campaign: writing.campaign, answers, change })
  const foot = (
    <>
      {form.refusal && count === 0 && <View className="wrong">{form.refusal.message}</View>}
      <View className="feet">
        <Look sort={writing.sort} answers={form.answers} />
        <Action tone="go" className="wide m-save" busy={form.busy} onTap={form.save}>
          {form.busy ? '正在存…' : '存成新的一版'}
        </Action>
      </View>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      {count > 0 && <ProblemSummary problems={form.problems} fields={fields} />}
      <Personal words={typedIn(answers).join('\n')} />
      <View className="card">
        <FieldForm
          names={drawnOf(writing)}
          fields={fields}
          answers={answers}
          problems={problems}
          notes={address ? { slug: address } : NOTHING}
          onChange={change}
        />
      </View>
      {writing.sort === 'article' && about && <Showing campaign={about} answers={answers} change={change} problem={problems.recording} />}
      {writing.sort === 'quiz' && <QuizQuestions value={answers.questions} problem={problems.questions} onChange={change} />}
      {writing.sort === 'frame' && !writing.view && (
        <OwnPlace name="place" label={questions.frame.place.label} value={answers.place} problem={problems.place} onChange={change} />
      )}
    </Screen>
  )
}

/** Every word of what is being written, the questions of a quiz as well. */
const typedIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.keys(value).flatMap((name) => typedIn((value as FormAnswers)[name]))
      : []

/** What may point to a real person: shown before anybody reviews it, and left to her judgement. */
export function Personal({ words }: { words: string }) {
  const found = personalWordsIn(words)
  if (found.length === 0) return null
  return (
    <View className="card caution personal-words" ariaRole="alert">
      <View className="strong">看一看，是不是写了真人</View>
      {found.map((one) => (
        <View key={one.words} className="gap-s">
          {one.words}：{PERSONAL_NAMES[one.sort]}
        </View>
      ))}
    </View>
  )
}
