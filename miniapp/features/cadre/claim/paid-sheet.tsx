import { day } from '@shared/core/fields'
import { dayOf } from '@shared/core/time'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { yuan } from '../../../core/loan/words'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import type { Except } from './marks'
import { type StepProps, useStepping } from './stepping'

const FIELDS = { day: day('拨付的日子') }

interface PaidSheetProps extends StepProps {
  /** what was paid otherwise */
  except: Except
}

/** Finance says that all was paid as claimed, but for the lines that were marked; or does so by a file. */
export function PaidSheet({ except, ...props }: PaidSheetProps) {
  const { claim, onClose } = props
  const { answers, problems, setProblems, change } = useAnswering({ day: dayOf(new Date().toISOString()) })
  const { busy, trouble, problems: refused, send } = useStepping('paid', '记下了', props)
  const odd = Object.entries(except).map(([book, instead]) => ({ book, ...instead }))
  const pay = () => {
    const wrong = problemsOf(['day'], FIELDS, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) void send({ day: answers.day, except: odd })
  }
  const byFile = () => {
    onClose()
    void Taro.navigateTo({ url: `/features/cadre/loan-file/index?claim=${encodeURIComponent(claim.id)}` })
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-pay" busy={busy} onTap={pay}>
        {busy ? '正在记…' : '记下拨付'}
      </Action>
      <Action className="by-file" onTap={byFile}>
        用表格报
      </Action>
    </>
  )
  return (
    <Sheet open title="报拨付" onClose={onClose} foot={foot}>
      <View>{odd.length > 0 ? `${odd.length}笔按您填的实付金额，其余` : `${claim.lines}笔，${yuan(claim.total)}，都`}按清单拨付。</View>
      <View className="note gap-s">有哪一笔付得不一样，先在清单里点“实付不一样”。</View>
      <View className="gap">
        <FieldForm names={['day']} fields={FIELDS} answers={answers} problems={{ ...refused, ...problems }} onChange={change} />
      </View>
    </Sheet>
  )
}
