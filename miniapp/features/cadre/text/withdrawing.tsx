import { longText } from '@shared/core/fields'
import type { DeskView } from '@shared/features/campaign/desk.api'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const fields = { reason: longText('撤下的原因', 100, { phrases: ['内容有错，改好再发', '涉及个人隐私', '过期了'] }) }
const names = Object.keys(fields)

/** Takes a text away from its readers, at once; why is kept for the cadres. */
export function Withdraw({ view, onChanged }: { view: DeskView; onChanged: (view: DeskView) => void }) {
  const [open, setOpen] = useState(false)
  const form = useAnswering()
  const { busy, trouble, run } = useDoing()
  const withdraw = async () => {
    const problems = problemsOf(names, fields, form.answers)
    form.setProblems(problems)
    if (Object.keys(problems).length > 0) return
    await run(async () => {
      onChanged(await post<DeskView>(`/campaign-texts/${view.id}/withdrawal`, inputOf(names, form.answers)))
      setOpen(false)
    })
  }
  const foot = (
    <Action tone="danger" className="m-withdraw" busy={busy} onTap={withdraw}>
      马上撤下
    </Action>
  )
  return (
    <>
      <Action tone="danger" className="wide open-withdraw" onTap={() => setOpen(true)}>
        撤下
      </Action>
      <Sheet open={open} title="撤下以后谁也看不到" onClose={() => setOpen(false)} foot={foot}>
        <FieldForm names={names} fields={fields} answers={form.answers} problems={form.problems} onChange={form.change} />
        <Trouble words={trouble} />
      </Sheet>
    </>
  )
}
