import { addDays, dayOf } from '@shared/core/time'
import { type Cell, writeTable } from '../../../cloud/core/xlsx.write'
import type { House } from '../../trust/access/house'
import type { Json } from '../api'
import { releasedLoan } from '../released'
import type { Dice } from './dice'
import type { Draft } from './draft'
import type { Memory } from './memory'
import type { Makers } from './valid'

interface Claim {
  id: string
  revision: number
  state: string
  quarter: string
}

/** Loans after their release as the answers have told them. */
export interface KnownBooks {
  learn(who: string, path: string, body: Json): void
  book(dice: Dice): { id: string; version: number; entries: readonly string[] }
  claim(dice: Dice, states: readonly string[]): Claim
  /** the quarter after the last that was claimed */
  nextQuarter(): string
  /** a file that somebody has sent, and who */
  file(dice: Dice): { id: string; by: string }
}

/** In which the first loan was paid out: none may be left out. */
const FIRST_QUARTER = '2024-Q4'
function quarterAfter(quarter: string): string {
  const [year, no] = quarter.split('-Q').map(Number) as [number, number]
  return no === 4 ? `${year + 1}-Q1` : `${year}-Q${no + 1}`
}

export function knownBooks(): KnownBooks {
  const books = new Map<string, { id: string; version: number; entries: string[] }>()
  const claims = new Map<string, Claim>()
  const files = new Map<string, { id: string; by: string }>()
  const any = <T>(dice: Dice, list: readonly T[], none: T): T => (list.length > 0 ? dice.pick(list) : none)
  return {
    learn: (who, path, body) => {
      if (!path.startsWith('/api/loan/')) return
      for (const one of [body, ...(Array.isArray(body.items) ? body.items : [])]) {
        if (typeof one.quarter === 'string' && typeof one.revision === 'number') claims.set(one.id, one)
        if (Array.isArray(one.entries))
          books.set(one.id, { id: one.id, version: one.version, entries: one.entries.map(({ id }: Json) => id) })
      }
      if (body.state === 'tried' && Array.isArray(body.rows)) files.set(body.id, { id: body.id, by: who })
    },
    book: (dice) => any(dice, [...books.values()], { id: '0', version: 1, entries: [] }),
    claim: (dice, states) =>
      any(
        dice,
        [...claims.values()].filter(({ state }) => states.includes(state)),
        { id: '0', revision: 1, state: '', quarter: '' },
      ),
    nextQuarter: () => {
      const last = [...claims.values()].map(({ quarter }) => quarter).sort()
      return last.length === 0 ? FIRST_QUARTER : quarterAfter(last.at(-1) as string)
    },
    file: (dice) => any(dice, [...files.values()], { id: '0', by: 'bank' }),
  }
}

const MOST_FEN = 100_000

function entry({ memory, dice, now }: Makers, draft: Draft): void {
  const { id, version, entries } = memory.books.book(dice)
  draft.params.id = id
  const { body } = draft
  body.version = version
  if ('day' in body) body.day = addDays(dayOf(now), -dice.below(100))
  if ('principal' in body) body.principal = 1 + dice.below(MOST_FEN)
  if ('interest' in body) body.interest = dice.below(MOST_FEN)
  // Whoever corrects names what was said before.
  if (entries.length === 0 || (body.sort !== 'cancel' && dice.percent(70))) delete body.corrects
  else body.corrects = dice.pick(entries)
}

const ANY = ['drawing', 'hr', 'finance', 'confirmed', 'paid']
const STATES: Readonly<Record<string, readonly string[]>> = {
  confirm: ['hr', 'finance'],
  return: ['finance'],
  paid: ['confirmed', 'paid'],
  payments: ['confirmed', 'paid'],
  list: ['hr', 'finance', 'confirmed', 'paid'],
}

function claimed({ memory, dice, now }: Makers, path: string, draft: Draft): string | undefined {
  const step = path.split('/')[5] ?? ''
  // Seldom by finance: what is confirmed for good nobody can return any more.
  const states = step === 'confirm' && dice.percent(80) ? ['hr'] : STATES[step]
  const { id, revision, state } = memory.books.claim(dice, states ?? ANY)
  draft.params = path.includes('{claim}') ? { claim: id } : { id }
  draft.query = []
  if (draft.body) draft.body.revision = revision
  if (step === 'paid') {
    draft.body.day = addDays(dayOf(now), -dice.below(30))
    draft.body.except = dice.percent(50) ? [] : [{ book: memory.books.book(dice).id, paid: dice.below(MOST_FEN) }]
  }
  if (step === 'confirm') return state === 'hr' ? 'hr' : 'finance'
  return STATES[step] && step !== 'list' ? 'finance' : 'hr'
}

