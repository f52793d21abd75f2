import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import { createApp } from '../../cloud/app'
import { readTable } from '../../cloud/core/xlsx.read'
import { LoanBook, LoanClaim } from '../../cloud/features/loan/book.entity'
import type { Touch } from '../../cloud/features/loan/book.service'
import { type BookStore, bookStore } from '../../cloud/features/loan/book.store'
import { drawClaims } from '../../cloud/features/loan/claim.drawing'
import { type ClaimStore, claimStore } from '../../cloud/features/loan/claim.store'
import type { Api, Json } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { declaration, REPORT, ROAD } from '../support/declarations'
import { jpeg } from '../support/pictures'
import { releasedLoan } from '../support/released'

const DAY_MS = 86_400_000
const caseOf = async (api: Api, id: string): Promise<Json> => (await api.get(`/api/applications/${id}`)).body
const move = async (api: Api, id: string, name: string, input: object = {}, version?: number) =>
  api.post(`/api/applications/${id}/moves/${name}`, { version: version ?? (await caseOf(api, id)).version, input })
const bookOf = (api: Api, id: string) => api.get(`/api/loan/books/${id}`)
const record = (api: Api, id: string, more: object) => api.post(`/api/loan/books/${id}/entries`, { sort: 'repayment', version: 1, ...more })

