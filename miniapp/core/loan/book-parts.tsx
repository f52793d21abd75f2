import { type BookView, ENTRY_SORTS } from '@shared/features/loan/book.api'
import { sayRate } from '@shared/features/loan/loan.money'
import { STYLES } from '@shared/features/loan/loan.schedule'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { Action } from '../action'
import { type Entry, fateOf, type Instalment, sayDifference, sayEntry, sayFullDay, sayOverCap, yuan } from './words'
import './loan.scss'

const AT_FIRST = 4

/** From the payment before the next one on; what is long past or far away only when somebody wants to see it. */
function nearest(all: readonly Instalment[]): readonly Instalment[] {
  const open = all.findIndex(({ fate }) => fate !== 'paid')
  const from = open < 0 ? Math.max(0, all.length - AT_FIRST) : Math.max(0, open - 1)
  return all.slice(from, from + AT_FIRST)
}

/** All payments of the plan that holds now, with what became of each. */
export function Instalments({ of }: { of: readonly Instalment[] }) {
  const [all, setAll] = useState(false)
  // What another plan took the place of is in that one.
  const held = of.filter(({ fate }) => fate !== 'replaced')
  const shown = all ? held : nearest(held)
  return (
    <View className="card instalments">
      <View className="title">分{held.length}次还</View>
      {shown.map((one) => (
        <Payment key={`${one.due} ${one.balance}`} of={one} />
      ))}
      {shown.length < held.length && (
        <Action className="gap see-all" onTap={() => setAll(true)}>
          看每一次
        </Action>
      )}
    </View>
  )
}

function Payment({ of: { due, principal, interest, subsidy, share, paid, paidInterest, fate } }: { of: Instalment }) {
  const { words, tone } = fateOf(fate)
  return (
    <View className={`payment due-${due}`}>
      <View className="row wraps">
        <View className="grow">{sayFullDay(due)}</View>
        <View className={`tag ${tone}`}>{words}</View>
      </View>
      <View className="strong">{yuan(principal + interest)}</View>
      <View className="note">
        {principal > 0 ? `本金${yuan(principal)}${fate === 'part' ? `（还了${yuan(paid)}）` : ''}，` : ''}利息{yuan(interest)}
        {principal === 0 && fate === 'part' ? `（还了${yuan(paidInterest)}）` : ''}
      </View>
      <View className="note">
        财政贴{yuan(subsidy)}，自己付{yuan(share)}
      </View>
    </View>
  )
}

interface EntriesProps {
  of: readonly Entry[]
  /** what stands beside a line that counts, e.g. the button that corrects it */
  beside?: (entry: Entry) => ReactNode
}

/** What the bank has reported, the newest first. */
export function Entries({ of, beside }: EntriesProps) {
  const [all, setAll] = useState(false)
  const sorted = of.slice().reverse()
  const shown = all ? sorted : sorted.slice(0, AT_FIRST)
  return (
    <View className="card entries">
      <View className="title">银行记的</View>
      {of.length === 0 && <View className="note gap-s">还没有还款记录</View>}
      {shown.map((entry) => (
        <View key={entry.id} className={`row top payment e-${entry.id}`}>
          <View className={`grow ${entry.corrected ? 'struck' : ''}`}>
            <View>
              {entry.day && sayFullDay(entry.day)} {ENTRY_SORTS[entry.sort]}
            </View>
            <View className="strong">{sayEntry(entry)}</View>
            {!entry.corrected && sayDifference(entry) !== '' && <View className="note">{sayDifference(entry)}</View>}
            {entry.note && <View className="note">说明：{entry.note}</View>}
          </View>
          {entry.corrected ? <View className="tag">已更正</View> : beside?.(entry)}
        </View>
      ))}
      {shown.length < of.length && (
        <Action className="gap see-entries" onTap={() => setAll(true)}>
          看以前的
        </Action>
      )}
    </View>
  )
}

interface SumProps {
  name: string
  children: ReactNode
}

/** A name and what belongs to it, on one line. */
export const Sum = ({ name, children }: SumProps) => (
  <View className="row gap-s sum">
    <View className="grow">{name}</View>
    <View className="strong">{children}</View>
  </View>
)

/** What was agreed with the bank. */
export function Terms({ of: { terms, bank, ends, extended, hers } }: { of: BookView }) {
  return (
    <View className="card terms">
      <View className="title">这笔贷款</View>
      <Sum name="贷了">{yuan(terms.principal)}</Sum>
      <Sum name="经办银行">{bank}</Sum>
      <Sum name="放款">{sayFullDay(terms.released)}</Sum>
      <Sum name="到期">{sayFullDay(ends)}</Sum>
      <Sum name="年利率">{sayRate(terms.rate)}</Sum>
      {terms.overCap !== null && (
        <View className={hers ? 'note gap-s' : 'wrong over-cap'}>
          {hers ? `比政策的上限${sayRate(terms.overCap)}高，可以问问银行` : sayOverCap(terms.overCap)}
        </View>
      )}
      <View className="note gap-s">怎么还：{STYLES[terms.style]}</View>
      {extended.map(({ from, until }) => (
        <View key={from} className="note gap-s">
          展期：{sayFullDay(from)}到{sayFullDay(until)}，这段时间没有贴息
        </View>
      ))}
    </View>
  )
}
