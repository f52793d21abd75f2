import { type WalkIn, walkInFields } from '@shared/features/activity/roster.schema'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'

const NAMES = Object.keys(walkInFields)

interface WalkInSheetProps {
  onClose: () => void
  onAdd: (who: WalkIn) => void
}

/** A woman who came without having enrolled: her name, and what else she likes to tell. */
export function WalkInSheet({ onClose, onAdd }: WalkInSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering()
  const add = () => {
    const wrong = problemsOf(NAMES, walkInFields, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) onAdd(inputOf(NAMES, answers) as unknown as WalkIn)
  }
  return (
    <Sheet
      open
      title="加一位现场来的"
      onClose={onClose}
      foot={
        <Action tone="go" className="add-walk-in" onTap={add}>
          加上，算她到了
        </Action>
      }
    >
      <FieldForm names={NAMES} fields={walkInFields} answers={answers} problems={problems} onChange={change} />
    </Sheet>
  )
}
