import { AppError, invalid } from '@shared/core/errors'
import { readReceipt } from '@shared/core/receipt'
import { dayOf } from '@shared/core/time'
import type { ImportView } from '@shared/features/loan/book.api'
import type { Rest } from '@shared/features/loan/claim.rest'
import { In } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, insert, isDuplicate, type Manager, mustFind } from '../../core/database'
import { newId, sha256 } from '../../core/ids'
import type { Marks } from '../../core/marks'
import { readTable } from '../../core/xlsx.read'
import { ownBank } from './book.access'
import { LoanBook, LoanClaim, LoanClaimLine, LoanImport } from './book.entity'
import type { Books } from './book.service'
import type { BookStore, Opened } from './book.store'
import type { Claims } from './claim.service'
import { type ClaimedLine, comparedWith, paymentsIn } from './import.payments'
import { entryOf, type FatedRow, fatesOf, repaymentsIn, type SentRow } from './import.rows'

/** A file as it was read, outside of every unit. */
export interface ReadFile {
  sort: LoanImport['sort']
  hash: string
  rows: SentRow[]
  /** of a file of payments: the claim that it is about, as it was when the file was tried */
  claim: { id: string; revision: number } | null
}

export interface Imports {
  read(caller: Caller, data: Buffer): ReadFile
  readPayments(caller: Caller, claim: string, data: Buffer): Promise<ReadFile>
  /** keeps a file until it is confirmed */
  keep(m: Manager, caller: Caller, id: string, file: ReadFile, now: string): Promise<void>
  /** @throws AppError notFound */
  show(caller: Caller, id: string, now: string): Promise<ImportView>
  /**
   * Records what can be taken; the same file a second time changes nothing. `day`: on which finance has paid, today unless it is said.
   * @throws AppError notFound, alreadyOpen, staleVersion when the claim has changed since the file was tried, invalidInput
   */
  confirm(m: Manager, caller: Caller, id: string, day: string | undefined, atlas: Atlas, now: string): Promise<void>
}

/** So many payments at once, whatever else the file holds: a template has a row for each open loan, most of them without a payment. */
const MOST_REPAYMENTS = 1_000
/** rows of a bank's template, those without a payment among them */
const MOST_OPEN = 20_000
const MOST_LINES = 40_000
/** So many lines of a claim may be paid otherwise than claimed: more is another claim's file. */
const MOST_DIFFERING = 2_000
const SHOWN = 1_000

function tooMany(payments: number): AppError {
  const why = `一次最多登记${MOST_REPAYMENTS}笔还款，这个文件里填了${payments}笔，请分成几个文件；没有还款的行不算`
  return new AppError('tooLarge', why, { fields: { file: why } })
}

type Stored = Pick<LoanImport, 'id' | 'sort' | 'officeId' | 'claimId' | 'fileHash' | 'state'>

