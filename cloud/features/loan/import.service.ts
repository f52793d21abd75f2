import { AppError } from '@shared/core/errors'
import { sayYuan } from '@shared/core/money'
import { readReceipt } from '@shared/core/receipt'
import { dayOf } from '@shared/core/time'
import type { ImportView } from '@shared/features/loan/book.api'
import { In } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, insert, isDuplicate, type Manager } from '../../core/database'
import { newId, sha256 } from '../../core/ids'
import type { Marks } from '../../core/marks'
import { readTable } from '../../core/xlsx.read'
import { ownBank } from './book.access'
import { LoanBook, type LoanClaim, LoanClaimLine, LoanImport } from './book.entity'
import type { Books } from './book.service'
import type { BookStore, Opened } from './book.store'
import type { Claims } from './claim.service'
import { entryOf, type FatedRow, fatesOf, paymentsIn, repaymentsIn, type SentRow } from './import.rows'

/** A file as it was read, outside of every unit. */
export interface ReadFile {
  sort: LoanImport['sort']
  hash: string
  rows: SentRow[]
  claim: string | null
}

export interface Imports {
  read(caller: Caller, data: Buffer): ReadFile
  readPayments(caller: Caller, claim: string, data: Buffer): Promise<ReadFile>
  /** keeps a file until it is confirmed */
  keep(m: Manager, caller: Caller, id: string, file: ReadFile, now: string): Promise<void>
  /** @throws AppError notFound */
  show(caller: Caller, id: string, now: string): Promise<ImportView>
  /** records what can be taken; the same file a second time changes nothing @throws AppError notFound, alreadyOpen, invalidInput */
  confirm(m: Manager, caller: Caller, id: string, atlas: Atlas, now: string): Promise<void>
}

const MOST_REPAYMENTS = 1_000
/** of all that a file of so many rows unpacks to */
const MOST_BYTES = 8 * 1024 * 1024
const MOST_LINES = 40_000
/** So many lines of a claim may be paid otherwise than claimed: more is another claim's file. */
const MOST_DIFFERING = 2_000
const SHOWN = 1_000

type Stored = Pick<LoanImport, 'id' | 'sort' | 'officeId' | 'claimId' | 'fileHash' | 'state'>

interface Content {
  rows: SentRow[]
  /** once it is recorded */
  fates?: FatedRow[]
}

export interface ImportParts {
  db: Database
  marks: Marks
  store: BookStore
  books: Books
  claims: Claims
  ports: { atlas(): Promise<Atlas>; isHers(m: Manager, caller: Caller, id: string): Promise<boolean> }
}

