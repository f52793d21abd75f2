import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import type { Api, Json } from '../support/api'
import { onBothEngines } from '../support/cloud'

const READY = {
  ...{ birthday: '1986-05-20', local: true, trade: 'shop', since: '2026-01-10', group: 'farming' },
  ...{ loans: ['none'], overdue: false, times: 0 },
}
const LOAN = { principal: 10_000_000, rate: 43_500, style: 'interestOnly', termMonths: 36, everyMonths: 3, released: '2026-11-23' }
const plan = (api: Api, more: object = {}) => api.post('/api/loan/schedule', { ...LOAN, dayCount: '30/360', policy: 'cj2023n75', ...more })
const ask = (api: Api, answers: object, policy?: string) => api.post('/api/loan/eligibility', { answers, ...(policy ? { policy } : {}) })

/** A version as a county would write it: the newest one with something changed. */
function version(changed: object = {}): Json {
  const { id: _, validTo: __, ...national } = SEEDED_POLICIES[2] as Json
  const basis = { text: '悦江县创业担保贷款实施细则第六条', read: 'official' }
  return { ...national, title: '悦江县的办法', validFrom: '2026-11-23', age: { from: 18, to: 60, basis }, ...changed }
}

onBothEngines('the subsidised loan', (cloud) => {
  const reasonsOf = async (answers: object, policy?: string): Promise<Json[]> => {
    const { status, body } = await ask(cloud().anybody, answers, policy)
    expect(status).toBe(200)
    expect(body.eligible).toBe(body.reasons.length === 0)
    return body.reasons
  }

  it('says yes without sign-in to a woman whom every rule lets in', async () => {
    const { status, body } = await ask(cloud().anybody, READY)
    expect([status, body]).toEqual([
      200,
      { eligible: true, policy: { id: 'cj2023n75', title: '创业担保贷款', number: '财金〔2023〕75号' }, reasons: [] },
    ])
  })

  it('names what is still to be asked, and nothing else', async () => {
    const { since: _, times: __, ...some } = READY
    expect((await reasonsOf(some)).map(({ rule, needs }) => [rule, needs])).toEqual([
      ['trading', 'since'],
      ['times', 'times'],
    ])
    expect(await reasonsOf({})).toHaveLength(7)
  })

  it('tells the smallest change and the day from which it helps', async () => {
    expect(await reasonsOf({ ...READY, since: '2026-10-18' })).toEqual([
      {
        rule: 'trading',
        message: '要经营满3个月，您从10月18日开始，还没有满',
        source: '创业担保贷款的规定：正常经营3个月以上，网络商户6个月以上',
        change: '再经营约2个月、到明年1月18日后就符合',
      },
    ])
  })

  it('judges by the policy that is named, so that one sees what another would change', async () => {
    const two = { ...READY, group: 'none', times: 2 }
    expect((await reasonsOf(two)).map(({ rule }) => rule)).toEqual(['groups'])
    expect((await reasonsOf(two, 'cj2009n72')).map(({ rule }) => rule)).toEqual(['times'])
  })

  it.each([
    ['policy', { policy: 'cj9999n1', answers: {} }],
    ['answers.birthday', { answers: { birthday: '2001-02-29' } }],
    ['birthday', { answers: { birthday: '2027-01-01' } }],
    ['since', { answers: { trade: 'shop', since: '2026-11-24' } }],
    ['answers.loans', { answers: { loans: ['none', 'car'] } }],
    ['answers.times', { answers: { times: 1.5 } }],
    ['answers.sex', { answers: { sex: 'f' } }],
  ])('refuses a wrong %s in words', async (field, body) => {
    const { status, body: said } = await cloud().anybody.post('/api/loan/eligibility', body)
    expect([status, Object.keys(said.fields)]).toEqual([422, [field]])
    expect(said.message).toMatch(/[\u4e00-\u9fff]/)
  })

  it('reckons each payment, what finance pays and what she pays', async () => {
    const { status, body } = await plan(cloud().anybody)
    expect(status).toBe(200)
    expect(body.instalments).toHaveLength(12)
    expect(body.instalments[0]).toEqual({
      ...{ due: '2027-02-23', principal: 0, interest: 108_750, subsidy: 54_375, share: 54_375, balance: 10_000_000 },
    })
    expect(body.totals).toEqual({ principal: 10_000_000, interest: 1_305_000, subsidy: 652_500, share: 652_500 })
  })

  it('takes the LPR of the day of release, and says what the figures rest on', async () => {
    const then = { released: '2022-03-01', policy: 'cj2020n21', rate: 52_000, termMonths: 12, style: 'bullet' }
    const { body } = await plan(cloud().anybody, then)
    // LPR 3.7 %, less 1.5: she pays 2.2 %, finance the rest of 5.2 %.
    expect(body.totals).toEqual({ principal: 10_000_000, interest: 520_000, subsidy: 300_000, share: 220_000 })
    expect(body.notes).toContain('按2022-01-20公布的LPR 3.7%算')
  })

  it('takes the policy of the day of release where none is named, and still reckons a loan that this one does not know', async () => {
    const plain = async (more: object = {}) => (await plan(cloud().anybody, { policy: undefined, ...more })).body
    const named = (await plan(cloud().anybody)).body
    expect(await plain()).toEqual(named)
    expect((await plain({ released: '2012-03-01', principal: 8_000_000, termMonths: 24 })).totals).toMatchObject({
      interest: 696_000,
      share: 0,
    })
    for (const unknown of [{ principal: 400_000_001 }, { termMonths: 360 }, { released: '2018-01-01' }]) {
      const { totals, notes } = await plain(unknown)
      expect([totals.subsidy, totals.share === totals.interest, notes[0]]).toEqual([0, true, '没有合这一笔的政策，没有算贴息'])
    }
  })

  it('says when the rate is dearer than the policy allows, and when one woman alone may not borrow so much', async () => {
    const { body } = await plan(cloud().anybody, { principal: 400_000_000, termMonths: 24 })
    expect(body.notes.join()).toContain('超过了3.5%')
    expect(body.notes.join()).toContain('个人最高30万元')
    expect((await plan(cloud().anybody, { rate: 35_000 })).body.notes.join()).not.toMatch(/超过了|最高/)
  })

  it.each([
    ['released', { released: '2026-02-30' }],
    ['released', { released: 20_261_123 }],
    ['principal', { principal: 400_000_001 }],
    ['principal', { principal: 30_000_001, borrower: 'individual' }],
    ['principal', { principal: 66_000_001, borrower: 'partners', partners: 2 }],
    ['principal', { principal: 0 }],
    ['principal', { principal: 100.5 }],
    ['termMonths', { principal: 400_000_000, termMonths: 36, borrower: 'firm' }],
    ['termMonths', { termMonths: 37 }],
    ['everyMonths', { everyMonths: 2 }],
    ['style', { style: 'balloon' }],
    ['dayCount', { dayCount: 'actual/366' }],
    ['rate', { rate: 240_001 }],
    ['policy', { policy: 'cj9999n1' }],
    ['firstDue', { firstDue: '2026-11-23' }],
    ['firstDue', { firstDue: '2027-06-01' }],
    ['released', { released: '2019-08-19', policy: 'cj2020n21' }],
  ])('refuses a wrong %s: %j', async (field, changed) => {
    const { status, body } = await plan(cloud().anybody, changed)
    expect([status, Object.keys(body.fields)]).toEqual([422, [field]])
    expect(body.message).toMatch(/[\u4e00-\u9fff]/)
  })

  it('lets a county add a version, and judges by it from its day on', async () => {
    const county = await cloud().official('county', 'c1')
    const old = { ...READY, birthday: '1968-05-20' }
    expect((await reasonsOf(old)).map(({ rule }) => rule)).toEqual(['age'])
    const { status, body } = await county.post('/api/loan/policies', version({ validFrom: '2026-12-01' }))
    expect([status, body.title]).toEqual([201, '悦江县的办法'])
    expect(await reasonsOf(old)).toHaveLength(1)
    expect(await reasonsOf(old, body.id)).toEqual([])
    cloud().clock.set('2026-11-30T16:00:00.000Z')
    expect(await reasonsOf(old)).toEqual([])
    expect((await reasonsOf({ ...old, birthday: '1960-01-01' }))[0]?.source).toBe('悦江县创业担保贷款实施细则第六条')
    const { items } = (await cloud().anybody.get('/api/loan/policies')).body
    expect(items.map(({ id }: Json) => id)).toEqual(['cj2009n72', 'cj2020n21', 'cj2023n75', body.id])
  })

  it('refuses a version of a day that is past, and a second LPR of one day', async () => {
    const county = await cloud().official('county', 'c1')
    const late = await county.post('/api/loan/policies', version({ validFrom: '2026-11-30' }))
    expect([late.status, Object.keys(late.body.fields)]).toEqual([422, ['validFrom']])
    const lpr = (day: string) => county.post('/api/loan/lpr', { day, rate: 29_000, source: '中国货币网' })
    for (const day of ['2026-08-20', '2026-12-02']) expect((await lpr(day)).body.fields).toHaveProperty('day')
    expect((await lpr('2026-11-20')).status).toBe(201)
    expect((await cloud().anybody.get('/api/loan/policies')).body.lpr.at(-1)).toEqual({
      day: '2026-11-20',
      rate: 29_000,
      source: '中国货币网',
    })
    const both = await Promise.all([lpr('2026-10-20'), lpr('2026-10-20')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422])
  })

  it('takes an LPR that was typed wrong back by a second one of the day, and asks again before one that is far off', async () => {
    const county = await cloud().official('county', 'c1')
    const write = (rate: number, more = {}) => county.post('/api/loan/lpr', { day: '2026-09-21', rate, source: '中国货币网', ...more })
    const held = async () => (await cloud().anybody.get('/api/loan/policies')).body.lpr.find(({ day }: Json) => day === '2026-09-21')
    // LPR 3.0 % before.
    expect((await write(310_000)).status).toBe(422)
    expect((await write(40_001)).body.fields).toEqual({ rate: expect.stringContaining('差了1.0001个百分点') })
    expect((await write(40_001, { sure: true })).status).toBe(201)
    expect((await write(31_000)).body.fields).toEqual({ day: '这一天的LPR刚有人记过，请刷新再看' })
    const both = await Promise.all([31_000, 32_000].map((rate) => write(rate, { corrects: true })))
    expect(both.map(({ status }) => status)).toContain(201)
    const { status, body } = await write(31_000, { corrects: true })
    expect([status, body]).toEqual([201, { day: '2026-09-21', rate: 31_000, source: '中国货币网' }])
    expect(await held()).toEqual(body)
    expect((await county.post('/api/loan/lpr', { ...body, day: '2026-09-22', corrects: true })).status).toBe(422)
    // What came with the program is not the county's to change.
    expect((await county.post('/api/loan/lpr', { ...body, day: '2026-08-20', corrects: true })).status).toBe(422)
  })

  it('leaves the policies to the county', async () => {
    const town = await cloud().official('town', 't1')
    expect((await town.post('/api/loan/policies', version())).status).toBe(403)
    expect((await town.post('/api/loan/lpr', { day: '2026-11-23', rate: 1, source: '无' })).status).toBe(403)
  })
})