/** What a request about a loan after its release needs to be one that could be granted. @returns who must send it, if only one may */
export function fitBook(at: Makers, path: string, draft: Draft): string | undefined {
  const { memory, dice } = at
  if (path === '/api/loan/books') draft.query = []
  if (path === '/api/loan/books/{id}') draft.params.id = memory.books.book(dice).id
  if (path.endsWith('/entries') && path.includes('/loan/')) {
    entry(at, draft)
    return 'bank'
  }
  if (path === '/api/loan/claims') {
    draft.query = []
    if (draft.body) draft.body.quarter = memory.books.nextQuarter()
  }
  if (path === '/api/loan/imports') return 'bank'
  if (/^\/api\/loan\/claims\/\{/.test(path)) return claimed(at, path, draft)
  if (!path.startsWith('/api/loan/imports/')) return undefined
  const { id, by } = memory.books.file(dice)
  draft.params.id = id
  return by
}

const DAYS_AGO = [700, 500, 200]
const FILES = 6

const table = (titles: readonly string[], rows: Cell[][]): Promise<Buffer> =>
  writeTable(
    { name: '表', heading: ['填好再传'], columns: titles.map((title) => ({ title, width: 10 })) },
    (async function* () {
      yield rows
    })(),
  )

/** The files that banks and finance send, by the address that they go to. */
export interface Tables {
  repayments: readonly Buffer[]
  payments: readonly Buffer[]
}

/** Loans of some quarters, a claim that waits to be paid, and files about them. */
export async function seedBooks({ cloud, wechat, callers }: House, memory: Memory): Promise<Tables> {
  const { hr, finance, bank } = callers
  const receipts: string[] = []
  for (const days of DAYS_AGO) {
    const { id, receipt } = await releasedLoan(cloud, { days, visit: wechat.visit, declared: { sum: 20_000_000 } })
    receipts.push(receipt)
    memory.learn('bank', `/api/loan/books/${id}`, (await bank.get(`/api/loan/books/${id}`)).body)
  }
  const { id } = (await hr.post('/api/loan/claims', { quarter: FIRST_QUARTER })).body
  await cloud.app.work.drawClaims()
  for (const who of [hr, finance]) {
    const { revision } = (await who.get(`/api/loan/claims/${id}`)).body
    await who.post(`/api/loan/claims/${id}/confirm`, { revision })
  }
  await learnClaims(callers, memory)
  // And one that waits for finance, which may return it.
  const { id: next } = (await hr.post('/api/loan/claims', { quarter: memory.books.nextQuarter() })).body
  await cloud.app.work.drawClaims()
  const drawn = (await hr.get(`/api/loan/claims/${next}`)).body
  await hr.post(`/api/loan/claims/${next}/confirm`, { revision: drawn.revision })
  await learnClaims(callers, memory)
  for (const path of ['books', 'template', 'books/{id}']) memory.managed(`get /api/loan/${path}`, 'bank')
  for (const method of ['get', 'post']) memory.managed(`${method} /api/loan/claims`, 'hr')
  const day = dayOf(cloud.clock.now())
  const repaid = (no: number) => receipts.map((receipt): Cell[] => [receipt, day, { fen: 100 + no }, { fen: 50 }, '还款', `F${no}`])
  const paid = (fen: number) => receipts.map((receipt): Cell[] => [receipt, { fen }])
  return {
    repayments: await Promise.all(
      Array.from({ length: FILES }, (_, no) =>
        table(['受理编号', '还款日期', '归还本金(元)', '归还利息(元)', '类型', '流水号'], repaid(no)),
      ),
    ),
    payments: await Promise.all(Array.from({ length: FILES }, (_, no) => table(['受理编号', '实付金额(元)'], paid(10_000 + no)))),
  }
}

/** What the clock has drawn up, nobody was answered. */
export async function learnClaims({ hr }: Pick<House['callers'], 'hr'>, memory: Memory): Promise<void> {
  memory.learn('hr', '/api/loan/claims', (await hr.get('/api/loan/claims')).body)
}
