import type { Fields } from '@shared/core/fields'
import type { Part } from '@shared/core/kind'
import type { OpenMove } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import { useEffect, useMemo } from 'react'
import { Action } from './action'
import { inputOf, problemsOf, useAnswering } from './answering'
import { FieldForm } from './field-form'
import type { Refusal } from './refusal'
import { Sheet } from './sheet'
import { Trouble } from './trouble'

interface MoveSheetProps {
  move: OpenMove
  fields: Fields
  parts?: readonly Part[] | undefined
  /** answers that the case already has */
  known: Readonly<Record<string, unknown>>
  busy: boolean
  problem: Refusal | undefined
  onClose: () => void
  onDo: (input: Record<string, unknown>) => void
}

/** One move: the question whether it is meant, what it asks, and the button that makes it. */
export function MoveSheet({ move, fields, parts, known, busy, problem, onClose, onDo }: MoveSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering(inputOf(move.asks, known))
  const correctable = useMemo(
    () => Object.fromEntries(move.correctable.flatMap((name) => (fields[name] ? [[name, fields[name]]] : []))),
    [move.correctable, fields],
  )
  useEffect(() => {
    if (problem) setProblems(problem.fields)
  }, [problem, setProblems])
  const go = () => {
    const found = problemsOf(move.asks, fields, answers)
    setProblems(found)
    if (Object.keys(found).length === 0) onDo(inputOf(move.asks, answers))
  }
  return (
    <Sheet
      open
      title={move.label}
      className="move-sheet"
      onClose={onClose}
      foot={
        <>
          <Trouble words={problem?.message ?? ''} className="sheet-problem" />
          <Action tone={move.tone === 'danger' ? 'danger' : 'go'} className={`do-${move.name}`} busy={busy} onTap={go}>
            {busy ? '正在办…' : move.confirm ? `确定${move.label}` : move.label}
          </Action>
          <Action className="not-now" onTap={onClose}>
            先不
          </Action>
        </>
      }
    >
      {move.note && <View className="note gap-s">{move.note}</View>}
      {move.confirm && <View className="sheet-confirm">{move.confirm}</View>}
      <FieldForm
        names={move.asks}
        fields={fields}
        answers={answers}
        problems={problems}
        correctable={correctable}
        {...(parts ? { parts } : {})}
        onChange={change}
      />
    </Sheet>
  )
}
