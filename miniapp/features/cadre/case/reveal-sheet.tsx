import { longText } from '@shared/core/fields'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { reveal } from '../reveal'

const questions = { why: longText('查看原因', 100, { phrases: ['核对本人情况', '打电话联系她', '上门走访', '办后面的手续'] }) }

interface RevealSheetProps {
  application: string
  field: string
  label: string
  onShown: (value: unknown, reason: string) => void
  onClose: () => void
}

/** Why she wants to see it; the looking is recorded. */
export function RevealSheet({ application, field, label, onShown, onClose }: RevealSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const show = async () => {
    const found = problemsOf(['why'], questions, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const reason = String(answers.why).trim()
    setBusy(true)
    setTrouble('')
    try {
      onShown((await reveal(application, field, reason)).value, reason)
    } catch (refusal) {
      setTrouble(asRefusal(refusal).message)
      setBusy(false)
    }
  }
  return (
    <Sheet
      open
      title={`查看${label}`}
      className="reveal-sheet"
      onClose={onClose}
      foot={
        <>
          <Trouble words={trouble} className="sheet-problem" />
          <Action tone="go" className="do-reveal" busy={busy} onTap={show}>
            {busy ? '正在打开…' : '记下原因，查看'}
          </Action>
        </>
      }
    >
      <View className="note">谁看过、为什么看，都会记录下来。</View>
      <View className="gap">
        <FieldForm names={['why']} fields={questions} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