/** Files of banks and of finance: tried first, recorded when they are confirmed. */
export function importsService({ db, marks, store, books, claims, ports }: ImportParts): Imports {
  const markOf = ({ id, sort, officeId, claimId, fileHash, state }: Stored, body: string) =>
    [id, sort, officeId, claimId, fileHash, state, body] as const
  /** The rows with a mark before them: what was tried and what is confirmed are the same. */
  const marked = (row: Stored, content: Content): string => {
    const body = JSON.stringify(content)
    return `${marks.of('loan_import', markOf(row, body))}\n${body}`
  }
  const find1 = async (m: Manager, caller: Caller, id: string): Promise<LoanImport & { read: Content }> => {
    const row = await findOne(m, LoanImport, { id })
    const role = row?.sort === 'payments' ? 'finance' : 'bank'
    const isTheirs = row && caller.grants.some((grant) => grant.place === row.officeId && grant.role === role)
    const end = row ? row.content.indexOf('\n') : -1
    const [mark, body] = [row?.content.slice(0, Math.max(0, end)) ?? '', row?.content.slice(end + 1) ?? '']
    if (!isTheirs || !marks.hold('loan_import', markOf(row, body), mark)) throw new AppError('notFound', '没有找到这个文件')
    return { ...row, read: JSON.parse(body) }
  }
  const slotOf = ({ officeId, claimId, fileHash }: LoanImport) => `${officeId} ${claimId ?? ''} ${fileHash}`
  /** The books that are named; her own loan's is another clerk's to keep. */
  const openNamed = async (m: Manager, caller: Caller, bank: string, rows: readonly SentRow[]): Promise<Map<string, Opened>> => {
    const receipts = [...new Set(rows.flatMap(({ receipt }) => readReceipt(receipt) ?? []))]
    const found = receipts.length === 0 ? [] : await m.findBy(LoanBook, { bankId: bank, receipt: In(receipts) })
    const opened = new Map<string, Opened>()
    for (const one of (await store.openAll(m, found)).values())
      if (!(await ports.isHers(m, caller, one.row.id))) opened.set(one.row.receipt, one)
    return opened
  }
  const judged = async (m: Manager, caller: Caller, { officeId }: LoanImport, rows: readonly SentRow[], now: string) => {
    const opened = await openNamed(m, caller, officeId, rows)
    const bookOf = (receipt: string) => {
      const book = opened.get(readReceipt(receipt) ?? '')
      return book && { id: book.row.id, terms: book.terms, entries: book.entries }
    }
    return { opened, fates: fatesOf(rows, bookOf, dayOf(now)) }
  }
  /** Each row against its line of the claim. */
  const compared = async (m: Manager, claimId: string, rows: readonly SentRow[]) => {
    const paid = new Map<string, number>()
    const lines = new Map<string, { book: string; total: number }>()
    const all = await m
      .createQueryBuilder(LoanClaimLine, 'l')
      .innerJoin(LoanBook, 'b', 'b.id = l.book_id')
      .select(['l.book_id AS book', 'l.total AS total', 'b.receipt AS receipt'])
      .where('l.claim_id = :claimId', { claimId })
      .getRawMany<{ book: string; total: number; receipt: string }>()
    for (const { book, total, receipt } of all) lines.set(receipt, { book, total: Number(total) })
    const fates = rows.map((row): FatedRow => {
      if (row.trouble) return { ...row, ...row.trouble }
      const line = lines.get(readReceipt(row.receipt) ?? '')
      if (!line) return { ...row, fate: 'unknown', why: '清单里没有这个受理编号' }
      if (paid.has(line.book)) return { ...row, fate: 'known', why: '这一笔前面已经有了' }
      paid.set(line.book, row.principal)
      const less = line.total - row.principal
      const sum = sayYuan(Math.abs(less))
      return { ...row, fate: 'taken', why: less === 0 ? '' : less > 0 ? `比申报的少${sum}元` : `比申报的多${sum}元` }
    })
    const except = [...lines.values()].flatMap(({ book, total }) => {
      const sum = paid.get(book) ?? 0
      return sum === total ? [] : [{ book, paid: sum }]
    })
    return { fates, except }
  }
  const fatesNow = async (caller: Caller, row: LoanImport & { read: Content }, now: string): Promise<FatedRow[]> => {
    const { rows, fates } = row.read
    if (fates) return fates
    return row.claimId === null ? (await judged(db.read, caller, row, rows, now)).fates : (await compared(db.read, row.claimId, rows)).fates
  }
  const record = async (m: Manager, caller: Caller, row: LoanImport, rows: SentRow[], atlas: Atlas, now: string) => {
    const { opened, fates } = await judged(m, caller, row, rows, now)
    const taken = new Map<Opened, SentRow[]>()
    for (const one of fates) {
      const book = one.fate === 'taken' ? opened.get(readReceipt(one.receipt) ?? '') : undefined
      if (book) taken.set(book, [...(taken.get(book) ?? []), one])
    }
    for (const [book, its] of taken) {
      const lines = its.map((one) => ({ id: newId(now), entry: entryOf(one), note: '' }))
      await books.append(m, book, lines, { account: caller.account, now, atlas })
    }
    return fates
  }
  const pay = async (m: Manager, caller: Caller, row: LoanImport, rows: SentRow[], atlas: Atlas, now: string) => {
    const id = row.claimId as string
    const { fates, except } = await compared(m, id, rows)
    if (except.length > MOST_DIFFERING) throw new AppError('invalidInput', `有${except.length}笔和清单不一样，请核对是不是这个季度的文件`)
    const claim: LoanClaim = await claims.must(m, caller, id, { role: 'finance', states: ['confirmed', 'paid'] }, atlas)
    await claims.pay(m, caller, id, { revision: claim.revision, day: dayOf(now), except }, atlas, now)
    return fates
  }
  return {
    read: (caller, data) => {
      ownBank(caller)
      const rows = repaymentsIn(readTable(data, { rows: MOST_REPAYMENTS + 20, bytes: MOST_BYTES }))
      return { sort: 'repayments', hash: sha256(data), rows, claim: null }
    },
    readPayments: async (caller, claim, data) => {
      await claims.must(db.read, caller, claim, { role: 'finance', states: ['confirmed', 'paid'] }, await ports.atlas())
      return { sort: 'payments', hash: sha256(data), rows: paymentsIn(readTable(data, { rows: MOST_LINES })), claim }
    },
    keep: async (m, caller, id, { sort, hash, rows, claim }, now) => {
      const role = sort === 'payments' ? 'finance' : 'bank'
      const officeId = caller.grants.find((grant) => grant.role === role)?.place ?? ''
      const file = { id, sort, officeId, claimId: claim, fileHash: hash, state: 'tried' as const }
      await insert(m, LoanImport, { ...file, doneSlot: null, content: marked(file, { rows }), createdBy: caller.account, createdAt: now })
    },
    show: async (caller, id, now) => {
      const row = await find1(db.read, caller, id)
      const fates = await fatesNow(caller, row, now)
      const [before] = row.state === 'done' ? [] : await find(db.read, LoanImport, { doneSlot: slotOf(row) })
      const taken = fates.filter(({ fate }) => fate === 'taken').length
      const worth = row.sort === 'payments' ? fates.filter(({ fate, why }) => fate !== 'taken' || why !== '') : fates
      return {
        ...{ id, sort: row.sort, state: row.state, before: before !== undefined, taken, refused: fates.length - taken, at: row.createdAt },
        rows: worth.slice(0, SHOWN).map(({ sort: _, serial: __, trouble: ___, ...shown }) => shown),
      }
    },
    confirm: async (m, caller, id, atlas, now) => {
      const row = await find1(m, caller, id)
      const done = () => new AppError('alreadyOpen', '这个文件已经记过了，这次什么也没有改')
      if (row.state === 'done') throw done()
      const { rows } = row.read
      const taken = changeOne(m, LoanImport, "id = :id AND state = 'tried'", { id }, { state: 'done', doneSlot: slotOf(row) })
      if (!(await taken.catch((error) => Promise.reject(isDuplicate(error) ? done() : error)))) throw done()
      const fates = await (row.sort === 'payments' ? pay : record)(m, caller, row, rows, atlas, now)
      await changeOne(m, LoanImport, 'id = :id', { id }, { content: marked({ ...row, state: 'done' }, { rows: [], fates }) })
    },
  }
}
