import type { BookView } from '@shared/features/loan/book.api'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Entries, Instalments, Sum, Terms } from '../../../core/loan/book-parts'
import { type Entry, sayFullDay, stateOf, yuan } from '../../../core/loan/words'
import { Screen } from '../../../core/screen'
import { StateTag } from '../../../core/state-tag'
import { EntrySheet } from './entry-sheet'
import { Quarters } from './quarters'
import '../../../core/desk.scss'

/** One loan with everything that was reported of it; the bank that lends records and corrects here. */
export default function BookPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <Book key={who} id={id} />}</Known>
}

/** What is being recorded: something new, or another line in the place of one. */
type Recording = { corrected?: Entry }

function Book({ id }: { id: string }) {
  const loaded = useLoaded(() => get<BookView>(`/loan/books/${id}`), [id], { onShow: true })
  const [recording, setRecording] = useState<Recording>()
  const { data: book } = loaded
  const recorded = (next: BookView) => {
    setRecording(undefined)
    loaded.set(next)
  }
  return (
    <Screen
      className="cadre"
      of={loaded}
      foot={
        book?.mayRecord && (
          <Action tone="go" className="m-record" onTap={() => setRecording({})}>
            记一笔
          </Action>
        )
      }
    >
      {book && <Parts book={book} onCorrect={(corrected) => setRecording({ corrected })} />}
      {book && recording && (
        <EntrySheet {...recording} book={book} onClose={() => setRecording(undefined)} onRecorded={recorded} onStale={loaded.reload} />
      )}
    </Screen>
  )
}

function Parts({ book, onCorrect }: { book: BookView; onCorrect: (entry: Entry) => void }) {
  const { who, receipt, state, balance, paid, soFar, subsidyPaid, next, overdue, mayRecord } = book
  const { words, tone } = stateOf(state)
  const beside = (entry: Entry) =>
    mayRecord &&
    entry.sort !== 'cancel' && (
      <Action small className={`m-correct c-${entry.id}`} onTap={() => onCorrect(entry)}>
        更正
      </Action>
    )
  return (
    <>
      <View>
        <View className="row top">
          <View className="hero grow">{who || receipt}</View>
          <StateTag tone={tone} label={words} />
        </View>
        <View className="note">受理编号 {receipt}</View>
      </View>
      <View className="card standing">
        <Sum name="还欠本金">{yuan(balance)}</Sum>
        {next && <Sum name="下一次还款">{yuan(next.principal + next.interest)}</Sum>}
        {next && <View className="note">{sayFullDay(next.due)}</View>}
        {overdue.map(({ from, until, principal }) => (
          <View key={from} className="wrong gap-s">
            {sayFullDay(from)}起逾期
            {principal > 0 ? `，本金${yuan(principal)}` : ''}
            {until ? `，${sayFullDay(until)}还上了` : '，还没有还上'}
          </View>
        ))}
        <View className="rule" />
        <Sum name="已还本金">{yuan(paid.principal)}</Sum>
        <Sum name="已还利息">{yuan(paid.interest)}</Sum>
        <Sum name="到今天的利息">{yuan(soFar.interest)}</Sum>
        <Sum name="其中财政贴">{yuan(soFar.subsidy)}</Sum>
        <Sum name="财政已拨付">{yuan(subsidyPaid)}</Sum>
      </View>
      <Entries of={book.entries} beside={beside} />
      <Instalments of={book.instalments} />
      <Quarters of={book.quarters} />
      <Terms of={book} />
    </>
  )
}
