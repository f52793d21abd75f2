import { choice, money } from '@shared/core/fields'
import type { ClaimLine } from '@shared/features/loan/claim.api'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { FieldForm } from '../../../core/field-form'
import { yuan } from '../../../core/loan/words'
import { Sheet } from '../../../core/sheet'
import type { Odd } from './marks'

const FIELDS = {
  paid: money('实付', 0, 1_000_000_000, { hint: '没有付就填0' }),
  rest: choice('差额怎么办', [
    { value: 'later', label: '下个季度补（多的扣）' },
    { value: 'final', label: '不予贴息（多的不扣回）' },
  ]),
}
const NAMES = ['paid', 'rest'] as const

interface OddSheetProps {
  line: ClaimLine
  first: Odd | undefined
  onClose: () => void
  /** undefined: it was paid as claimed after all */
  onTake: (book: string, instead: Odd | undefined) => void
}

/** What finance has paid for one loan instead of what the list says. */
export function OddSheet({ line: { book, who, receipt, total }, first, onClose, onTake }: OddSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering(first ? { ...first } : { rest: 'later' })
  const take = () => {
    const wrong = problemsOf(NAMES, FIELDS, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length === 0)
      onTake(book, answers.paid === total ? undefined : { paid: Number(answers.paid), rest: answers.rest as Odd['rest'] })
  }
  const foot = (
    <>
      <Action tone="go" className="do-odd" onTap={take}>
        就是这么多
      </Action>
      {first !== undefined && (
        <Action className="as-listed" onTap={() => onTake(book, undefined)}>
          还是按清单
        </Action>
      )}
    </>
  )
  return (
    <Sheet open title={`${who || receipt}实付多少`} onClose={onClose} foot={foot}>
      <View className="note">清单上是{yuan(total)}</View>
      <View className="gap">
        <FieldForm names={NAMES} fields={FIELDS} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
