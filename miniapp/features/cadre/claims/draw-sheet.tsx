import { sayQuarter } from '@shared/features/loan/book.quarters'
import type { ClaimView } from '@shared/features/loan/claim.api'
import { View } from '@tarojs/components'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { get, newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { useLoaded } from '../../../core/loaded'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

interface DrawSheetProps {
  onClose: () => void
  onDrawn: (claim: ClaimView) => void
}

/** The quarter whose turn it is is reckoned: none is left out, and none twice. */
export function DrawSheet({ onClose, onDrawn }: DrawSheetProps) {
  const turn = useLoaded(() => get<{ due: string | null }>('/loan/claims'))
  const quarter = turn.data?.due
  const { busy, trouble, run } = useDoing()
  const sending = useRef({ quarter: '', key: '' })
  const draw = (quarter: string) => {
    if (sending.current.quarter !== quarter) sending.current = { quarter, key: newKey() }
    void run(async () => onDrawn(await post<ClaimView>('/loan/claims', { quarter }, sending.current.key)))
  }
  const foot = quarter && (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-draw" busy={busy} onTap={() => draw(quarter)}>
        {busy ? '正在算…' : '核算'}
      </Action>
    </>
  )
  return (
    <Sheet open title={quarter ? `核算${sayQuarter(quarter)}` : '核算一个季度'} onClose={onClose} foot={foot}>
      <Trouble words={turn.problem?.message ?? ''} className="sheet-problem" />
      {quarter && <View className="note">一个季度接一个季度地算。系统按银行报的放款和还款，一笔一笔算。您核对以后再确认</View>}
      {quarter === null && <View>现在没有要核算的：还没有放过款，或者该核算的那个季度还没有过完</View>}
    </Sheet>
  )
}
