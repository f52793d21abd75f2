import { addMonths, dayOf } from '@shared/core/time'
import type { WorkingRow } from '@shared/features/loan/book.api'
import { exceeded, isPayment, standing, type Terms } from '@shared/features/loan/book.entries'
import { quarterEnd, quarterStart, sayQuarter } from '@shared/features/loan/book.quarters'
import type { Earlier, Workings } from '@shared/features/loan/claim.api'
import { RESTS } from '@shared/features/loan/claim.rest'
import { sayRate } from '@shared/features/loan/loan.money'
import { STYLES } from '@shared/features/loan/loan.schedule'
import { In } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { type Database, mustFind } from '../../core/database'
import { type Cell, writeTable } from '../../core/xlsx.write'
import { ownBank } from './book.access'
import { LoanBook, LoanClaim, type LoanClaimLine } from './book.entity'
import type { BookStore } from './book.store'
import type { ClaimPorts, Claims } from './claim.service'
import { type ClaimStore, workingsIn } from './claim.store'
import { TITLES } from './import.rows'

const TOGETHER = 200
/** Stands for her name where HR or finance may not read it: she did not agree to that, or took it back. */
const NO_NAME = '（不提供）'
const REPAYMENTS = [
  ...[
    { title: TITLES.receipt, width: 14 },
    { title: '放款日期', width: 12 },
    { title: '放款金额(元)', width: 14 },
  ],
  ...[
    { title: '剩余本金(元)', width: 14 },
    { title: '下一个还款日', width: 14 },
    { title: TITLES.day, width: 12 },
  ],
  ...[
    { title: TITLES.principal, width: 14 },
    { title: TITLES.interest, width: 14 },
    { title: TITLES.sort, width: 10 },
    { title: TITLES.serial, width: 20 },
  ],
]
const CLAIM = [
  ...[
    { title: '序号', width: 6 },
    { title: TITLES.receipt, width: 14 },
    { title: '借款人', width: 10 },
    { title: '经营项目', width: 24 },
  ],
  ...[
    { title: '放款金额(元)', width: 14 },
    { title: '放款日期', width: 12 },
    { title: '期限(月)', width: 9 },
    { title: '到期日', width: 12 },
  ],
  ...[
    { title: '还款方式', width: 18 },
    { title: '年利率', width: 18 },
    { title: '经办银行', width: 16 },
    { title: '本季还本日期', width: 24 },
  ],
  ...[
    { title: '贴息天数', width: 9 },
    { title: '本季利息(元)', width: 13 },
    { title: '银行多算或少算(元)', width: 16 },
    { title: '本季贴息(元)', width: 13 },
    { title: '以前季度更正(元)', width: 16 },
  ],
  ...[
    { title: '申报贴息(元)', width: 13 },
    { title: '计算过程', width: 60 },
    { title: TITLES.paid, width: 13 },
    { title: TITLES.rest, width: 14 },
  ],
]

export interface LoanTables {
  /** one row for each loan of the bank that is not paid back, to be filled in */
  template(caller: Caller): Promise<Buffer>
  /** the lines of a claim, loan by loan @throws AppError notFound, notOpen */
  claim(caller: Caller, id: string): Promise<Buffer>
}

/** `50,000.00元`'s arithmetic as finance reads it: days × principal × rate × per cent ÷ basis. */
const sayWorking = ({ days, principal, helpRate, percent, basis, subsidy, without }: WorkingRow): string => {
  const yuan = (fen: number) => (fen / 100).toFixed(2)
  if (without) return `${days}天不贴（${without === 'overdue' ? '逾期' : without === 'extended' ? '展期' : '代偿后'}）`
  return `${yuan(principal)}×${sayRate(helpRate)}×${percent}%×${days}÷${basis}=${yuan(subsidy)}`
}

/** Where the bank asked for less than the rows come to. */
function sayLimit({ interest, subsidy }: LoanClaimLine, { differs, rows }: Workings): string[] {
  const reckoned = rows.reduce((sum, row) => sum + row.subsidy, 0)
  return subsidy < reckoned ? [`银行只收利息${((interest + differs) / 100).toFixed(2)}，贴息不超过它`] : []
}

/** An earlier quarter's correction: what it should have been, less what was claimed, and what was left unpaid. */
const sayEarlier = ({ quarter, due, claimed, unpaid }: Earlier): string => {
  const yuan = (fen: number) => (fen / 100).toFixed(2)
  const paid = unpaid === 0 ? '' : unpaid > 0 ? `+未付${yuan(unpaid)}` : `-多付${yuan(-unpaid)}`
  return `${sayQuarter(quarter)}应有${yuan(due)}-已申报${yuan(claimed)}${paid}=${yuan(due - claimed + unpaid)}`
}