interface Content {
  rows: SentRow[]
  /** of the claim, when the file was tried */
  revision?: number
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
  /** The lines of a claim, with what was said so far of each. */
  const claimedLines = async (m: Manager, claimId: string, isReported: boolean): Promise<ClaimedLine[]> => {
    const all = await m
      .createQueryBuilder(LoanClaimLine, 'l')
      .innerJoin(LoanBook, 'b', 'b.id = l.book_id')
      .select(['l.book_id AS book', 'l.total AS total', 'l.paid AS paid', 'l.rest AS rest', 'b.receipt AS receipt'])
      .where('l.claim_id = :claimId', { claimId })
      .getRawMany<{ book: string; total: number; paid: number | null; rest: Rest | null; receipt: string }>()
    return all.map(({ paid, total, ...line }) => ({
      ...{ ...line, total: Number(total) },
      paid: isReported ? Number(paid ?? total) : null,
    }))
  }
  const compared = async (m: Manager, claimId: string, rows: readonly SentRow[]) => {
    const { state } = await mustFind(m, LoanClaim, { id: claimId })
    return comparedWith(rows, await claimedLines(m, claimId, state === 'paid'))
  }
  /** What becomes of each row as things stand, or became of it once it was recorded. */
  const fatesNow = async (caller: Caller, row: LoanImport & { read: Content }, now: string) => {
    const { rows, fates } = row.read
    if (fates) return { fates, missing: [], kept: 0 }
    if (row.claimId !== null) return compared(db.read, row.claimId, rows)
    return { ...(await judged(db.read, caller, row, rows, now)), missing: [], kept: 0 }
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
  const pay = async (m: Manager, caller: Caller, row: LoanImport & { read: Content }, day: string, atlas: Atlas, now: string) => {
    const id = row.claimId as string
    const claim = await claims.must(m, caller, id, { role: 'finance', states: ['confirmed', 'paid'] }, atlas)
    if (claim.revision !== row.read.revision) throw new AppError('staleVersion', '看过这个表格以后，拨付又报过一次，请重新选一次表格再看')
    const { fates, missing, except } = await compared(m, id, row.read.rows)
    if (missing.length > 0) throw new AppError('invalidInput', `清单里还有${missing.length}笔没有写实付多少，请补齐再传；没有付的写0`)
    if (except.length > MOST_DIFFERING) throw new AppError('invalidInput', `有${except.length}笔和清单不一样，请核对是不是这个季度的文件`)
    await claims.pay(m, caller, id, { revision: claim.revision, day, except }, atlas, now)
    return fates
  }
  return {
    read: (caller, data) => {
      ownBank(caller)
      const rows = repaymentsIn(readTable(data, { rows: MOST_OPEN }))
      if (rows.length > MOST_REPAYMENTS) throw tooMany(rows.length)
      return { sort: 'repayments', hash: sha256(data), rows, claim: null }
    },
    readPayments: async (caller, claim, data) => {
      const { id, revision } = await claims.must(
        db.read,
        caller,
        claim,
        { role: 'finance', states: ['confirmed', 'paid'] },
        await ports.atlas(),
      )
      const rows = paymentsIn(readTable(data, { rows: MOST_LINES }))
      return { sort: 'payments', hash: sha256(data), rows, claim: { id, revision } }
    },
    keep: async (m, caller, id, { sort, hash, rows, claim }, now) => {
      const role = sort === 'payments' ? 'finance' : 'bank'
      const officeId = caller.grants.find((grant) => grant.role === role)?.place ?? ''
      const file = { id, sort, officeId, claimId: claim?.id ?? null, fileHash: hash, state: 'tried' as const }
      const content = marked(file, { rows, ...(claim ? { revision: claim.revision } : {}) })
      await insert(m, LoanImport, { ...file, doneSlot: null, content, createdBy: caller.account, createdAt: now })
    },
    show: async (caller, id, now) => {
      const row = await find1(db.read, caller, id)
      const { fates, missing, kept } = await fatesNow(caller, row, now)
      const [before] = row.state === 'done' ? [] : await find(db.read, LoanImport, { doneSlot: slotOf(row) })
      const taken = fates.filter(({ fate }) => fate === 'taken').length
      const worth = row.sort === 'payments' ? [...missing, ...fates.filter(({ fate, why }) => fate !== 'taken' || why !== '')] : fates
      return {
        ...{ id, sort: row.sort, state: row.state, before: before !== undefined, taken, refused: fates.length - taken, at: row.createdAt },
        ...{ missing: missing.length, kept },
        rows: worth.slice(0, SHOWN).map(({ sort: _, serial: __, trouble: ___, rest: ____, ...shown }) => shown),
      }
    },
    confirm: async (m, caller, id, day, atlas, now) => {
      const row = await find1(m, caller, id)
      const done = () => new AppError('alreadyOpen', '这个文件已经记过了，这次什么也没有改')
      if (row.state === 'done') throw done()
      if (day !== undefined && row.sort !== 'payments') invalid({ day: '还款的日子写在表格里' })
      const taken = changeOne(m, LoanImport, "id = :id AND state = 'tried'", { id }, { state: 'done', doneSlot: slotOf(row) })
      if (!(await taken.catch((error) => Promise.reject(isDuplicate(error) ? done() : error)))) throw done()
      const isPaid = row.sort === 'payments'
      const fates = await (isPaid ? pay(m, caller, row, day ?? dayOf(now), atlas, now) : record(m, caller, row, row.read.rows, atlas, now))
      await changeOne(m, LoanImport, 'id = :id', { id }, { content: marked({ ...row, state: 'done' }, { rows: [], fates }) })
    },
  }
}
