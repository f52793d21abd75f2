import { longText } from '@shared/core/fields'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { type StepProps, useStepping } from './stepping'

const FIELDS = { reason: longText('哪里要核对', 200, { phrases: ['有一笔的利率不对', '有一笔的还款没有记', '有一笔已经结清'] }) }

/** Finance hands it back to HR, with a reason. */
export function ReturnSheet(props: StepProps) {
  const { answers, problems, setProblems, change } = useAnswering()
  const { busy, trouble, problems: refused, send } = useStepping('return', '退回人社了', props)
  const hand = () => {
    const wrong = problemsOf(['reason'], FIELDS, answers)
    setProblems(wrong)
    // The reason is one line of the list's history.
    if (Object.keys(wrong).length === 0)
      void send({
        reason: String(answers.reason)
          .trim()
          .replace(/\s*\n\s*/g, '；'),
      })
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="danger" className="do-return" busy={busy} onTap={hand}>
        {busy ? '正在退回…' : '退回人社核对'}
      </Action>
    </>
  )
  return (
    <Sheet open title="退回人社" onClose={props.onClose} foot={foot}>
      <FieldForm names={['reason']} fields={FIELDS} answers={answers} problems={{ ...refused, ...problems }} onChange={change} />
    </Sheet>
  )
}
