import { zipSync } from 'fflate'
import { readTable } from '../../cloud/core/xlsx.read'
import { type Cell, writeTable } from '../../cloud/core/xlsx.write'
import { LoanBook, LoanClaimLine } from '../../cloud/features/loan/book.entity'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { releasedLoan } from '../support/released'

// 180,000 yuan at 4.35 %, interest by quarter, 30/360, paid out on 2026-05-07: 21.75 yuan a day, half of it from finance.
const QUARTER = 195_750
const TITLES = ['受理编号', '还款日期', '归还本金(元)', '归还利息(元)', '类型', '流水号']

const table = (rows: Cell[][], titles = TITLES) => {
  async function* pages() {
    yield rows
  }
  return writeTable({ name: '表', heading: ['填好再传'], columns: titles.map((title) => ({ title, width: 10 })) }, pages())
}
const told = (more: object) => ({ sort: 'repayment', version: 1, day: '2026-08-07', principal: 0, interest: QUARTER, ...more })
const NO_SUMS = { principal: undefined, interest: undefined }
const bookOf = async (api: Api, id: string): Promise<Json> => (await api.get(`/api/loan/books/${id}`)).body
const record = (api: Api, id: string, more: object) => api.post(`/api/loan/books/${id}/entries`, told(more))
const send = (api: Api, data: Buffer, path = '/api/loan/imports') => api.send(path, data, '还款.xlsx')
const fates = ({ body }: { body: Json }) => body.rows.map((row: Json) => row.fate)
const claimOf = async (api: Api, id: string): Promise<Json> => (await api.get(`/api/loan/claims/${id}`)).body

