import { day, type Fields, rate, text } from '@shared/core/fields'
import { dayOf, sayDay } from '@shared/core/time'
import { sayRate } from '@shared/features/loan/loan.money'
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

/** Writes down a newly published rate; it is said once more before it stands, for it cannot be taken back. */
export function LprSheet({ onClose, onAdded }: { onClose: () => void; onAdded: () => void }) {
  const { answers, problems, setProblems, change } = useAnswering({ source: SOURCE })
  const [sure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const key = useRef(newKey())
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
      await post('/loan/lpr', { day: answers.day, rate: answers.rate, source: String(answers.source).trim() }, key.current)
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
          {sayDay(String(answers.day), new Date().toISOString())}公布，{sayRate(Number(answers.rate))}，对吗？记下以后不能改
        </View>
      )}
      <Action tone="go" className="m-lpr" busy={busy} onTap={add}>
        {busy ? '正在记…' : sure ? '对，记下' : '记下'}
      </Action>
    </>
  )
  return (
    <Sheet open title="记一次LPR" onClose={onClose} foot={foot}>
      <FieldForm names={NAMES} fields={FIELDS} answers={answers} problems={problems} onChange={take} />
    </Sheet>
  )
}
