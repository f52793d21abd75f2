import { LoanBook } from '../../cloud/features/loan/book.entity'
import { eraseOneCase } from '../../cloud/tools/erasing'
import { verify } from '../../cloud/tools/verifying'
import { onBothEngines } from '../support/cloud'
import { releasedLoan } from '../support/released'

const QUARTER = 195_750

onBothEngines('a loan whose case is erased', (cloud) => {
  it('keeps its figures and goes on, and nobody opens what was noted on it', async () => {
    const { id, receipt, her } = await releasedLoan(cloud())
    const clerk = await cloud().official('bank', 'o4')
    const record = (version: number, day: string, note: string) =>
      clerk.post(`/api/loan/books/${id}/entries`, { sort: 'repayment', version, day, principal: 0, interest: QUARTER, note })
    expect((await record(1, '2026-08-07', '她女儿来还的')).status).toBe(200)
    const before = (await clerk.get(`/api/loan/books/${id}`)).body

    await eraseOneCase(cloud().app, receipt, { by: '县妇联值班员', why: '本人书面申请' })
    const { status, body } = await clerk.get(`/api/loan/books/${id}`)
    const { balance, version, quarters } = before
    expect([status, body]).toMatchObject([200, { receipt, who: '', balance, version, quarters }])
    expect([before, body].map(({ entries }) => entries[0].note)).toEqual(['她女儿来还的', ''])
    expect((await her.get(`/api/applications/${id}`)).status).toBe(404)

    const refused = await record(version, '2026-11-07', '还是她女儿')
    expect([refused.status, refused.body.fields.note]).toEqual([422, '她的资料已经依法删除，不能再写说明；数字可以照常登记'])
    expect((await record(version, '2026-11-07', '')).status).toBe(200)
    expect(await verify(cloud().app)).toMatchObject({ ok: true })
    expect(await cloud().app.db.read.findOneByOrFail(LoanBook, { id })).toMatchObject({ dataKey: '' })
  })
})
