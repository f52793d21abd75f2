import { AppError, invalid } from '@shared/core/errors'
import { sayYuan } from '@shared/core/money'
import type { Tell } from '@shared/core/telling'
import { dayOf } from '@shared/core/time'
import { exceeded, type Terms } from '@shared/features/loan/book.entries'
import { quarterEnd, quarterOf, sayQuarter } from '@shared/features/loan/book.quarters'
import type { ClaimLine, ClaimView, PaidBody } from '@shared/features/loan/claim.api'
import { type Rest, sayRest } from '@shared/features/loan/claim.rest'
import { In } from 'typeorm'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, type Database, find, findOne, isDuplicate, type Manager } from '../../core/database'
import { countiesOf } from './book.access'
import { LoanBook, LoanClaim, LoanClaimLine } from './book.entity'
import type { RemindingPorts as TellingPorts } from './book.reminding'
import type { BookStore } from './book.store'
import { type ClaimStore, type Deed, workingsIn } from './claim.store'

export interface ClaimPorts {
  /** the loans for which somebody has applied herself */
  ownLoans(m: Manager, person: string): Promise<string[]>
  atlas(): Promise<Atlas>
  /** case → what a partner may see of its applicant; nothing without her consent */
  partnerSees(m: Manager, ids: readonly string[], role: 'hr' | 'finance'): Promise<ReadonlyMap<string, { name: string; purpose: string }>>
}

type LineQuery = { after?: string | undefined; only?: 'differing' | 'adjusted' | undefined }

export interface Claims {
  list(caller: Caller, after: string | undefined, now: string): Promise<{ items: ClaimView[]; next: string | null; due: string | null }>
  /** @throws AppError notFound */
  show(caller: Caller, id: string): Promise<ClaimView>
  lines(caller: Caller, id: string, query: LineQuery): Promise<{ items: ClaimLine[]; next: string | null }>
  /** begins the claim of a quarter @throws AppError notAllowed, invalidInput, alreadyOpen */
  begin(m: Manager, caller: Caller, id: string, quarter: string, atlas: Atlas, now: string): Promise<void>
  /**
   * A claim that the caller may do something with, in one of these states; none in which a loan of her own stands.
   * @throws AppError notFound, notAllowed, notOpen, staleVersion
   */
  must(m: Manager, caller: Caller, id: string, as: MustBe, atlas: Atlas): Promise<LoanClaim>
  /** what its lines say, hashed, outside of a unit @throws AppError notFound, notOpen */
  sealed(caller: Caller, id: string): Promise<string>
  confirm(m: Manager, caller: Caller, id: string, revision: number, digest: string, atlas: Atlas, now: string): Promise<void>
  /** finance gives it back to HR: it is drawn up anew */
  giveBack(m: Manager, caller: Caller, id: string, body: { revision: number; reason: string }, atlas: Atlas, now: string): Promise<void>
  /** finance has paid: all as claimed but for some lines @throws AppError invalidInput */
  pay(m: Manager, caller: Caller, id: string, body: PaidBody, atlas: Atlas, now: string): Promise<void>
  /** for whom the caller looks at the county's claims @throws AppError notFound */
  roleIn(caller: Caller, claim: LoanClaim, atlas: Atlas): 'hr' | 'finance' | 'county'
}

/** What she is told where finance has paid another sum than was claimed. */
const sayPaid = (quarter: string, claimed: number, paid: number, rest: Rest): string =>
  `${sayQuarter(quarter)}申报贴息${sayYuan(claimed)}元，财政实付${sayYuan(Math.max(0, paid))}元，${sayRest(claimed - paid, rest)}。有疑问请问村妇联。`

/** What she is told where finance has said another sum before, and now pays what was claimed. */
const sayMended = ({ quarter }: LoanClaim, { paid, total }: LoanClaimLine): string =>
  `${sayQuarter(quarter)}的贴息，财政更正了：不是先前说的${sayYuan(Math.max(0, paid ?? 0))}元，是按申报的${sayYuan(Math.max(0, total))}元拨付。有疑问请问村妇联。`

interface MustBe {
  role: 'hr' | 'finance'
  states: readonly LoanClaim['state'][]
  revision?: number
}

const PAGE = 50
const unknown = () => new AppError('notFound', '没有找到这份清单')
const WHAT = { begin: '开始核算', hr: '人社确认', finance: '财政确认', back: '退回重核', paid: '登记拨付' } as const

