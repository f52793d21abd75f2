import { day, type Fields, rate, text } from '@shared/core/fields'
import { dayOf, sayDay } from '@shared/core/time'
import { sayRate } from '@shared/features/loan/loan.money'
import { type Lpr, lprDoubt } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { FieldForm, type FormAnswers } from '../../../core/field-form'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const FIELDS = {
  day: day('公布的日子'),
  rate: rate('1年期LPR', 1, 240_000),
  source: text('出处', 60, { hint: '在哪里看到的' }),
} satisfies Fields
const NAMES = Object.keys(FIELDS)
const SOURCE = '全国银行间同业拆借中心公布'

function problemsIn(answers: FormAnswers): Record<string, string> {
  const wrong = problemsOf(NAMES, FIELDS, answers)
  if (!wrong.day && String(answers.day) > dayOf(new Date().toISOString())) wrong.day = '这一天还没有到'
  return wrong
}

interface LprSheetProps {
  /** what is written down already: of a day that is there the new one is a correction */
  lpr: readonly Lpr[]
  onClose: () => void
  onAdded: () => void
}

/** Writes down a newly published rate, or puts one right; it is said once more before it stands. */
export function LprSheet({ lpr, onClose, onAdded }: LprSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering({ source: SOURCE })
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const key = useRef(newKey())
  const told = { day: String(answers.day), rate: Number(answers.rate) }
  const known = lpr.find((one) => one.day === told.day)
  const doubt = lprDoubt(lpr, told)
  const take = (name: string, value: unknown) => {
    setSure(false)
    key.current = newKey()
    change(name, value)
  }
  const add = async () => {
    const wrong = problemsIn(answers)
    setProblems(wrong)
    setTrouble('')
    if (Object.keys(wrong).length > 0) return
    if (!sure) return setSure(true)
    setBusy(true)
    try {
      const said = { ...told, source: String(answers.source).trim() }
      await post('/loan/lpr', { ...said, ...(known ? { corrects: true } : {}), ...(doubt ? { sure: true } : {}) }, key.current)
      void Taro.showToast({ title: '记下了', icon: 'none' })
      onAdded()
    } catch (reason) {
      const refusal = asRefusal(reason)
      setProblems(refusal.fields)
      setTrouble(refusal.message)
      setBusy(false)
    }
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      {sure && (
        <View className="sheet-problem">
          {doubt !== undefined && <View className="wrong">{doubt}。</View>}
          {sayDay(told.day, new Date().toISOString())}公布，{sayRate(told.rate)}，对吗？
          {known ? `原来记的是${sayRate(known.rate)}。改了以后，已经放款的不变` : '以后放款的按它算'}
        </View>
      )}
      <Action tone="go" className="m-lpr" busy={busy} onTap={add}>
        {busy ? '正在记…' : sure ? (known ? '对，更正' : '对，记下') : '记下'}
      </Action>
    </>
  )
  return (
    <Sheet open title="记一次LPR" onClose={onClose} foot={foot}>
      <FieldForm names={NAMES} fields={FIELDS} answers={answers} problems={problems} onChange={take} />
    </Sheet>
  )
}