onBothEngines('a loan after its release', (cloud) => {
  const bank = () => cloud().official('bank', 'o4')

  it('has a book for her, her bank and her cadres, and for nobody else', async () => {
    const { id, receipt } = await releasedLoan(cloud(), { openId: 'o-book' })
    const her = await cloud().official('village', 'v01')
    const clerk = await bank()
    const book = await bookOf(clerk, id)
    expect(book).toMatchObject({
      receipt,
      state: 'overdue',
      balance: 18_000_000,
      mayRecord: true,
      who: '王桂兰',
      terms: { helpRate: 43_500, percent: 50 },
    })
    expect(book.quarters.map((one: Json) => [one.quarter, one.interest, one.subsidy])).toEqual([
      ['2026-Q2', 117_450, 58_725],
      // Nothing was reported for the 7th of August: as long as that is so the rest is not subsidised.
      ['2026-Q3', 195_750, 39_150],
      ['2026-Q4', 113_100, 0],
    ])
    expect(await bookOf(her, id)).toMatchObject({ receipt, mayRecord: false })
    for (const [role, place] of [
      ['bank', 'o3'],
      ['town', 't2'],
      ['guarantor', 'o2'],
    ] as const) {
      const other = await cloud().official(role, place)
      expect([(await other.get(`/api/loan/books/${id}`)).status, (await record(other, id, {})).status]).toEqual([404, 404])
    }
    expect((await record(her, id, {})).status).toBe(404)
    expect((await clerk.get(`/api/loan/books?receipt=${receipt}`)).body.items).toMatchObject([
      { id, balance: 18_000_000, nextDue: '2026-08-07' },
    ])
  })

  it('takes what the bank says line by line, corrects a line by another, and is settled with the last fen', async () => {
    const { id } = await releasedLoan(cloud())
    const clerk = await bank()
    expect((await record(clerk, id, { interest: QUARTER + 150 })).body.entries[0]).toMatchObject({ interest: QUARTER + 150, ours: QUARTER })
    const wrong = await record(clerk, id, { version: 2, day: '2026-11-07', principal: 18_000_001 })
    expect([wrong.status, wrong.body.fields.principal]).toEqual([422, expect.stringContaining('比欠的还多')])
    expect((await record(clerk, id, { version: 2, day: '2026-05-06' })).body.fields.day).toContain('放款')
    expect((await record(clerk, id, { version: 2, interest: QUARTER + 150 })).body.fields.principal).toContain('已经记过')
    // Two clerks at once: the second is asked to look again.
    const both = await Promise.all([1, 2].map((n) => record(clerk, id, { version: 2, day: '2026-11-07', principal: n * 100 })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { entries } = await bookOf(clerk, id)
    const back = await record(clerk, id, { version: 3, day: '2026-11-07', principal: 100, corrects: entries[1].id, note: '多打了一个零' })
    expect(back.body).toMatchObject({ balance: 17_999_900, state: 'repaying' })
    expect(back.body.entries.map((one: Json) => one.corrected)).toEqual([false, true, false])
    const done = await record(clerk, id, { version: 4, sort: 'early', day: '2026-11-20', principal: 17_999_900 })
    expect(done.body).toMatchObject({ balance: 0, state: 'settled', next: null })
    expect((await (await cloud().official('county', 'c1')).get(`/api/applications/${id}`)).body.state).toBe('settled')
  })

  it('takes a file of repayments once it was tried: each row has its fate, and no file or row is recorded twice', async () => {
    const { id, receipt } = await releasedLoan(cloud())
    const clerk = await bank()
    const template = readTable(await clerk.bytes('/api/loan/template'))
    expect(template.rows.find(({ cells }) => cells[0] === receipt)?.cells.slice(1, 3)).toEqual(['2026-05-07', '180000.00'])
    const row = (day: string, principal: number, interest: number | '', receiptOf = receipt, more: Cell[] = []): Cell[] => [
      ...[receiptOf, day, { fen: principal }, interest === '' ? '' : { fen: interest }, ...more],
    ]
    const rows = [
      ...[row('2026-08-07', 0, QUARTER), row('2026/8/7', 0, QUARTER), row('46333', 0, QUARTER), row('2026-11-31', 1, '')],
      ...[row('2026-11-10', 1_800_000_001, ''), row('2026-11-10', 18_000_001, ''), row('2026-11-10', 1, '', 'ABCD-2345')],
      ...[row('2026-11-24', 1, ''), row('2026-11-10', 1, '', receipt, ['白送'])],
    ]
    const file = await table(rows)
    const tried = await send(clerk, file)
    expect([tried.status, tried.body.state, tried.body.taken, tried.body.before]).toEqual([201, 'tried', 2, false])
    expect(fates(tried)).toEqual(['taken', 'known', 'taken', 'badDay', 'badSum', 'tooMuch', 'unknown', 'badDay', 'unreadable'])
    expect((await bookOf(clerk, id)).version).toBe(1)
    const other = await cloud().official('bank', 'o3')
    expect((await other.post(`/api/loan/imports/${tried.body.id}/confirm`)).status).toBe(404)
    expect(fates(await send(other, file))[0]).toBe('unknown')
    expect((await clerk.post(`/api/loan/imports/${tried.body.id}/confirm`)).body).toMatchObject({ state: 'done', taken: 2 })
    const after = await bookOf(clerk, id)
    expect([after.version, after.entries.map((one: Json) => one.day)]).toEqual([3, ['2026-08-07', '2026-11-07']])
    const again = await send(clerk, file)
    expect([again.body.before, again.body.taken, fates(again).slice(0, 3)]).toEqual([true, 0, ['known', 'known', 'known']])
    expect((await clerk.post(`/api/loan/imports/${again.body.id}/confirm`)).body.message).toContain('已经记过')
    expect(fates(await send(clerk, await table([rows[0] as Cell[]], TITLES)))).toEqual(['known'])
    expect((await bookOf(clerk, id)).version).toBe(3)
  })

  it('takes a bank’s own template with a row for each of 3,000 loans, and counts only the payments in it', async () => {
    const { receipt } = await releasedLoan(cloud())
    const clerk = await bank()
    const file = (payments: number) =>
      table(
        Array.from({ length: 3_000 }, (_, no): Cell[] => [
          receipt,
          ...(no < payments ? ['2026-08-07', { fen: 100 + no }] : ['', '']),
          '',
          '还款',
        ]),
      )
    const few = await send(clerk, await file(5))
    expect([few.status, few.body.rows?.length]).toEqual([201, 5])
    expect((await send(clerk, await file(1_000))).status).toBe(201)
    const { status, body } = await send(clerk, await file(1_001))
    expect([status, body.error]).toEqual([413, 'tooLarge'])
    expect(body.message).toContain('一次最多登记1000笔还款，这个文件里填了1001笔')
  })

  it('refuses files that are no table or a danger, in words', async () => {
    const clerk = await bank()
    const refusal = async (data: Buffer) => {
      const { status, body } = await send(clerk, data)
      return [status, body.error]
    }
    const text = (part: string) => new TextEncoder().encode(part)
    const workbook = '<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>'
    const relations = '<Relationships><Relationship Id="a" Target="sheet.xml"/></Relationships>'
    const zip = (sheet: Uint8Array) =>
      Buffer.from(
        zipSync({ 'xl/workbook.xml': text(workbook), 'xl/_rels/workbook.xml.rels': text(relations), 'xl/sheet.xml': sheet }, { level: 1 }),
      )
    expect(await refusal(Buffer.from('受理编号,还款日期'))).toEqual([415, 'wrongType'])
    expect(await refusal(zip(text('<worksheet><row><c>')))).toEqual([415, 'wrongType'])
    expect(await refusal(zip(text('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>')))).toEqual([415, 'wrongType'])
    expect(await refusal(zip(new Uint8Array(30_000_000)))).toEqual([413, 'tooLarge'])
    expect(await refusal(Buffer.alloc(3 * 1024 * 1024))).toEqual([413, 'tooLarge'])
    expect(await refusal(await table([], ['别的']))).toEqual([415, 'wrongType'])
    // What a formula came to is read, the formula is not; what looks like one is written as a text.
    const sheet = '<worksheet><row><c t="str"><f>1+1</f><v>2</v></c></row></worksheet>'
    expect(readTable(zip(text(sheet))).rows).toEqual([{ row: 1, cells: ['2'] }])
    expect(readTable(await table([['=1+1', '-2', '@a']])).rows.at(-1)?.cells).toEqual(['=1+1', '-2', '@a'])
  })

  it('goes the whole road, from her declaration over the quarters’ claims, frozen, corrected and paid, to the last fen', async () => {
    const { id, receipt, her } = await releasedLoan(cloud(), { declared: { name: '陈秋菊' } })
    const [clerk, hr, finance] = [await bank(), await cloud().official('hr', 'o1'), await cloud().official('finance', 'o5')]
    const cheap = await releasedLoan(cloud())
    await record(clerk, cheap.id, { interest: 40_000 })
    for (const [n, day] of ['2026-08-07', '2026-11-07'].entries()) await record(clerk, id, { version: n + 1, day })
    const step = (api: Api, claim: Json, name: string, more: object = {}) =>
      api.post(`/api/loan/claims/${claim.id}/${name}`, { revision: claim.revision, ...more })
    const drawn = async (quarter: string): Promise<Json> => {
      const { body } = await hr.post('/api/loan/claims', { quarter })
      await cloud().app.work.drawClaims()
      return claimOf(hr, body.id)
    }
    expect((await hr.post('/api/loan/claims', { quarter: '2026-Q4' })).body.fields.quarter).toContain('还没有过完')
    // No quarter is left out, for it could never be claimed afterwards.
    expect((await hr.get('/api/loan/claims')).body.due).toBe('2026-Q2')
    expect((await hr.post('/api/loan/claims', { quarter: '2026-Q3' })).body.fields.quarter).toContain('请先核算2026年第二季度')
    expect((await finance.post('/api/loan/claims', { quarter: '2026-Q2' })).status).toBe(403)
    let claim = await drawn('2026-Q2')
    const line = async (of = id): Promise<Json> =>
      (await finance.get(`/api/loan/claims/${claim.id}/lines`)).body.items.find((one: Json) => one.book === of)
    // 400 yuan for three months: none of it is left for the third quarter, and for the second the state pays no more than that.
    expect(await line(cheap.id)).toMatchObject({ interest: 117_450, differs: -77_450, subsidy: 40_000, total: 40_000 })
    expect([claim.state, await line()]).toMatchObject(['hr', { who: '陈秋菊', total: 58_725, rows: [{ days: 54, subsidy: 58_725 }] }])
    expect((await hr.post('/api/loan/claims', { quarter: '2026-Q3' })).body.error).toBe('alreadyOpen')
    expect((await step(finance, claim, 'confirm')).status).toBe(403)
    // A line that changes before it is confirmed changes the claim: who has not seen that does not confirm it.
    await record(clerk, id, { version: 3, sort: 'overdue', ...NO_SUMS, day: '2026-06-21', until: '2026-07-01' })
    expect((await step(hr, claim, 'confirm')).body.error).toBe('staleVersion')
    claim = await claimOf(hr, claim.id)
    expect((await line()).total).toBe(58_725 - 10_875)
    claim = (await step(hr, claim, 'confirm')).body
    claim = (await step(finance, claim, 'return', { reason: '请再核对逾期' })).body
    await cloud().app.work.drawClaims()
    claim = (await step(hr, await claimOf(hr, claim.id), 'confirm')).body
    // The bank takes its report back: what HR has confirmed stays as it is.
    const { entries } = await bookOf(clerk, id)
    await record(clerk, id, {
      version: 4,
      sort: 'cancel',
      corrects: entries[2].id,
      day: undefined,
      principal: undefined,
      interest: undefined,
    })
    expect((await line()).total).toBe(47_850)
    claim = (await step(finance, claim, 'confirm')).body
    expect([claim.state, claim.may]).toEqual(['confirmed', []].map((one, k) => (k ? ['pay', 'download'] : one)))
    const list = readTable(await finance.bytes(`/api/loan/claims/${claim.id}/list`))
    const cellsOf = (of: string) => list.rows.find((one) => one.cells[1] === of)?.cells
    const cells = cellsOf(receipt)
    expect(cellsOf(cheap.receipt)).toEqual(expect.arrayContaining(['-774.50', expect.stringContaining('银行只收利息400.00，贴息不超过它')]))
    expect(cells).toEqual(expect.arrayContaining([receipt, '陈秋菊', '180000.00', '2026-05-07', '2028-05-07', '478.50']))
    const rows = list.rows.slice(2).map((one): Cell[] => [one.cells[1] ?? '', one.cells[1] === receipt ? '400.00' : (one.cells[17] ?? '')])
    const paidTable = (all: Cell[][]) => table(all, ['受理编号', '实付金额(元)'])
    const sendFile = async (file: Buffer): Promise<Json> => (await send(finance, file, `/api/loan/claims/${claim.id}/payments`)).body
    const sendPaid = async (all: Cell[][]) => sendFile(await paidTable(all))
    const confirmPaid = (id: string, more: object = {}) => finance.post(`/api/loan/imports/${id}/confirm`, more)
    // A line that no row names, or only one that cannot be read, is neither paid nor unpaid: all of them first.
    const typo = rows.map(([of, paid]): Cell[] => (of === receipt ? ['2222-2222-2', paid ?? ''] : [of ?? '', paid ?? '']))
    for (const short of [
      typo,
      rows.map(([of]): Cell[] => [of ?? '', of === receipt ? '四百' : '1']),
      rows.filter(([of]) => of !== receipt),
    ]) {
      const some = await sendPaid(short)
      expect([some.missing, some.rows[0]]).toMatchObject([1, { row: null, receipt, fate: 'missing' }])
      expect((await confirmPaid(some.id)).body.message).toContain('清单里还有1笔没有写实付多少')
    }
    expect((await claimOf(finance, claim.id)).state).toBe('confirmed')
    const file = await paidTable(rows)
    const tried = await sendFile(file)
    expect([tried.sort, tried.missing, tried.rows.map((one: Json) => [one.receipt, one.why])]).toEqual([
      ...['payments', 0],
      [[receipt, '比申报的少78.50元：差的78.50元下个季度补']],
    ])
    // Once all is reported, a file of one row changes that one; a trial from before then changes nothing.
    const older = await sendPaid([...rows, ['2222-2222-2', '1']])
    expect((await confirmPaid(tried.id, { day: '2026-11-20' })).body).toMatchObject({ state: 'done', taken: rows.length })
    expect((await confirmPaid(older.id)).body.error).toBe('staleVersion')
    expect(await claimOf(finance, claim.id)).toMatchObject({
      state: 'paid',
      differing: 1,
      paid: claim.total - 7_850,
      paidDay: '2026-11-20',
    })
    const again = await sendFile(file)
    expect([again.before, (await confirmPaid(again.id)).body.error]).toEqual([true, 'alreadyOpen'])
    const one = await sendPaid([[receipt, '399.00']])
    expect([one.taken, one.kept, one.missing]).toEqual([1, rows.length - 1, 0])
    await confirmPaid(one.id)
    expect(await claimOf(finance, claim.id)).toMatchObject({ differing: 1, paid: claim.total - 7_950, paidDay: '2026-11-23' })
    claim = await claimOf(finance, claim.id)
    claim = (await step(finance, claim, 'paid', { day: '2026-11-23', except: [{ book: id, paid: 40_000 }] })).body
    expect(claim).toMatchObject({ state: 'paid', differing: 1, paid: claim.total - 7_850 })
    expect((await finance.get(`/api/loan/claims/${claim.id}/lines?only=differing`)).body.items).toMatchObject([
      { book: id, total: 47_850, paid: 40_000 },
    ])
    expect(await bookOf(her, id)).toMatchObject({
      subsidyPaid: 40_000,
      paidOtherwise: [{ quarter: '2026-Q2', claimed: 47_850, paid: 40_000, rest: 'later' }],
    })
    const heard = (await her.get('/api/notices')).body.items.map(({ text }: Json) => text)
    expect(heard).toContainEqual(expect.stringContaining('2026年第二季度申报贴息478.50元，财政实付400.00元，差的78.50元下个季度补'))
    // Finance was wrong, and right again: she hears of both.
    claim = (await step(finance, claim, 'paid', { day: '2026-11-23' })).body
    const mended = (await her.get('/api/notices')).body.items.map(({ text }: Json) => text)
    expect(mended).toContainEqual(expect.stringContaining('财政更正了：不是先前说的400.00元，是按申报的478.50元拨付'))
    await step(finance, claim, 'paid', { day: '2026-11-23', except: [{ book: id, paid: 40_000 }] })
    claim = await drawn('2026-Q3')
    // Of the second quarter the overdue days that the bank has taken back, and what finance has left for now.
    const settled = { quarter: '2026-Q2', due: 58_725, claimed: 47_850, unpaid: 7_850 }
    expect(await line()).toMatchObject({ subsidy: 97_875, adjustment: 18_725, total: 116_600, earlier: [settled] })
    // Finance decides otherwise while that is still open: nothing is left of it, and the open claim follows.
    const [second] = (await finance.get('/api/loan/claims')).body.items.filter(({ quarter }: Json) => quarter === '2026-Q2')
    const left = { day: '2026-11-23', except: [{ book: id, paid: 40_000, rest: 'final' }] }
    expect((await step(finance, second, 'paid', left)).status).toBe(200)
    expect(await line()).toMatchObject({ adjustment: 10_875, total: 108_750, earlier: [{ ...settled, unpaid: 0 }] })
    claim = await claimOf(hr, claim.id)
    claim = (await step(hr, claim, 'confirm')).body
    claim = (await step(finance, claim, 'confirm')).body
    claim = (await step(finance, claim, 'paid', { day: '2026-11-23' })).body
    expect([claim.state, claim.differing, (await bookOf(clerk, id)).subsidyPaid]).toEqual(['paid', 0, 40_000 + 108_750])
    // The road ends: the last fen is paid back, and her declaration says so.
    const last = { version: 5, sort: 'early', day: '2026-11-20', principal: 18_000_000, interest: 28_275 }
    expect((await record(clerk, id, last)).body).toMatchObject({ state: 'settled', balance: 0, next: null })
    expect((await her.get(`/api/applications/${id}`)).body).toMatchObject({ state: 'settled', says: '贷款已经还清，恭喜您！' })
  })

  it('reminds her once, seven days before a payment and the day before', async () => {
    const { id } = await releasedLoan(cloud(), { days: 83 })
    const { app, clock } = cloud()
    const at = clock.now()
    const titles = async () =>
      (await app.db.read.query("SELECT id FROM notice WHERE application_id = ? AND sort = 'progress'", [id])).length
    const before = await titles()
    const days: number[] = []
    for (const day of ['2026-11-23', '2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01', '2026-12-02']) {
      clock.set(`${day}T02:00:00.000Z`)
      await Promise.all([app.work.remindOfPayments(), app.work.remindOfPayments()])
      await app.work.remindOfPayments()
      days.push((await titles()) - before)
    }
    clock.set(at)
    // Paid out on the 1st of September: due on the 1st of December.
    expect(days).toEqual([0, 1, 1, 2, 2, 2])
  })
})

describe.each(['sqlite', 'mysql'] as const)('who can only write the database (%s)', (engine) => {
  const claimed = async (cloud: Cloud) => {
    const { id } = await releasedLoan(cloud)
    const hr = await cloud.official('hr', 'o1')
    const { body } = await hr.post('/api/loan/claims', { quarter: '2026-Q2' })
    await cloud.app.work.drawClaims()
    await cloud.app.db.write((m) => m.update(LoanClaimLine, { bookId: id }, { total: 999_999, subsidy: 999_999 }))
    await cloud.app.db.write((m) => m.update(LoanBook, { id }, { bankId: 'o3' }))
    const { total, revision } = await claimOf(hr, body.id)
    await cloud.app.db.write((m) => m.query('UPDATE loan_claim SET total = 999999 WHERE id = ?', [body.id]))
    const other = await cloud.official('bank', 'o3')
    const seen = (await other.get(`/api/loan/books/${id}`)).status
    return { total, seen, confirmed: (await hr.post(`/api/loan/claims/${body.id}/confirm`, { revision })).status }
  }

  it('can neither invent a claim nor give a book to another bank; without marks both would go through', async () => {
    const guarded = await startCloud(engine)
    const open = await startCloud(engine, {}, { marks: { of: () => 'x', hold: () => true } })
    try {
      expect(await claimed(guarded)).toEqual({ total: 58_725, seen: 404, confirmed: 404 })
      expect(await claimed(open)).toMatchObject({ seen: 200, confirmed: 200 })
    } finally {
      await guarded.close()
      await open.close()
    }
  })
})
