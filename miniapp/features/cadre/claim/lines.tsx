import type { ClaimLine, ClaimView } from '@shared/features/loan/claim.api'
import { sayRest } from '@shared/features/loan/claim.rest'
import { sayRate } from '@shared/features/loan/loan.money'
import { View } from '@tarojs/components'
import { memo, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Listed } from '../../../core/listed'
import { Sum } from '../../../core/loan/book-parts'
import { sayDiffers, sayFullDay, sayOverCap, yuan } from '../../../core/loan/words'
import { type Page, usePages } from '../../../core/pages'
import { Segments } from '../../../core/segments'
import { Working } from '../working'
import { Earlier } from './earlier'
import type { Except, Odd } from './marks'
import { OddSheet } from './odd-sheet'

const VIEWS = { all: '全部', adjusted: '有更正', differing: '实付不一样' }

interface ClaimLinesProps {
  claim: ClaimView
  /** only where payment is being reported */
  except?: Except
  onExcept?: (except: Except) => void
}

/** Every loan of the claim, page by page. */
export function ClaimLines({ claim: { id, revision }, except = NOTHING, onExcept }: ClaimLinesProps) {
  const [view, setView] = useState<keyof typeof VIEWS>('all')
  const [odd, setOdd] = useState<ClaimLine>()
  const only = view === 'all' ? undefined : view
  const lines = usePages<ClaimLine>((after) => get<Page<ClaimLine>>(`/loan/claims/${id}/lines`, { after, only }), [view, revision])
  const take = (book: string, instead: Odd | undefined) => {
    const { [book]: _was, ...rest } = except
    onExcept?.(instead === undefined ? rest : { ...rest, [book]: instead })
    setOdd(undefined)
  }
  return (
    <>
      <Segments of={VIEWS} now={view} onPick={setView} />
      <Listed of={lines} empty={view === 'all' ? '这个季度没有要贴息的' : '没有'}>
        {(items) =>
          items.map((line) => <Line key={line.book} line={line} instead={except[line.book]} {...(onExcept ? { onOdd: setOdd } : {})} />)
        }
      </Listed>
      {odd && <OddSheet line={odd} first={except[odd.book]} onClose={() => setOdd(undefined)} onTake={take} />}
    </>
  )
}

const NOTHING = {}

interface LineProps {
  line: ClaimLine
  /** what was paid, as it is being reported */
  instead: Odd | undefined
  onOdd?: (line: ClaimLine) => void
}

const Line = memo(function Line({ line, instead, onOdd }: LineProps) {
  const [open, setOpen] = useState(false)
  const { book, receipt, who, bank, principal, released, interest, subsidy, adjustment, total, paid, rows, rate, overCap, differs } = line
  return (
    <View className={`card claim-line l-${book}`}>
      <View className="row top">
        <View className="grow">
          <View className="strong">{who || receipt}</View>
          <View className="note line-number">{receipt}</View>
        </View>
        <View className="strong">{yuan(total)}</View>
      </View>
      <View className="note">{bank}</View>
      <View className="note">
        {sayFullDay(released)}放款{yuan(principal)}
      </View>
      <View className="note">
        年利率{sayRate(rate)}，本季利息{yuan(interest)}
      </View>
      <View className="note">贴息{yuan(subsidy)}</View>
      {differs !== 0 && <View className="wrong differs">{sayDiffers(line)}</View>}
      {overCap !== null && <View className="wrong over-cap">{sayOverCap(overCap)}</View>}
      {adjustment !== 0 && <View className="note">更正以前季度{yuan(adjustment)}</View>}
      {paid !== null && paid !== total && (
        <View className="wrong">
          实付{yuan(paid)}，差{yuan(paid - total)}
        </View>
      )}
      {line.rest !== null && paid !== null && paid !== total && <View className="note">{sayRest(total - paid, line.rest)}</View>}
      {instead !== undefined && instead.paid !== paid && <Sum name="这次报实付">{yuan(instead.paid)}</Sum>}
      {open && <Working rows={rows} />}
      {open && line.earlier.map((one) => <Earlier key={one.quarter} of={one} />)}
      <View className="row gap-s">
        <Action small className="see-working" onTap={() => setOpen(!open)}>
          {open ? '收起' : '怎么算的'}
        </Action>
        {onOdd && (
          <Action small className="m-odd" onTap={() => onOdd(line)}>
            实付不一样
          </Action>
        )}
      </View>
    </View>
  )
})
