import { choice } from '@shared/core/fields'
import { addDays, dayOf } from '@shared/core/time'
import { quarterOf, quarterStart, sayQuarter } from '@shared/features/loan/book.quarters'
import type { ClaimView } from '@shared/features/loan/claim.api'
import { View } from '@tarojs/components'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const OFFERED = 6

/** The last quarters that are over on a day, the newest first. */
function quartersBefore(day: string): string[] {
  const quarters: string[] = []
  for (let now = quarterOf(day); quarters.length < OFFERED; quarters.push(now)) now = quarterOf(addDays(quarterStart(now), -1))
  return quarters
}

/** Which quarter is reckoned; it must be over. */
export function DrawSheet({ onClose, onDrawn }: { onClose: () => void; onDrawn: (claim: ClaimView) => void }) {
  const quarters = quartersBefore(dayOf(new Date().toISOString()))
  const fields = {
    quarter: choice(
      '哪个季度',
      quarters.map((value) => ({ value, label: sayQuarter(value) })),
    ),
  }
  const { answers, problems, setProblems, change } = useAnswering({ quarter: quarters[0] })
  const { busy, trouble, run } = useDoing()
  const sending = useRef({ quarter: '', key: '' })
  const draw = () => {
    const wrong = problemsOf(['quarter'], fields, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    const quarter = String(answers.quarter)
    if (sending.current.quarter !== quarter) sending.current = { quarter, key: newKey() }
    void run(async () => onDrawn(await post<ClaimView>('/loan/claims', { quarter }, sending.current.key)))
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-draw" busy={busy} onTap={draw}>
        {busy ? '正在算…' : '核算'}
      </Action>
    </>
  )
  return (
    <Sheet open title="核算一个季度" onClose={onClose} foot={foot}>
      <View className="note">系统按银行报的放款和还款，一笔一笔算。您核对以后再确认</View>
      <View className="gap">
        <FieldForm names={['quarter']} fields={fields} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
