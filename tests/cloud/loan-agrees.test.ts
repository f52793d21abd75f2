import { addMonths, dayOf } from '@shared/core/time'
import { readTable } from '../../cloud/core/xlsx.read'
import type { Api, Json } from '../support/api'
import { onBothEngines } from '../support/cloud'
import { REPORT } from '../support/declarations'
import { move, roadTo, see, send } from '../support/declared'
import { newIdCard } from '../support/id-cards'
import { releasedLoan } from '../support/released'

const bookOf = async (api: Api, id: string): Promise<Json> => (await api.get(`/api/loan/books/${id}`)).body
const record = async (api: Api, id: string, more: object): Promise<Json> => {
  const { version } = await bookOf(api, id)
  const { status, body } = await api.post(`/api/loan/books/${id}/entries`, { sort: 'repayment', version, ...more })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

onBothEngines('what the bank reports of a loan', (cloud) => {
  const bank = () => cloud().official('bank', 'o4')

  it('is held against the policy by which she was judged: neither a release nor its correction passes a ceiling', async () => {
    const { bank: clerk, made } = await roadTo(cloud(), 'bank', { sum: 30_000_000 })
    const report = { ...REPORT, releasedOn: dayOf(cloud().clock.now()) }
    const tooMuch = { releasedSum: '财金〔2023〕75号最高30万元，超过的不能按贴息贷款登记' }
    const tooLong = { releasedTerm: '财金〔2023〕75号最长36个月，超过的不能按贴息贷款登记' }
    const wrong = await send(clerk, made, 'release', { ...report, releasedSum: 400_000_000, releasedRate: 240_000, releasedTerm: 60 })
    expect([wrong.status, wrong.body.fields]).toEqual([422, { ...tooMuch, ...tooLong }])
    expect((await clerk.get(`/api/loan/books/${made.id}`)).status).toBe(404)
    await move(clerk, made, 'release', { ...report, releasedSum: 30_000_000, releasedTerm: 36 })
    expect((await send(clerk, made, 'amend', { ...report, releasedSum: 30_000_001 })).body.fields).toEqual(tooMuch)
    expect((await send(clerk, made, 'amend', { ...report, releasedTerm: 39 })).body.fields).toEqual(tooLong)
    expect((await bookOf(clerk, made.id)).terms).toMatchObject({ principal: 30_000_000, termMonths: 36 })
  })

  it('is no more than she declared, and no more than is vouched for', async () => {
    const { bank: clerk, made } = await roadTo(cloud(), 'bank', { sum: 9_000_000 })
    const report = { ...REPORT, releasedOn: dayOf(cloud().clock.now()) }
    const tooMuch = { releasedSum: '她申报的是9万元；要多放，先请她补正申报的金额' }
    expect((await send(clerk, made, 'release', { ...report, releasedSum: 30_000_000 })).body.fields).toEqual(tooMuch)
    expect((await send(clerk, made, 'release', { ...report, releasedSum: 9_000_001 })).body.fields).toEqual(tooMuch)
    await move(clerk, made, 'release', { ...report, releasedSum: 9_000_000 })
    expect((await send(clerk, made, 'amend', { ...report, releasedSum: 9_000_001 })).body.fields).toEqual(tooMuch)
  })

  it('counts where its rate passes the cap, and everybody who reckons with it sees that', async () => {
    const dear = await releasedLoan(cloud())
    const usual = await releasedLoan(cloud(), { reported: { releasedRate: 35_000 } })
    const [clerk, hr] = [await bank(), await cloud().official('hr', 'o1')]
    // LPR 3.0 % and 50 points: 3.5 %. The bank's own rate is reckoned with all the same.
    expect((await bookOf(dear.her, dear.id)).terms).toMatchObject({ rate: 43_500, overCap: 35_000, helpRate: 43_500, percent: 50 })
    expect((await bookOf(clerk, usual.id)).terms).toMatchObject({ rate: 35_000, overCap: null })
    const { body: claim } = await hr.post('/api/loan/claims', { quarter: '2026-Q2' })
    await cloud().app.work.drawClaims()
    const { items } = (await hr.get(`/api/loan/claims/${claim.id}/lines`)).body
    const lineOf = (id: string) => items.flatMap((one: Json) => (one.book === id ? [[one.rate, one.overCap, one.subsidy]] : []))
    expect([lineOf(dear.id), lineOf(usual.id)]).toEqual([[[43_500, 35_000, 58_725]], [[35_000, null, 47_250]]])
    const rows = readTable(await hr.bytes(`/api/loan/claims/${claim.id}/list`)).rows
    const rateIn = (receipt: string) => rows.find(({ cells }) => cells[1] === receipt)?.cells[9]
    expect([rateIn(dear.receipt), rateIn(usual.receipt)]).toEqual(['4.35%（超过上限3.5%）', '3.5%'])
  })

  it('is what her case says: who is vouched for is not congratulated, and a correction of the last payment takes the end back', async () => {
    const { id, her } = await releasedLoan(cloud())
    const clerk = await bank()
    const stands = async () => {
      const { state, says } = await see(her, { id })
      return [state, says]
    }
    const paid = { day: '2026-11-20', principal: 18_000_000 }
    const entryOf = (book: Json) => book.entries.at(-1).id
    let book = await record(clerk, id, { ...paid, sort: 'guarantorPays' })
    expect(await stands()).toEqual(['guaranteed', expect.stringContaining('担保机构已经替您把欠的钱还给了银行')])
    const told = async (words: string) =>
      (await her.get('/api/notices')).body.items.filter(({ title, text }: Json) => `${title}：${text}`.includes(words)).length
    expect([await told('担保机构替您还了'), await told('恭喜')]).toEqual([1, 0])
    // It was her own money after all, then only part of it, then all.
    book = await record(clerk, id, { ...paid, sort: 'early', corrects: entryOf(book), note: '是她自己还的' })
    expect(await stands()).toEqual(['settled', '贷款已经还清，恭喜您！'])
    book = await record(clerk, id, { ...paid, principal: 100, corrects: entryOf(book), note: '多打了几个零' })
    expect([(await stands())[0], book.balance]).toEqual(['repaying', 17_999_900])
    expect(await told('这笔贷款还没有还清')).toBe(1)
    await record(clerk, id, { ...paid, principal: 17_999_900 })
    expect((await stands())[0]).toBe('settled')
    book = await record(clerk, id, { sort: 'cancel', corrects: entryOf(await bookOf(clerk, id)), note: '还没有到账' })
    expect([(await stands())[0], book.balance]).toEqual(['repaying', 17_999_900])
    // She is in one loan at a time: what goes on again has its place again.
    const again = await her.post('/api/applications', { kind: 'loan', input: {} })
    expect([again.status, again.body.error, again.body.id]).toEqual([409, 'alreadyOpen', id])
  })

  it('may be an extension: what is owed is laid over a new term, without subsidy from its day on', async () => {
    const { id, released, her } = await releasedLoan(cloud())
    const clerk = await bank()
    for (const months of [3, 6]) await record(clerk, id, { day: addMonths(released, months), principal: 0, interest: 195_750 })
    const extension = { sort: 'extension', day: '2026-11-20', months: 6, style: 'bullet', everyMonths: 3 }
    const { version } = await bookOf(clerk, id)
    const far = await clerk.post(`/api/loan/books/${id}/entries`, { ...extension, version, day: '2027-03-01' })
    expect([far.status, far.body.fields]).toEqual([422, { day: '这一天还没有到' }])
    await record(clerk, id, extension)
    const book = await bookOf(her, id)
    expect([book.ends, book.extended]).toEqual(['2027-05-20', [{ from: '2026-11-20', until: '2027-05-20' }]])
    // 13 days that had run before, subsidised as they were, and 180 of the extension, which are not: 21.75 yuan a day.
    const sums = { interest: 28_275 + 391_500, subsidy: 14_138, share: 14_137 + 391_500 }
    expect(book.next).toMatchObject({ due: '2027-05-20', principal: 18_000_000, ...sums })
    expect(book.quarters.at(-1).rows.at(-1)).toMatchObject({ from: '2026-11-20', subsidy: 0, without: 'extended' })
    expect((await see(her, { id })).state).toBe('repaying')
  })

  it('is known by her number ever after: who checks a new declaration sees it, and nobody else', async () => {
    const numbers = { idCard: newIdCard('1986-05-20'), spouseIdCard: newIdCard('1984-03-15') }
    const { id } = await releasedLoan(cloud(), { declared: numbers })
    const clerk = await bank()
    await record(clerk, id, { sort: 'early', day: '2026-11-20', principal: 18_000_000 })
    const { her, village, county, hr, made } = await roadTo(cloud(), 'guarantor', numbers)
    const known = async (who: Api) => (await see(who, made)).found.known
    const own = { her: { open: 0, books: 1 } }
    expect(await Promise.all([hr, county].map(known))).toEqual([own, { ...own, spouse: { open: 0, books: 1 } }])
    expect(await Promise.all([her, village].map(known))).toEqual([undefined, undefined])
    // Another woman who names the same husband, and nobody's number but her own.
    const other = await roadTo(cloud(), 'guarantor', { spouseIdCard: numbers.spouseIdCard })
    const there = (await see(other.county, other.made)).found.known
    expect(there).toEqual({ her: { open: 0, books: 0 }, spouse: { open: 1, books: 1 } })
  })

  it('takes the end back as well where she has begun another in the meantime', async () => {
    const { id, her } = await releasedLoan(cloud())
    const clerk = await bank()
    const { entries } = await record(clerk, id, { sort: 'early', day: '2026-11-20', principal: 18_000_000 })
    const next = await her.post('/api/applications', { kind: 'loan', input: {} })
    expect(next.status).toBe(201)
    await record(clerk, id, { sort: 'cancel', corrects: entries[0].id, note: '还没有到账' })
    expect([(await see(her, { id })).state, (await see(her, next.body)).state]).toEqual(['repaying', 'draft'])
  })
})
