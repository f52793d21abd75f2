import type { ExtraQuestion } from '@shared/core/extra'
import { choice, longText, text, yesNo } from '@shared/core/fields'
import { questionList } from '@shared/features/activity/question.schema'
import * as v from 'valibot'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'

/** The types as who asks knows them. */
export const TYPES: Readonly<Record<ExtraQuestion['type'], string>> = {
  yesNo: '答“是”或“不是”',
  count: '填几个',
  oneOf: '从几样里选一样',
  shortText: '写一句话',
}

const fields = {
  label: text('问题', 30, { hint: '比如：吃不吃午饭。不能问证件号和银行卡' }),
  type: choice(
    '怎么答',
    (Object.keys(TYPES) as (keyof typeof TYPES)[]).map((value) => ({ value, label: TYPES[value] })),
  ),
  options: longText('有哪几样', 420, { hint: '一行写一样，最多8样' }),
  must: yesNo('一定要答吗', { optional: true, hint: '不选就是一定要答' }),
}

interface QuestionSheetProps {
  first: ExtraQuestion | undefined
  onClose: () => void
  /** nothing: it is not asked after all */
  onDone: (question: ExtraQuestion | undefined) => void
}

const answersOf = (question: ExtraQuestion) => ({
  label: question.label,
  type: question.type,
  ...(question.type === 'oneOf' ? { options: question.options.join('\n') } : {}),
  ...(question.optional ? { must: false } : {}),
})

/** One question in her own words. */
export function QuestionSheet({ first, onClose, onDone }: QuestionSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering(first ? answersOf(first) : {})
  const names = ['label', 'type', ...(answers.type === 'oneOf' ? ['options'] : []), 'must']
  const done = () => {
    const wrong = problemsOf(names, fields, answers)
    if (Object.keys(wrong).length > 0) return setProblems(wrong)
    const { label, type, options = '', must } = inputOf(names, answers)
    const lines = String(options)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const asked = { type, label, ...(type === 'oneOf' ? { options: lines } : {}), ...(must === false ? { optional: true } : {}) }
    const parsed = v.safeParse(questionList, [asked])
    if (parsed.success) return onDone(parsed.output[0])
    const [issue] = parsed.issues
    setProblems({ [(v.getDotPath(issue) ?? '').split('.')[1] === 'options' ? 'options' : 'label']: issue.message })
  }
  const foot = (
    <>
      <Action tone="go" className="take-question" onTap={done}>
        就这样问
      </Action>
      {first && (
        <Action tone="danger" className="drop-question" onTap={() => onDone(undefined)}>
          不问这个了
        </Action>
      )}
    </>
  )
  return (
    <Sheet open title="加一个问题" onClose={onClose} foot={foot}>
      <FieldForm names={names} fields={fields} answers={answers} problems={problems} onChange={change} />
    </Sheet>
  )
}
