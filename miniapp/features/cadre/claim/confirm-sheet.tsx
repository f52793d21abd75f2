import { sayQuarter } from '@shared/features/loan/book.quarters'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { yuan } from '../../../core/loan/words'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { type StepProps, useStepping } from './stepping'

/** What is confirmed is said once more: it is frozen from then on. */
export function ConfirmSheet(props: StepProps) {
  const { claim, onClose } = props
  const { busy, trouble, send } = useStepping('confirm', '确认了', props)
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-confirm" busy={busy} onTap={() => send({})}>
        {busy ? '正在确认…' : '对，确认'}
      </Action>
      <Action className="not-now" onTap={onClose}>
        再看看
      </Action>
    </>
  )
  return (
    <Sheet open title={`确认${sayQuarter(claim.quarter)}？`} onClose={onClose} foot={foot}>
      <View className="strong">
        {claim.lines}笔，{yuan(claim.total)}
      </View>
      <View className="note gap-s">
        {claim.state === 'hr' ? '确认后交给财政。' : '确认后等拨付。'}确认过的数字不再变，以后的更正算到下一个季度。
      </View>
    </Sheet>
  )
}
