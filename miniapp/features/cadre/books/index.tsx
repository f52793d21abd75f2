import Input from '@nutui/nutui-react-taro/dist/es/packages/input'
import { readReceipt } from '@shared/core/receipt'
import { dayOf } from '@shared/core/time'
import { BOOK_STATES, type BookRow } from '@shared/features/loan/book.api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { sayFullDay, stateOf, yuan } from '../../../core/loan/words'
import { type Page, usePages } from '../../../core/pages'
import { toCadreBook } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { Segments } from '../../../core/segments'
import { rolesOf, useSession } from '../../../core/session'
import { Trouble } from '../../../core/trouble'
import '../../../core/field-form.scss'
import '../../../core/desk.scss'

const VIEWS = { all: '全部', ...BOOK_STATES }

/** 贷款台账: the loans of a bank, of a place or of the county, whoever looks. */
export default function BooksPage() {
  return <Known>{(who) => <Books key={who} />}</Known>
}

function Books() {
  const [view, setView] = useState<keyof typeof VIEWS>('all')
  const [receipt, setReceipt] = useState('')
  const bank = rolesOf(useSession()).some(({ role }) => role === 'bank')
  const query = { receipt: receipt || undefined, state: view === 'all' ? undefined : view }
  const books = usePages<BookRow>((after) => get<Page<BookRow>>('/loan/books', { ...query, after }), [view, receipt], { onShow: true })
  return (
    <Screen
      className="cadre"
      foot={
        bank && (
          <Action tone="soft" className="to-file" onTap={() => Taro.navigateTo({ url: '/features/cadre/loan-file/index' })}>
            用表格记一批还款
          </Action>
        )
      }
    >
      <View>
        <View className="hero">贷款台账</View>
        <Segments of={VIEWS} now={view} onPick={setView} />
      </View>
      <Search found={receipt} onFind={setReceipt} />
      <Listed of={books} {...emptyOf(receipt, view !== 'all')}>
        {(items) => (
          <View className="card lines">
            {items.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </View>
        )}
      </Listed>
    </Screen>
  )
}

const emptyOf = (receipt: string, narrowed: boolean) =>
  receipt
    ? { empty: '没有这个编号的贷款', note: '看看编号有没有少一位，上面选的是不是“全部”' }
    : { empty: narrowed ? '没有这样的贷款' : '还没有放款的', note: narrowed ? '看看别的' : '银行报了放款，这里就有' }

function Search({ found, onFind }: { found: string; onFind: (receipt: string) => void }) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState('')
  const find = () => {
    const receipt = readReceipt(typed)
    // Its last character tells whether all were heard right.
    setProblem(receipt === undefined && typed.trim() !== '' ? '这个编号有一位不对，请对着回执再看一遍' : '')
    if (receipt !== undefined || typed.trim() === '') onFind(receipt ?? '')
  }
  const clear = () => {
    setTyped('')
    setProblem('')
    onFind('')
  }
  return (
    <View className="search">
      <View className="row">
        <Input className="box grow" value={typed} placeholder="受理编号" onChange={setTyped} onConfirm={find} />
        <Action small tone="soft" className="find" onTap={find}>
          找
        </Action>
        {found !== '' && (
          <Action small className="find-all" onTap={clear}>
            看全部
          </Action>
        )}
      </View>
      <Trouble words={problem} className="gap-s" />
    </View>
  )
}

function Line({ row }: { row: BookRow }) {
  const { id, receipt, who, bank, state, principal, balance, nextDue } = row
  const { words, tone } = stateOf(state)
  const today = dayOf(new Date().toISOString())
  return (
    <View className={`line row wraps b-${id}`} hoverClass="pressed" ariaRole="button" onClick={() => toCadreBook(id)}>
      <View className="grow">
        <View className="strong">{who || receipt}</View>
        <View className="note line-number">{receipt}</View>
        <View className="note">{bank}</View>
        <View className="note">贷了{yuan(principal)}</View>
        <View className="note">还欠{yuan(balance)}</View>
        {nextDue && (
          <View className={nextDue < today ? 'wrong' : 'note'}>
            {sayFullDay(nextDue)}
            {nextDue < today ? '那一次还没有还' : '还下一次'}
          </View>
        )}
      </View>
      <View className={`tag ${tone}`}>{words}</View>
    </View>
  )
}