onBothEngines('what becomes of a loan', (cloud) => {
  it('is looked in on by village and town as long as it runs, and she reads what is hers of it', async () => {
    const { id, her } = await releasedLoan(cloud())
    const [village, town, hr] = [
      await cloud().official('village', 'v01', '陈芳'),
      await cloud().official('town', 't1'),
      await cloud().official('hr', 'o1'),
    ]
    const { body: photo } = await village.upload(await jpeg(8, 8))
    await move(village, id, 'visit', { visited: '蜂场看过了，添了六十箱', visitNote: '她爱人在外打工', visitedPhotos: [photo.id] })
    await move(town, id, 'visit', { visited: '又添了四十箱' })
    const visits = async (who: Api) => {
      const { events, state } = await caseOf(who, id)
      return [state, events.flatMap((one: Json) => (one.move === 'visit' ? [one.answers] : []))]
    }
    const first = { visited: '蜂场看过了，添了六十箱' }
    const among = { ...first, visitNote: '她爱人在外打工', visitedPhotos: [photo.id] }
    expect(await visits(her)).toEqual(['released', [first, { visited: '又添了四十箱' }]])
    expect(await visits(town)).toEqual(['released', [among, { visited: '又添了四十箱' }]])
    expect(await visits(hr)).toEqual(['released', [{}, {}]])
    expect((await caseOf(her, id)).events.at(-2)).toMatchObject({ label: '回访了', by: '陈芳（柳溪村妇联）' })
    expect((await her.get(`/api/uploads/${photo.id}`)).status).toBe(404)
    expect((await move(hr, id, 'visit', first)).status).toBe(403)
  })

  const bank = () => cloud().official('bank', 'o4')

  it('is put right by the bank, whatever was recorded on it as far as that still can be, and she is told', async () => {
    const { id, released, her } = await releasedLoan(cloud(), { days: 92, reported: { releasedSum: 20_000_000, releasedRate: 34_500 } })
    const clerk = await bank()
    const right = { ...REPORT, releasedOn: released }
    const late = await move(clerk, id, 'amend', { ...right, releasedOn: '2026-11-24' })
    expect([late.status, late.body.fields]).toEqual([422, { releasedOn: '放款日期不能在今天以后' }])
    expect((await move(await cloud().official('bank', 'o3'), id, 'amend', right, 8)).status).toBe(404)
    expect((await move(clerk, id, 'amend', right)).status).toBe(200)
    const { body: book } = await bookOf(clerk, id)
    expect(book).toMatchObject({ balance: 18_000_000, terms: { principal: 18_000_000, rate: 43_500, helpRate: 43_500 }, version: 1 })
    expect((await her.get('/api/notices')).body.items[0].text).toContain('银行更正了放款的数字')
    // Somebody records a payment in the same moment: whoever comes first, the book is whole.
    const version = (await caseOf(clerk, id)).version
    const both = await Promise.all([
      move(clerk, id, 'amend', { ...right, releasedSum: 17_000_000 }, version),
      record(clerk, id, { day: '2026-11-23', principal: 100 }),
    ])
    const after = (await bookOf(clerk, id)).body
    expect([after.version, after.balance]).toEqual([
      both[1].status === 200 ? 2 : 1,
      (both[0].status === 200 ? 17_000_000 : 18_000_000) - (both[1].status === 200 ? 100 : 0),
    ])
    if (after.version === 1) await record(clerk, id, { day: '2026-11-23', principal: 100 })
    // What was paid on the wrong figures is replayed on the right ones; what cannot be on them is named.
    const first = (await bookOf(clerk, id)).body
    const paid = await record(clerk, id, { version: first.version, day: '2026-10-01', principal: 5_000_000 })
    const refused = await move(clerk, id, 'amend', { ...right, releasedSum: 5_000_100, releasedOn: '2026-10-02' })
    expect(refused.body.fields).toEqual({
      releasedOn: '2026-10-01已经登记过一笔，放款不能在这以后',
      releasedSum: '已经还了50,001.00元本金，放款要比这多；还款记错的，先更正那一笔',
    })
    const told = async () =>
      (await her.get('/api/notices')).body.items.filter(({ text }: Json) => text.includes('银行更正了放款的数字')).length
    const before = await told()
    expect((await move(clerk, id, 'amend', { ...right, releasedSum: 16_000_000 })).body).toMatchObject({ state: 'repaying' })
    expect(await told()).toBe(before + 1)
    const amended = (await bookOf(clerk, id)).body
    expect([amended.terms.principal, amended.balance, amended.version]).toEqual([16_000_000, 10_999_900, paid.body.version])
    // Recorded, taken back, put right: a line that counts no more is in nobody's way.
    const { id: other } = await releasedLoan(cloud(), { days: 92 })
    const { entries } = (await record(clerk, other, { day: '2026-11-01', principal: 17_000_000 })).body
    await record(clerk, other, { version: 2, sort: 'cancel', corrects: entries[0].id, note: '记在别人名下了' })
    expect((await move(clerk, other, 'amend', { ...right, releasedSum: 9_000_000 })).status).toBe(200)
    expect((await bookOf(clerk, other)).body).toMatchObject({ balance: 9_000_000, state: 'repaying' })
  })

  it('is read whole when a line comes between the book and its lines', async () => {
    const { id } = await releasedLoan(cloud())
    const { db, keeping, seal } = cloud().app
    const row = await db.read.findOneByOrFail(LoanBook, { id })
    expect((await record(await bank(), id, { day: '2026-08-07', principal: 100 })).status).toBe(200)
    const opened = (await bookStore(keeping.marks, seal).openAll(db.read, [row])).get(id)
    expect([opened?.row.version, opened?.entries]).toEqual([1, []])
  })

  it('is found among the late ones from the day after a payment was missed, though nothing was written', async () => {
    const { id } = await releasedLoan(cloud(), { days: 83 })
    const clerk = await bank()
    const at = cloud().clock.now()
    const listed = async (state: string) =>
      (await clerk.get(`/api/loan/books?state=${state}`)).body.items.flatMap((one: Json) => (one.id === id ? [one.state] : []))
    const both = async () => [await listed('repaying'), await listed('overdue')]
    // Paid out on the 1st of September: due on the 1st of December.
    cloud().clock.set('2026-12-01T02:00:00.000Z')
    const onTheDay = await both()
    cloud().clock.set('2026-12-02T02:00:00.000Z')
    expect([onTheDay, await both()]).toEqual([
      [['repaying'], []],
      [[], ['overdue']],
    ])
    expect((await bookOf(clerk, id)).body.state).toBe('overdue')
    // An extension that is agreed ahead ends nothing before its day; on that day the list says so by itself.
    const agreed = { sort: 'extension', day: '2026-12-20', months: 6, style: 'interestOnly', everyMonths: 3 }
    expect((await record(clerk, id, agreed)).body).toMatchObject({ state: 'overdue', next: { due: '2026-12-01' } })
    cloud().clock.set('2026-12-19T15:59:00.000Z')
    await cloud().app.work.remindOfPayments()
    const before = await both()
    cloud().clock.set('2026-12-19T16:00:00.000Z')
    await cloud().app.work.remindOfPayments()
    expect([before, await both()]).toEqual([
      [[], ['overdue']],
      [['repaying'], []],
    ])
    expect((await bookOf(clerk, id)).body).toMatchObject({ state: 'repaying', next: { due: '2027-03-20' } })
    cloud().clock.set(at)
  })

  it('goes on without her name where she takes a consent back: the bank keeps its contract, finance a line with a number', async () => {
    const { id, receipt, her } = await releasedLoan(cloud(), { declared: { name: '何秀英' } })
    const [clerk, hr, finance] = [await bank(), await cloud().official('hr', 'o1'), await cloud().official('finance', 'o5')]
    const agree = async (field: string, given: boolean) =>
      (await her.post(`/api/applications/${id}/consents`, { version: (await caseOf(her, id)).version, field, given })).body
    const { body: claim } = await hr.post('/api/loan/claims', { quarter: '2026-Q2' })
    await cloud().app.work.drawClaims()
    const whoIn = async (api: Api) =>
      (await api.get(`/api/loan/claims/${claim.id}/lines`)).body.items
        .filter((one: Json) => one.book === id)
        .map((one: Json) => [one.who, one.total])
    const named = async () => {
      const list = readTable(await finance.bytes(`/api/loan/claims/${claim.id}/list`))
      return list.rows.find(({ cells }) => cells[1] === receipt)?.cells.slice(2, 4)
    }
    expect([await whoIn(finance), await named()]).toEqual([[['何秀英', 58_725]], ['何秀英', '买蜂箱']])

    const stopped = [await agree('bankConsent', false), await agree('financeConsent', false)].at(-1)
    expect([stopped.state, stopped.says]).toEqual(['released', expect.stringMatching(/银行照合同接着登记还款.*清单上只有受理编号/)])
    expect([await whoIn(finance), await named(), await whoIn(hr)]).toEqual([[['', 58_725]], ['（不提供）', ''], [['何秀英', 58_725]]])
    expect((await clerk.get(`/api/applications/${id}`)).status).toBe(404)
    const { status, body: book } = await record(clerk, id, { day: '2026-08-07', principal: 0, interest: 195_750 })
    expect([status, book.who, book.entries.length]).toEqual([200, '', 1])
    expect((await clerk.get(`/api/loan/books?receipt=${receipt}`)).body.items).toMatchObject([{ id, who: '' }])

    expect((await agree('bankConsent', true)).state).toBe('repaying')
    expect([(await bookOf(clerk, id)).body.who, (await caseOf(clerk, id)).id]).toEqual(['何秀英', id])
  })

  it('may become too much: what she says goes to village and town until she has her answer, and the bank does not hear of it', async () => {
    const { id: loan, her } = await releasedLoan(cloud())
    const [village, town] = [await cloud().official('village', 'v01'), await cloud().official('town', 't1')]
    const input = { causes: ['ill'], details: '孩子住院，差两个月的利息', name: '王桂兰', phone: '13900001234' }
    const tell = (who: Api) => who.post('/api/applications', { kind: 'difficulty', about: loan, move: 'submit', input })
    expect((await tell(await cloud().woman())).status).toBe(404)
    const { status, body: said } = await tell(her)
    expect([status, said.state, said.due.workdaysLeft]).toEqual([201, 'village', 3])
    const again = await tell(her)
    expect([again.status, again.body.error]).toEqual([409, 'alreadyOpen'])
    for (const stranger of [await bank(), await cloud().official('village', 'v02')])
      expect((await stranger.get(`/api/applications/${said.id}`)).status).toBe(404)
    expect((await village.get('/api/applications?box=inbox')).body.items.map((one: Json) => one.id)).toContain(said.id)
    expect((await move(village, said.id, 'passOn', { heard: '上门看过，情况属实' })).body.state).toBe('town')
    expect((await move(town, said.id, 'answer', { reply: '和银行说好了，可以申请展期' })).body.state).toBe('answered')
    expect((await caseOf(her, said.id)).says).toContain('可以申请展期')
    expect((await move(her, said.id, 'again', { still: '银行要我下个月再去' })).body).toMatchObject({ state: 'town' })
    expect((await move(town, said.id, 'answer', { reply: '明天陪您去银行' })).body.state).toBe('answered')
    const at = cloud().clock.now()
    cloud().clock.advance(16 * DAY_MS)
    await cloud().app.work.tick()
    expect((await caseOf(her, said.id)).state).toBe('closed')
    cloud().clock.set(at)
  })

  it('is vouched for only above the sum that the county’s version names', async () => {
    const county = await cloud().official('county', 'c1')
    const { id: _, validTo: __, ...national } = SEEDED_POLICIES[2] as Json
    const version = async (freeUpTo: number) => {
      const guarantee = { freeUpTo, basis: { text: '悦江县创业担保贷款实施细则第九条', read: 'official' } }
      const { status, body } = await county.post('/api/loan/policies', { ...national, validFrom: '2026-11-23', guarantee })
      expect([status, body.guarantee]).toEqual([201, guarantee])
    }
    await version(25_000_000)
    const { id } = await releasedLoan(cloud(), { days: 0 })
    expect((await caseOf(county, id)).events.map((one: Json) => one.move)).not.toContain('guarantee')

    cloud().clock.advance(1000)
    await version(5_000_000)
    const her = await cloud().woman()
    const small = {
      ...(await declaration(her, { sum: 9_000_000 })),
      guarantorConsent: undefined,
      suretyName: undefined,
      suretyPhone: undefined,
    }
    const { body: made } = await her.post('/api/applications', { kind: 'loan', move: 'submit', input: small })
    const desks: Record<string, Api> = {
      county,
      village: await cloud().official('village', 'v01'),
      town: await cloud().official('town', 't1'),
      hr: await cloud().official('hr', 'o1'),
    }
    for (const [who, name, input] of ROAD.slice(0, 4)) await move(desks[who] as Api, made.id, name, input)
    expect((await caseOf(her, made.id)).state).toBe('consent')
    expect((await move(her, made.id, 'agree', { guarantorConsent: true })).body.state).toBe('guarantor')
  })
})

