import { dayOf, daysBetween, sayTime } from '@shared/core/time'
import type { BookView } from '@shared/features/loan/book.api'
import { sayQuarter } from '@shared/features/loan/book.quarters'
import { sayRest } from '@shared/features/loan/claim.rest'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Action } from '../../../core/action'
import { Gate } from '../../../core/gate'
import { Entries, Instalments, Sum, Terms } from '../../../core/loan/book-parts'
import { sayFullDay, yuan } from '../../../core/loan/words'
import { toCase, toForm } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { useWho } from '../../../core/who'
import { useBook } from './kept-book'

/** 我的贷款: the next payment, what the state pays of it, and everything that was paid; with or without signal. */
export default function BookPage() {
  const who = useWho()
  const { id = '' } = useRouter<{ id?: string }>().params
  if (who !== null) return <Hers key={who} id={id} />
  return (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  )
}

function Hers({ id }: { id: string }) {
  const { of, old } = useBook(id)
  const { data: book } = of
  return (
    <Screen
      of={of}
      foot={
        book?.hers &&
        book.state !== 'settled' && (
          <Action tone={book.state === 'overdue' ? 'go' : 'soft'} className="difficulty" onTap={() => toForm('difficulty', id)}>
            我有困难
          </Action>
        )
      }
    >
      {old !== undefined && <View className="note kept">这是{sayTime(new Date(old).toISOString(), new Date().toISOString())}看到的</View>}
      {book && <Parts book={book} />}
    </Screen>
  )
}

function Parts({ book }: { book: BookView }) {
  const { soFar, paid, balance, subsidyPaid, state } = book
  const late = book.overdue.filter(({ until }) => until === null)
  return (
    <>
      {late[0] && <Late book={book} since={late[0].from} />}
      {state === 'settled' ? <Settled book={book} /> : <Next book={book} />}
      {state === 'guaranteed' && (
        <View className="card caution">担保公司已经替您还了银行。接下来怎么还，请和担保公司、村妇联一起商量。</View>
      )}
      <View className="card so-far">
        <View className="title">到今天为止</View>
        <Sum name="已还本金">{yuan(paid.principal)}</Sum>
        <Sum name="还欠本金">{yuan(balance)}</Sum>
        <Sum name="利息一共">{yuan(soFar.interest)}</Sum>
        <Sum name="财政贴的">{yuan(soFar.subsidy)}</Sum>
        <Sum name="您自己付">{yuan(soFar.share)}</Sum>
        <View className="note gap-s">财政每个季度结一次，已经拨付{yuan(subsidyPaid)}</View>
        {book.paidOtherwise.map(({ quarter, claimed, paid: given, rest }) => (
          <View key={quarter} className="note gap-s">
            {sayQuarter(quarter)}申报{yuan(claimed)}，实付{yuan(given)}，{sayRest(claimed - given, rest)}
          </View>
        ))}
      </View>
      <Instalments of={book.instalments} />
      <Entries of={book.entries} />
      <Terms of={book} />
      <View className="note">按银行报来的记录算的，以银行为准。这里不收钱，还款请到{book.bank}。</View>
      {book.hers && (
        <Action className="see-case" onTap={() => toCase(book.id)}>
          看申报办理的经过
        </Action>
      )}
    </>
  )
}

const sayWait = (days: number): string => (days > 0 ? `还有${days}天` : '就是今天')

function Next({ book: { next, bank, balance } }: { book: BookView }) {
  if (!next) return null
  const { due, principal, interest, subsidy, share } = next
  const left = daysBetween(dayOf(new Date().toISOString()), due)
  return (
    <View className="card soft next-payment">
      <View>{left < 0 ? '先还这一次' : `下一次还款，${sayWait(left)}`}</View>
      <View className="hero">{yuan(principal + interest)}</View>
      <View className="strong">
        {left < 0 ? '' : `${sayFullDay(due)}前`}还到{bank}
      </View>
      <View className="gap-s">
        {principal > 0 ? `本金${yuan(principal)}，` : ''}利息{yuan(interest)}
      </View>
      {balance === 0 && <View className="gap-s">本金已经还清了，还清这笔利息就结清了。</View>}
      <View className="gap-s">
        利息里财政贴{yuan(subsidy)}，您自己付{yuan(share)}
      </View>
    </View>
  )
}

function Settled({ book }: { book: BookView }) {
  return (
    <View className="card soft">
      <View className="hero">都还清了</View>
      <View className="gap-s">
        利息一共{yuan(book.soFar.interest)}，财政贴了{yuan(book.soFar.subsidy)}，您自己付了{yuan(book.soFar.share)}
      </View>
    </View>
  )
}

/** Kindly: what it means, and what to do first. */
function Late({ book, since }: { book: BookView; since: string }) {
  // What is left of it, where it is the next to be paid.
  const missed = book.next?.due === since ? book.next : book.instalments.find(({ due, fate }) => due === since && fate === 'overdue')
  return (
    <View className="card caution late">
      <View className="strong">{sayFullDay(since)}那一次还没有还上</View>
      {missed && <View className="gap-s">那一次要还{yuan(missed.principal + missed.interest)}</View>}
      <View className="gap-s">别着急，先给{book.bank}打个电话，说说什么时候能还。早一天还上，财政就早一天接着贴息。</View>
      <View className="gap-s">实在还不上，点下面“我有困难”，村妇联会来帮您想办法。</View>
    </View>
  )
}
