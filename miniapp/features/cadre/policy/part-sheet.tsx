import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm, type FormAnswers } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { fieldsOf, type PartName, titleOf } from './parts'

interface PartSheetProps {
  name: PartName
  answers: FormAnswers
  /** what the cloud said of this part the last time */
  problem: string | undefined
  onClose: () => void
  onDone: (answers: FormAnswers) => void
}

/** One part of the policy: its figures, and what each rests on. */
export function PartSheet({ name, answers: first, problem, onClose, onDone }: PartSheetProps) {
  const fields = fieldsOf(name)
  const names = Object.keys(fields)
  const { answers, problems, setProblems, change } = useAnswering(first)
  const [trouble, setTrouble] = useState('')
  const done = () => {
    const wrong = problemsOf(names, fields, answers)
    if (name === 'age' && Number(answers.from) > Number(answers.to)) wrong.to = '前一个年龄不能比后一个大'
    setProblems(wrong)
    const count = Object.keys(wrong).length
    if (count > 0) return setTrouble(`有${count}处还没填好，往上看红色的字`)
    onDone(answers)
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="part-done" onTap={done}>
        填好了
      </Action>
    </>
  )
  return (
    <Sheet open title={titleOf(name)} className="part-sheet" onClose={onClose} foot={foot}>
      {problem !== undefined && (
        <View className="wrong" ariaRole="alert">
          {problem}
        </View>
      )}
      <FieldForm names={names} fields={fields} answers={answers} problems={problems} onChange={change} />
    </Sheet>
  )
}