/** A line is recorded after the books of a claim were read and before what was read is written down. */
async function recordedWhileDrawing(touchOf: (claims: ClaimStore) => Touch): Promise<number> {
  const cloud = await startCloud('mysql')
  try {
    const { id } = await releasedLoan(cloud)
    const { db, keeping, seal } = cloud.app
    const hr = await cloud.official('hr', 'o1')
    const { body: claim } = await hr.post('/api/loan/claims', { quarter: '2026-Q2' })
    const [books, claims] = [bookStore(keeping.marks, seal), claimStore(keeping.marks)]
    const touch = touchOf(claims)
    const overdue = { sort: 'overdue', day: '2026-06-21', until: '2026-07-01' } as const
    const by = { account: 'nobody', now: cloud.clock.now() }
    const recording = { done: Promise.resolve(), over: false }
    const recorded = async () => {
      await db.write(async (m) => {
        const opened = await books.open(m, id)
        if (opened) await touch(m, await books.add(m, opened, [{ id: 'late', entry: overdue, note: '' }], by))
      })
      recording.over = true
    }
    const [{ name }] = await db.read.query('SELECT DATABASE() AS name')
    const waiting = "SELECT COUNT(*) AS many FROM information_schema.PROCESSLIST WHERE db = ? AND info LIKE 'UPDATE `loan_claim` %'"
    const slow: BookStore = {
      ...books,
      openAll: async (m, rows) => {
        const opened = await books.openAll(m, rows)
        recording.done = recorded()
        while (!recording.over) if (Number((await db.read.query(waiting, [name]))[0].many) > 0) break
        return opened
      },
    }
    await drawClaims(db, slow, claims)
    await recording.done
    const { items } = (await hr.get(`/api/loan/claims/${claim.id}/lines`)).body
    return items[0].total
  } finally {
    await cloud.close()
  }
}

