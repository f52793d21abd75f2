import type { Fields } from '@shared/core/fields'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { ProblemSummary } from '../../../core/problem-summary'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

export interface Act {
  /** of the sheet and its button's class */
  name: string
  title: string
  /** what will happen, said before it is done */
  says: readonly string[]
  fields: Fields
  button: string
  danger?: boolean
  send: (input: Record<string, unknown>) => Promise<unknown>
}

interface ActSheetProps {
  act: Act
  onDone: () => void
  onClose: () => void
}

/** One thing that is done to a record: what it does is read first, then asked what must be known, then done. */
export function ActSheet({ act: { name, title, says, fields, button, danger = false, send }, onDone, onClose }: ActSheetProps) {
  const names = Object.keys(fields)
  const { answers, problems, setProblems, change } = useAnswering()
  const { busy, trouble, run } = useDoing()
  const go = () => {
    const found = problemsOf(names, fields, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    return run(async () => {
      try {
        await send(inputOf(names, answers))
      } catch (reason) {
        setProblems(asRefusal(reason).fields)
        throw reason
      }
      onDone()
    })
  }
  return (
    <Sheet
      open
      title={title}
      className={`${name}-sheet`}
      onClose={onClose}
      foot={
        <>
          <Trouble words={trouble} className="sheet-problem" />
          <Action tone={danger ? 'danger' : 'go'} className={`do-${name}`} busy={busy} onTap={go}>
            {busy ? '正在办…' : button}
          </Action>
        </>
      }
    >
      {says.map((words) => (
        <View key={words} className="gap-s">
          {words}
        </View>
      ))}
      <View className="gap">
        <ProblemSummary problems={problems} fields={fields} />
        <FieldForm names={names} fields={fields} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
