import type { Role } from '@shared/core/place'
import { dayOf } from '@shared/core/time'
import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import { zipSync } from 'fflate'
import { newId } from '../../cloud/core/ids'
import { readTable } from '../../cloud/core/xlsx.read'
import { type Cell, writeTable } from '../../cloud/core/xlsx.write'
import { LoanClaimLine, LoanImport } from '../../cloud/features/loan/book.entity'
import { paymentsIn } from '../../cloud/features/loan/import.payments'
import { LoanLpr, LoanPolicy } from '../../cloud/features/loan/loan.entity'
import { newToken } from '../../cloud/features/people/accounts.service'
import { type Api, apiOf, type Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { declaration, REPORT, ROAD } from '../support/declarations'
import { jpeg } from '../support/pictures'
import { releasedLoan } from '../support/released'

const TITLES = ['受理编号', '还款日期', '归还本金(元)', '归还利息(元)', '类型', '流水号']
const table = (rows: Cell[][], titles = TITLES) => {
  async function* pages() {
    yield rows
  }
  return writeTable({ name: '表', heading: [], columns: titles.map((title) => ({ title, width: 10 })) }, pages())
}
const payment = (receipt: string, yuan: string, sort = '还款'): Cell[] => [receipt, '2026-08-07', yuan, '', sort]
const send = (api: Api, data: Buffer, key?: string) => api.send('/api/loan/imports', data, '还款.xlsx', key)
const confirm = (api: Api, id: string) => api.post(`/api/loan/imports/${id}/confirm`)
const fates = ({ body }: { body: Json }) => body.rows.map((row: Json) => row.fate)
const entriesOf = async (api: Api, id: string): Promise<Json[]> => (await api.get(`/api/loan/books/${id}`)).body.entries

/** The borrower's own phone, which has been given a role besides. */
async function alsoOfficial(cloud: Cloud, openId: string, role: Role, place: string): Promise<Api> {
  const { account } = await cloud.app.accounts.byOpenId(openId)
  const [at, token] = [cloud.clock.now(), newToken()]
  await cloud.app.db.write(async (m) => {
    await cloud.app.grants.record(m, { id: newId(at), account, role, place, by: null, at })
    await cloud.app.accounts.startSession(m, account, token)
  })
  return apiOf(cloud.url, token)
}

onBothEngines('somebody who means harm with loans', (cloud) => {
  const bank = () => cloud().official('bank', 'o4')

  it('cannot pay back her own loan by a file when she works at the bank', async () => {
    const { id, receipt } = await releasedLoan(cloud(), { openId: 'o-clerk' })
    const she = await alsoOfficial(cloud(), 'o-clerk', 'bank', 'o4')
    const file = await table([payment(receipt, '180000')])
    const tried = await send(she, file)
    expect(fates(tried)).toEqual(['unknown'])
    await confirm(she, tried.body.id)
    expect(await entriesOf(she, id)).toEqual([])
    expect(fates(await send(await bank(), file))).toEqual(['taken'])
  })

  it('cannot confirm or pay a claim in which her own loan stands when she works at HR or finance', async () => {
    for (const openId of ['o-officer', 'o-payer']) await releasedLoan(cloud(), { openId })
    const [hr, finance] = [await cloud().official('hr', 'o1'), await cloud().official('finance', 'o5')]
    const own = {
      hr: await alsoOfficial(cloud(), 'o-officer', 'hr', 'o1'),
      finance: await alsoOfficial(cloud(), 'o-payer', 'finance', 'o5'),
    }
    const { body: claim } = await hr.post('/api/loan/claims', { quarter: '2026-Q2' })
    await cloud().app.work.drawClaims()
    const may = async (who: Api): Promise<string[]> => (await who.get(`/api/loan/claims/${claim.id}`)).body.may
    const step = async (who: Api, name: string, more: object = {}) => {
      const { revision } = (await hr.get(`/api/loan/claims/${claim.id}`)).body
      const { status, body } = await who.post(`/api/loan/claims/${claim.id}/${name}`, { revision, ...more })
      return [status, status === 200 ? body.state : body.message]
    }
    const refused = [403, '清单里有您自己的贷款，这一步请同事来办']
    expect([await may(own.hr), await may(hr)]).toEqual([['download'], ['confirm', 'download']])
    expect([await step(own.hr, 'confirm'), await step(hr, 'confirm')]).toEqual([refused, [200, 'finance']])
    expect([await step(own.finance, 'confirm'), await step(finance, 'confirm')]).toEqual([refused, [200, 'confirmed']])
    const paid = { day: '2026-11-20' }
    expect([await step(own.finance, 'paid', paid), await step(finance, 'paid', paid)]).toEqual([refused, [200, 'paid']])
  })

  it('is paid out once, and not to a bank whose door she closes in that moment', async () => {
    const her = await cloud().woman()
    const desk = (role: Role, place: string) => cloud().official(role, place)
    const desks = {
      ...{ village: await desk('village', 'v01'), town: await desk('town', 't1'), county: await desk('county', 'c1') },
      ...{ hr: await desk('hr', 'o1'), guarantor: await desk('guarantor', 'o2') },
    }
    let made = (await her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her) })).body
    for (const [who, name, input] of ROAD)
      if (made.state === who)
        made = (await desks[who].post(`/api/applications/${made.id}/moves/${name}`, { version: made.version, input })).body
    const [clerk, colleague] = [await bank(), await bank()]
    const { version } = made
    const input = { ...REPORT, releasedOn: dayOf(cloud().clock.now()) }
    const [first, second, closed] = await Promise.all([
      clerk.post(`/api/applications/${made.id}/moves/release`, { version, input }),
      colleague.post(`/api/applications/${made.id}/moves/release`, { version, input }),
      her.post(`/api/applications/${made.id}/consents`, { version, field: 'bankConsent', given: false }),
    ])
    const statuses = [first, second, closed].map(({ status }) => status)
    expect([made.state, statuses.filter((status) => status === 200).length]).toEqual(['bank', 1])
    expect(statuses.filter((status) => ![200, 404, 409].includes(status))).toEqual([])
    const books = (await clerk.get(`/api/loan/books?receipt=${made.receipt}`)).body.items
    expect(books.length).toBe(closed.status === 200 ? 0 : 1)
    expect((await clerk.get(`/api/applications/${made.id}`)).status).toBe(closed.status === 200 ? 404 : 200)
  })

  it('cannot record one file twice by sending and confirming it from two desks at once', async () => {
    const { id, receipt } = await releasedLoan(cloud())
    const [clerk, colleague] = [await bank(), await bank()]
    const file = await table([payment(receipt, '100')])
    const tried = await Promise.all([clerk, colleague].map((who) => send(who, file)))
    const done = await Promise.all([clerk, colleague].flatMap((who, i) => [0, 1].map(() => confirm(who, tried[i]?.body.id))))
    expect(done.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect((await entriesOf(clerk, id)).length).toBe(1)
  })

  it('cannot record a payment of a sort that only every object has, nor a sum that no column holds', async () => {
    const { receipt } = await releasedLoan(cloud())
    const sorts = ['constructor', '__proto__', 'toString', 'valueOf']
    expect(fates(await send(await bank(), await table(sorts.map((sort) => payment(receipt, '1', sort)))))).toEqual(
      sorts.map(() => 'unreadable'),
    )
    const paid = ['9999999.99', '-10000001', '1,000,000,000,000,000,000,000'].map((sum, row) => ({ row, cells: [receipt, sum] }))
    const rows = paymentsIn({ rows: [{ row: 0, cells: ['受理编号', '实付金额(元)'] }, ...paid], epoch: '1899-12-30' })
    expect(rows.map(({ trouble }) => trouble?.fate)).toEqual([undefined, 'badSum', 'badSum'])
  })

  it('is never answered with what the same bytes and key have made elsewhere', async () => {
    const clerk = await bank()
    const data = await jpeg(8, 8)
    expect((await clerk.upload(data, 'same-key-0001')).status).toBe(201)
    const elsewhere = await clerk.send(`/api/campaign-pictures?campaign=${newId(cloud().clock.now())}`, data, 'a.jpg', 'same-key-0001')
    expect(elsewhere.body.error).toBe('keyReused')
  })

  it('keeps nobody waiting with a small file that is made of millions of things', async () => {
    const text = (part: string) => new TextEncoder().encode(part)
    const file = (sheet: string, strings = '<sst/>') =>
      Buffer.from(
        zipSync({
          'xl/workbook.xml': text('<workbook xmlns:r="r"><sheets><sheet r:id="a"/></sheets></workbook>'),
          'xl/_rels/workbook.xml.rels': text('<Relationships><Relationship Id="a" Target="sheet.xml"/></Relationships>'),
          'xl/sheet.xml': text(`<worksheet>${sheet}</worksheet>`),
          'xl/sharedStrings.xml': text(strings),
        }),
      )
    const limits = { rows: 10 }
    const refused = (sheet: string) => {
      try {
        return readTable(file(sheet), limits).rows.length
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(refused(`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`)).toBe('wrongType')
    expect(refused('<row/>'.repeat(5_000))).toBe('tooLarge')
    expect(refused(`<row ${Array.from({ length: 5_000 }, (_, i) => `a${i}="" `).join('')}/>`)).toBe('tooLarge')
    const sheet = `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`.repeat(10)
    const { rows } = readTable(file(sheet, `<sst><si><t>${'x '.repeat(500_000)}</t></si></sst>`))
    expect(Math.max(...rows.flatMap(({ cells }) => cells.map((cell) => cell.length)))).toBeLessThan(201)
  })
})

describe.each(['sqlite', 'mysql'] as const)('who writes into the database between two steps of a loan (%s)', (engine) => {
  const changed = (cloud: Cloud, entity: typeof LoanImport | typeof LoanClaimLine, where: object, set: object) =>
    cloud.app.db.write((m) => m.update(entity, where, set))

  /** What comes of a file that is changed before it is confirmed, of a line that is changed before it is paid, and of one before the next quarter. */
  async function attacked(cloud: Cloud) {
    const { id, receipt } = await releasedLoan(cloud)
    const [clerk, hr, finance] = await Promise.all([
      cloud.official('bank', 'o4'),
      cloud.official('hr', 'o1'),
      cloud.official('finance', 'o5'),
    ])
    const tried = await send(clerk, await table([payment(receipt, '1')]))
    const { content } = (await cloud.app.db.read.findOneBy(LoanImport, { id: tried.body.id })) as LoanImport
    await changed(cloud, LoanImport, { id: tried.body.id }, { content: content.replace('"principal":100', '"principal":5000000') })
    await confirm(clerk, tried.body.id)
    const forged = (await entriesOf(clerk, id)).length

    const drawn = async (quarter: string): Promise<Json> => {
      const { body } = await hr.post('/api/loan/claims', { quarter })
      await cloud.app.work.drawClaims().catch(() => undefined)
      return (await hr.get(`/api/loan/claims/${body.id}`)).body
    }
    const step = async (who: Api, claim: Json, name: string, more: object = {}): Promise<Json> =>
      (await who.post(`/api/loan/claims/${claim.id}/${name}`, { revision: claim.revision, ...more })).body
    const first = await step(finance, await step(hr, await drawn('2026-Q2'), 'confirm'), 'confirm')
    await changed(cloud, LoanClaimLine, { bookId: id }, { total: 0 })
    const paid = await step(finance, first, 'paid', { day: '2026-11-20', except: [{ book: id, paid: 1 }] })
    const next = await drawn('2026-Q3')
    return { forged, paid: paid.state ?? paid.error, next: next.state }
  }

  it('is found out: nothing of it is recorded, paid or claimed once more; without marks it would be', async () => {
    const guarded = await startCloud(engine)
    const open = await startCloud(engine, {}, { marks: { of: () => 'x', hold: () => true } })
    try {
      expect(await attacked(guarded)).toEqual({ forged: 0, paid: 'notOpen', next: 'drawing' })
      expect(await attacked(open)).toMatchObject({ forged: 1, paid: 'paid', next: 'hr' })
    } finally {
      await guarded.close()
      await open.close()
    }
  })

  it('cannot invent a policy that pays everything, nor an LPR; without marks both would count', async () => {
    const invented = async (cloud: Cloud) => {
      const { id: _, ...national } = SEEDED_POLICIES[2] as (typeof SEEDED_POLICIES)[number]
      const body = { ...national, validFrom: '2026-01-01', subsidy: { ...national.subsidy, percent: 100 } }
      const [by, mark] = [{ createdBy: 'nobody', createdAt: '2026-01-01T00:00:00.000Z' }, 'x']
      await cloud.app.db.write((m) => m.insert(LoanPolicy, { id: 'mine', body: JSON.stringify(body), ...by, mark }))
      await cloud.app.db.write((m) => m.insert(LoanLpr, { day: '2026-10-20', no: 1, rate: 90_000, source: '编的', ...by, mark }))
      const { items, lpr } = (await cloud.anybody.get('/api/loan/policies')).body
      const asked = { principal: 100_000, rate: 36_000, style: 'bullet', termMonths: 12, released: '2026-11-23', dayCount: '30/360' }
      const { totals } = (await cloud.anybody.post('/api/loan/schedule', asked)).body
      return { policies: items.length, lpr: lpr.at(-1).rate, subsidy: totals.subsidy }
    }
    const guarded = await startCloud(engine)
    const open = await startCloud(engine, {}, { marks: { of: () => 'x', hold: () => true } })
    try {
      expect(await invented(guarded)).toEqual({ policies: 3, lpr: 30_000, subsidy: 1_800 })
      expect(await invented(open)).toEqual({ policies: 4, lpr: 90_000, subsidy: 3_600 })
    } finally {
      await guarded.close()
      await open.close()
    }
  })

  it('cannot let a quarter be claimed twice by taking its lines away', async () => {
    const cloud = await startCloud(engine)
    try {
      const { id } = await releasedLoan(cloud)
      const [hr, finance] = [await cloud.official('hr', 'o1'), await cloud.official('finance', 'o5')]
      const step = async (who: Api, claim: Json): Promise<Json> =>
        (await who.post(`/api/loan/claims/${claim.id}/confirm`, { revision: claim.revision })).body
      const drawn = async (quarter: string): Promise<Json> => {
        const { body } = await hr.post('/api/loan/claims', { quarter })
        await cloud.app.work.drawClaims()
        return (await hr.get(`/api/loan/claims/${body.id}`)).body
      }
      await step(finance, await step(hr, await drawn('2026-Q2')))
      await cloud.app.db.write((m) => m.delete(LoanClaimLine, { bookId: id }))
      expect((await step(hr, await drawn('2026-Q3'))).message).toContain('以前季度的清单被改动过')
    } finally {
      await cloud.close()
    }
  })
})