it('follows a line that is recorded while a claim is being drawn up, because that waits for the claim', async () => {
  // 54 days at 21.75 yuan, half of it; ten of them overdue.
  expect(await recordedWhileDrawing(({ touch }) => touch)).toBe(58_725 - 10_875)
  // The guard taken away: what has not been drawn up so far is left to the drawing, which has read it before.
  const unguarded =
    (claims: ClaimStore): Touch =>
    async (m, opened) => {
      const claim = await m.findOneBy(LoanClaim, { openSlot: opened.row.countyId })
      if (claim && opened.row.id <= claim.behind) await claims.touch(m, opened)
    }
  expect(await recordedWhileDrawing(unguarded)).toBe(58_725)
})

it('reminds her once when two servers look at the same moment, because of the mark on the book', async () => {
  const cloud = await startCloud('mysql')
  const { app, clock, settings } = cloud
  const other = await createApp(settings, { now: clock.now })
  try {
    const { id, her } = await releasedLoan(cloud, { days: 83 })
    const told = async () => {
      const { items } = (await her.get('/api/notices')).body
      return items.filter(({ title }: Json) => title === '快到还款的日子了').length
    }
    const both = () => Promise.all([app, other].map(({ work }) => work.remindOfPayments()))
    clock.set('2026-11-24T02:00:00.000Z')
    for (let looks = 0; looks < 3; looks += 1) await both()
    expect(await told()).toBe(1)
    // The guard taken away: with a mark that is set back, each look is a notice.
    await app.db.write((m) => m.update(LoanBook, { id }, { remindAt: '2026-11-24T01:00:00.000Z' }))
    await both()
    expect(await told()).toBe(2)
  } finally {
    await other.db.close()
    await cloud.close()
  }
})