const sayRateOf = (terms: Terms): string => {
  const cap = exceeded(terms)
  return `${sayRate(terms.rate)}${cap === undefined ? '' : `（超过上限${sayRate(cap)}）`}`
}

export interface TableParts {
  db: Database
  books: BookStore
  claims: Claims
  store: ClaimStore
  ports: ClaimPorts
}

/** Tables that banks, HR and finance take to their desks. */
export function loanTables({ db, books, claims, store, ports }: TableParts): LoanTables {
  async function* openLoans(bank: string): AsyncGenerator<Cell[][]> {
    for (let behind = ''; ; ) {
      const rows = await db.read
        .createQueryBuilder(LoanBook, 'b')
        .where("b.bank_id = :bank AND b.id > :behind AND b.state IN ('repaying', 'overdue')", { bank, behind })
        .orderBy('b.id')
        .limit(TOGETHER)
        .getMany()
      yield rows.map(({ receipt, released, principal, balance, nextDue }): Cell[] => [
        ...[receipt, released, { fen: principal }, { fen: balance }, nextDue ?? ''],
        ...['', '', '', '还款', ''],
      ])
      if (rows.length < TOGETHER) return
      behind = rows.at(-1)?.id ?? ''
    }
  }
  async function* linesOf(claim: LoanClaim, role: 'hr' | 'finance' | 'county', atlas: Atlas): AsyncGenerator<Cell[][]> {
    const within = (day: string) => quarterStart(claim.quarter) <= day && day < quarterEnd(claim.quarter)
    for (let [behind, no] = ['', 0]; ; ) {
      const lines = await store.lines(db.read, claim.id, behind, TOGETHER)
      const ids = lines.map(({ bookId }) => bookId)
      const opened = await books.openAll(db.read, ids.length === 0 ? [] : await db.read.findBy(LoanBook, { id: In(ids) }))
      const people = role === 'county' ? new Map<string, never>() : await ports.partnerSees(db.read, ids, role)
      yield lines.map((line): Cell[] => {
        no += 1
        const book = opened.get(line.bookId)
        const terms = book?.terms as Terms | undefined
        const her: { name: string; purpose: string } | undefined = people.get(line.bookId)
        const workings = workingsIn(line)
        const paidBack = standing(book?.entries ?? []).filter((one) => isPayment(one) && one.principal > 0 && within(one.day))
        const days = workings.rows.reduce((sum, row) => sum + (row.without ? 0 : row.days), 0)
        return [
          ...[
            no,
            book?.row.receipt ?? '',
            her?.name ?? (role === 'county' ? '' : NO_NAME),
            her?.purpose ?? '',
            { fen: terms?.principal ?? 0 },
            terms?.released ?? '',
          ],
          ...[terms?.termMonths ?? null, terms ? addMonths(terms.released, terms.termMonths) : '', terms ? STYLES[terms.style] : ''],
          ...[terms ? sayRateOf(terms) : '', atlas.nameOf(book?.row.bankId ?? ''), paidBack.map(({ day }) => day).join('、'), days],
          ...[{ fen: line.interest }, { fen: workings.differs }, { fen: line.subsidy }, { fen: line.adjustment }, { fen: line.total }],
          ...[
            [...workings.rows.map(sayWorking), ...sayLimit(line, workings), ...workings.earlier.map(sayEarlier)].join('；'),
            line.paid === null ? (claim.paid === null ? '' : { fen: line.total }) : { fen: line.paid },
            line.rest === null ? '' : RESTS[line.rest],
          ],
        ]
      })
      if (lines.length < TOGETHER) return
      behind = lines.at(-1)?.bookId ?? ''
    }
  }
  return {
    template: async (caller) => {
      const bank = ownBank(caller)
      const heading = ['每还一笔写一行；没有还款的行空着就行。类型写 还款、提前还款 或 代偿。金额单位是元。']
      return writeTable({ name: '还款登记', heading, columns: REPAYMENTS }, openLoans(bank))
    },
    claim: async (caller, id) => {
      const { state } = await claims.show(caller, id)
      if (state !== 'drawing') await claims.sealed(caller, id)
      const claim = await mustFind(db.read, LoanClaim, { id })
      const atlas = await ports.atlas()
      const made = (JSON.parse(claim.history) as { at: string }[]).at(-1)?.at
      const heading = [`${sayQuarter(claim.quarter)}创业担保贷款贴息清单${made ? `（${dayOf(made)}）` : ''}`]
      const role = claims.roleIn(caller, claim, atlas)
      return writeTable({ name: '贴息清单', heading, columns: CLAIM }, linesOf(claim, role, atlas))
    },
  }
}