/** What a role may do with a claim; who has a loan of her own in it decides nothing there. */
function mayOf(claim: LoanClaim, role: string, isHers: boolean): ClaimView['may'] {
  const { state } = claim
  if (isHers) return state === 'drawing' ? [] : ['download']
  return [
    ...((state === 'hr' && role === 'hr') || (state === 'finance' && role === 'finance') ? (['confirm'] as const) : []),
    ...(state === 'finance' && role === 'finance' ? (['return'] as const) : []),
    ...((state === 'confirmed' || state === 'paid') && role === 'finance' ? (['pay'] as const) : []),
    ...(state === 'drawing' ? [] : (['download'] as const)),
  ]
}

/** What is claimed from finance, quarter by quarter: drawn up, confirmed by HR and by finance, paid, compared. */
export function claimsService(db: Database, store: ClaimStore, books: BookStore, ports: ClaimPorts & TellingPorts): Claims {
  const roleIn: Claims['roleIn'] = (caller, { countyId }, atlas) => {
    for (const role of ['hr', 'finance'] as const) if (countiesOf(caller, atlas, [role]).includes(countyId)) return role
    if (caller.grants.some(({ role, place }) => role === 'county' && place === countyId)) return 'county'
    throw unknown()
  }
  const whole = async (m: Manager, id: string): Promise<LoanClaim> => {
    const claim = await findOne(m, LoanClaim, { id })
    if (!claim || !store.isWhole(claim)) throw unknown()
    return claim
  }
  /** Those of these claims in which a loan of the caller's own stands. */
  const ownAmong = async (m: Manager, caller: Caller, ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const own = caller.person === undefined ? [] : await ports.ownLoans(m, caller.person)
    const lines = own.length === 0 ? [] : await find(m, LoanClaimLine, { bookId: own, claimId: ids })
    return new Set(lines.map(({ claimId }) => claimId))
  }
  const viewOf = (claim: LoanClaim, role: string, own: ReadonlySet<string>): ClaimView => ({
    ...{ id: claim.id, quarter: claim.quarter, state: claim.state, revision: claim.revision, lines: claim.lineCount },
    ...{ total: claim.total, adjustment: claim.adjustment, paid: claim.paid, paidDay: claim.paidDay, differing: claim.differing },
    may: mayOf(claim, role, own.has(claim.id)),
    history: (JSON.parse(claim.history) as Deed[]).map(({ what, office, at, note }) => ({ what, who: office, at, note })),
  })
  const withDeed = (claim: LoanClaim, what: string, caller: Caller, role: string, atlas: Atlas, now: string, note = ''): string => {
    const place = caller.grants.find((grant) => grant.role === role)?.place ?? ''
    const deed: Deed = { what, office: atlas.nameOf(place), account: caller.account, at: now, note }
    return JSON.stringify([...(JSON.parse(claim.history) as Deed[]), deed])
  }
  const must: Claims['must'] = async (m, caller, id, { role, states, revision }, atlas) => {
    const claim = await whole(m, id)
    if (roleIn(caller, claim, atlas) !== role) throw new AppError('notAllowed', role === 'hr' ? '这一步由人社部门办' : '这一步由财政部门办')
    if ((await ownAmong(m, caller, [id])).has(id)) throw new AppError('notAllowed', '清单里有您自己的贷款，这一步请同事来办')
    if (!states.includes(claim.state)) throw new AppError('notOpen', '清单已经到了下一步，请刷新再看')
    if (revision !== undefined && revision !== claim.revision) throw new AppError('staleVersion', '清单刚有了新的变化，请刷新再看')
    return claim
  }
  /** The last quarter that was claimed in a county, and the one whose turn it is: the next, or the first in which there was a loan. */
  const turnIn = async (m: Manager, countyId: string): Promise<{ last?: string; due?: string }> => {
    const [claim] = await find(m, LoanClaim, { countyId }, { order: { quarter: 'DESC' }, limit: 1 })
    if (claim) return { last: claim.quarter, due: quarterOf(quarterEnd(claim.quarter)) }
    const [first] = await find(m, LoanBook, { countyId }, { order: { released: 'ASC' }, limit: 1 })
    return first ? { due: quarterOf(first.released) } : {}
  }
  const paidLine = async (m: Manager, claim: LoanClaim, line: LoanClaimLine, paid: number | null, rest: Rest | null) => {
    // A new mark must not vouch for what somebody else has written.
    if (!store.isWholeLine(line)) throw new AppError('notOpen', '清单里有一行被改动过，请联系管理员')
    const { mark } = store.markedLine({ ...line, paid, rest })
    await changeOne(m, LoanClaimLine, 'claim_id = :claim AND book_id = :book', { claim: claim.id, book: line.bookId }, { paid, rest, mark })
  }

  return {
    roleIn,
    must,
    list: async (caller, after, now) => {
      const atlas = await ports.atlas()
      const counties = [...countiesOf(caller, atlas), ...caller.grants.filter(({ role }) => role === 'county').map(({ place }) => place)]
      if (counties.length === 0) throw new AppError('notAllowed', '这一页给人社、财政和县妇联用')
      const query = db.read.createQueryBuilder(LoanClaim, 'c').where('c.county_id IN (:...counties)', { counties })
      if (after) query.andWhere('c.quarter < :after', { after })
      const rows = await query
        .orderBy('c.quarter', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const page = rows.slice(0, PAGE)
      const ids = page.map(({ id }) => id)
      const own = await ownAmong(db.read, caller, ids)
      const items = page.filter(store.isWhole).map((claim) => viewOf(claim, roleIn(caller, claim, atlas), own))
      const [county] = countiesOf(caller, atlas, ['hr'])
      const due = county === undefined ? undefined : (await turnIn(db.read, county)).due
      const isOver = due !== undefined && quarterEnd(due) <= dayOf(now)
      return { items, next: rows.length > PAGE ? (page.at(-1)?.quarter ?? null) : null, due: isOver ? due : null }
    },
    show: async (caller, id) => {
      const claim = await whole(db.read, id)
      return viewOf(claim, roleIn(caller, claim, await ports.atlas()), await ownAmong(db.read, caller, [id]))
    },
    lines: async (caller, id, { after = '', only }) => {
      const atlas = await ports.atlas()
      const claim = await whole(db.read, id)
      const role = roleIn(caller, claim, atlas)
      const query = db.read
        .createQueryBuilder(LoanClaimLine, 'l')
        .where('l.claim_id = :id AND l.book_id > :after', { id, after })
        .orderBy('l.book_id')
        .limit(PAGE + 1)
      if (only) query.andWhere(only === 'differing' ? 'l.paid IS NOT NULL' : 'l.adjustment <> 0')
      const found = await query.getMany()
      const shown = found.slice(0, PAGE).filter(store.isWholeLine)
      const ids = shown.map(({ bookId }) => bookId)
      const books = new Map((await db.read.findBy(LoanBook, { id: In(ids) })).map((book) => [book.id, book]))
      const people = role === 'county' ? new Map() : await ports.partnerSees(db.read, ids, role)
      const items = shown.flatMap((line): ClaimLine[] => {
        const book = books.get(line.bookId)
        if (!book) return []
        const { interest, subsidy, adjustment, total } = line
        const terms = JSON.parse(book.terms) as Terms
        return [
          {
            ...{ book: book.id, receipt: book.receipt, who: people.get(book.id)?.name ?? '', bank: atlas.nameOf(book.bankId) },
            ...{ principal: book.principal, released: book.released, rate: terms.rate, overCap: exceeded(terms) ?? null },
            ...{ interest, subsidy, adjustment, total },
            ...{ paid: line.paid ?? (claim.state === 'paid' ? total : null), rest: line.rest },
            ...workingsIn(line),
          },
        ]
      })
      return { items, next: found.length > PAGE ? (found[PAGE - 1]?.bookId ?? null) : null }
    },
    begin: async (m, caller, id, quarter, atlas, now) => {
      const [countyId] = countiesOf(caller, atlas, ['hr'])
      if (countyId === undefined) throw new AppError('notAllowed', '贴息由人社部门核算')
      if (dayOf(now) < quarterEnd(quarter)) invalid({ quarter: `${sayQuarter(quarter)}还没有过完` })
      const { last, due } = await turnIn(m, countyId)
      if (last !== undefined && last >= quarter) invalid({ quarter: `${sayQuarter(last)}已经核算过了，以前的更正记在下一个季度` })
      if (due !== undefined && due < quarter) invalid({ quarter: `请先核算${sayQuarter(due)}，一个季度也不能跳过` })
      const empty = {
        ...{ id, countyId, quarter, state: 'drawing' as const, openSlot: countyId, revision: 1, behind: '', lineCount: 0, total: 0 },
        ...{ adjustment: 0, digest: '', paid: null, paidDay: null, differing: 0, history: '[]', mark: '' },
      }
      const claim = { ...empty, history: withDeed(empty, WHAT.begin, caller, 'hr', atlas, now) }
      const open = () => new AppError('alreadyOpen', '上一个季度的清单还没有确认完，确认以后再核算下一个')
      await store.insert(m, claim).catch((error) => Promise.reject(isDuplicate(error) ? open() : error))
    },
    sealed: async (caller, id) => {
      const claim = await whole(db.read, id)
      roleIn(caller, claim, await ports.atlas())
      await store.mustHaveEarlier(db.read, claim)
      const digest = await store.digest(db.read, claim)
      if (claim.digest !== '' && claim.digest !== digest) throw new AppError('notOpen', '清单在确认以后被改动过，请联系管理员')
      return digest
    },
    confirm: async (m, caller, id, revision, digest, atlas, now) => {
      const claim = await whole(m, id)
      const role = claim.state === 'hr' ? 'hr' : 'finance'
      await must(m, caller, id, { role, states: ['hr', 'finance'], revision }, atlas)
      const history = withDeed(claim, WHAT[role], caller, role, atlas, now)
      const on = role === 'hr' ? { state: 'finance' as const, digest } : { state: 'confirmed' as const, openSlot: null }
      await store.change(m, claim, { ...on, history })
    },
    giveBack: async (m, caller, id, { revision, reason }, atlas, now) => {
      const claim = await must(m, caller, id, { role: 'finance', states: ['finance'], revision }, atlas)
      const history = withDeed(claim, WHAT.back, caller, 'finance', atlas, now, reason)
      await m.delete(LoanClaimLine, { claimId: id })
      await store.change(m, claim, { state: 'drawing', behind: '', lineCount: 0, total: 0, adjustment: 0, digest: '', history })
    },
    pay: async (m, caller, id, { revision, day, except }, atlas, now) => {
      if (day > dayOf(now)) invalid({ day: '这一天还没有到' })
      const claim = await must(m, caller, id, { role: 'finance', states: ['confirmed', 'paid'], revision }, atlas)
      const wanted = new Map(except.map((one) => [one.book, one]))
      const before = await m.createQueryBuilder(LoanClaimLine, 'l').where('l.claim_id = :id AND l.paid IS NOT NULL', { id }).getMany()
      // Whoever was told of another sum hears as well that it is not so any more.
      const told = new Map(before.map((line) => [line.bookId, sayMended(claim, line)]))
      for (const line of before) if (!wanted.has(line.bookId)) await paidLine(m, claim, line, null, null)
      const lines = await find(m, LoanClaimLine, { claimId: id, bookId: [...wanted.keys()] })
      if (lines.length < wanted.size) invalid({ except: '清单里没有这一笔' })
      let [paid, differing] = [claim.total, 0]
      for (const line of lines) {
        const { paid: sum, rest } = wanted.get(line.bookId) as PaidBody['except'][number]
        const differs = sum !== line.total
        if (differs) differing += 1
        paid += sum - line.total
        const isNew = differs && (line.paid !== sum || line.rest !== rest)
        await paidLine(m, claim, line, differs ? sum : null, differs ? rest : null)
        if (differs) told.delete(line.bookId)
        if (isNew) told.set(line.bookId, sayPaid(claim.quarter, line.total, sum, rest))
      }
      const note = differing === 0 ? '和申报的一致' : `有${differing}笔和申报的不一样，一共拨付${sayYuan(Math.max(0, paid))}元`
      const history = withDeed(claim, WHAT.paid, caller, 'finance', atlas, now, note)
      await store.change(m, claim, { state: 'paid', paid, paidDay: day, differing, history })
      // A claim that is open settles what was left: its lines follow.
      const open = await store.hold(m, claim.countyId)
      const touched = [...new Set([...before.map(({ bookId }) => bookId), ...wanted.keys()])]
      if (open) await store.follow(m, open, [...(await books.openAll(m, await find(m, LoanBook, { id: touched }))).values()])
      const holders = await ports.holders(m, [...told.keys()])
      for (const [application, text] of told) {
        const to = holders.get(application)
        const tell: Tell | undefined = to && { to, party: 'applicant', sort: 'progress', title: '财政拨付了贴息', text, uncalled: true }
        if (tell) await ports.tell(m, [tell], { application, now })
      }
    },
  }
}
