import { addMs, atChina, dayOf, endOfDay } from '@shared/core/time'
import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines } from '../support/cloud'
import { declaration, REPORT, ROAD } from '../support/declarations'
import { move, roadTo, see } from '../support/declared'
import { releasedLoan } from '../support/released'

const { id: _, validTo: __, ...national } = SEEDED_POLICIES[2] as Json
const basis = { text: '悦江县创业担保贷款实施细则第六条', read: 'official' }

/** The county writes down a version that holds from today on. */
async function version(cloud: Cloud, changed: object): Promise<string> {
  // Of two that begin on one day the later one holds.
  cloud.clock.advance(1_000)
  const county = await cloud.official('county', 'c1')
  const { status, body } = await county.post('/api/loan/policies', { ...national, validFrom: dayOf(cloud.clock.now()), ...changed })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}
const ask = { corrections: [{ field: 'where', note: '写清楚在哪里' }] }

onBothEngines('the county’s own version of the policy', (cloud) => {
  it('sets the days of every office, as they are told to her, and a case keeps those by which it was begun', async () => {
    const before = await roadTo(cloud(), 'hr')
    await version(cloud(), { deadlines: { ...{ village: 2, town: 4, county: 3, hr: 15, guarantor: 6, bank: 9, supplement: 5 }, basis } })
    const { her, made, ...desks } = await roadTo(cloud(), 'village')
    const told: [number, string][] = []
    const look = async () => {
      const { due, says } = await see(her, made)
      told.push([due.workdaysLeft, /(\d+)个工作日内/.exec(says)?.[1] ?? ''])
    }
    await look()
    for (const [who, name, input] of ROAD) {
      await move(desks[who], made, name, input)
      await look()
    }
    expect(told).toEqual([2, 4, 3, 15, 6, 9].map((days) => [days, String(days)]))
    // A later version changes nothing for them, nor does coming back.
    await version(cloud(), { deadlines: { ...national.deadlines, hr: 1, bank: 1 } })
    await move(desks.bank, made, 'sendBack', ask)
    expect((await move(her, made, 'resubmit', { where: '三组' })).due.workdaysLeft).toBe(9)
    await move(before.hr, before.made, 'sendBack', ask)
    const again = await move(before.her, before.made, 'resubmit', { where: '三组' })
    expect([again.due.workdaysLeft, again.says]).toEqual([7, expect.stringContaining('7个工作日内')])
  })

  it('sets by when an office has named what is missing: it is reminded; named later, its time has counted on, and the county is told', async () => {
    const { clock, app } = cloud()
    const titles = async (who: Api, { id }: Json): Promise<string[]> =>
      (await who.get('/api/notices')).body.items.filter((one: Json) => one.application === id).map((one: Json) => one.title)
    const morning = (day: string) => atChina(day, '08:30')
    const at = async (moment: string) => {
      clock.set(moment)
      while ((await app.work.alarm()) > 0);
    }
    const marks = async (who: Api, made: Json) => (await see(who, made)).marks
    const underDays = async (supplement: number) => {
      await version(cloud(), { deadlines: { ...national.deadlines, supplement } })
      return roadTo(cloud(), 'town')
    }
    const NAME = '创业担保贷款资格申报：要补正的请一次说清'
    clock.set(atChina('2026-12-14', '09:00'))
    const [five, eight] = [await underDays(5), await underDays(8)]
    const { town, county } = five
    const dues = await Promise.all([five, eight].map(async ({ made }) => (await see(town, made)).due.at))
    expect(dues).toEqual([endOfDay('2026-12-28'), endOfDay('2026-12-28')])
    const note = async ({ made, town: office }: Json) => (await see(office, made)).moves.find((one: Json) => one.name === 'sendBack').note
    expect([await note(five), await note(eight)]).toEqual([
      expect.stringMatching(/^要补正的，12月21日.*前一次说清/),
      expect.stringMatching(/^要补正的，12月24日.*前一次说清/),
    ])
    const reminded = async () => [await titles(town, five.made), await titles(town, eight.made)].map((all) => all.includes(NAME))
    await at(addMs(morning('2026-12-18'), -1))
    expect(await reminded()).toEqual([false, false])
    await at(morning('2026-12-18'))
    expect(await reminded()).toEqual([true, false])

    clock.set(morning('2026-12-22'))
    const asksFirst = async ({ made }: Json) => (await see(town, made)).moves.find((one: Json) => one.name === 'sendBack').confirm
    expect([await asksFirst(five), await asksFirst(eight)]).toEqual([expect.stringContaining('期限已经过了'), null])
    expect(await note(five)).toBeNull()
    for (const { made } of [five, eight]) await move(town, made, 'sendBack', ask)
    expect([await marks(county, five.made), await marks(county, eight.made), await marks(five.her, five.made)]).toEqual([['slow'], [], []])
    const toldHer = async ({ her, made }: Json) => (await see(her, made)).says.includes('办理时间没有停')
    expect([await toldHer(five), await toldHer(eight)]).toEqual([true, false])
    expect([(await titles(county, five.made))[0], (await see(county, five.made)).watched]).toEqual([
      '创业担保贷款资格申报补正告知晚了',
      true,
    ])
    expect([await titles(county, eight.made), (await see(county, eight.made)).watched]).toEqual([[], false])
    await at(morning('2026-12-24'))
    expect((await move(eight.her, eight.made, 'resubmit', { where: '三组' })).due.workdaysLeft).toBe(10)
    // With her nobody else is late; with the office again it is at once.
    await at(morning('2026-12-30'))
    expect(await titles(county, five.made)).not.toContain('创业担保贷款资格申报超期了')
    const { state, due } = await move(five.her, five.made, 'resubmit', { where: '三组' })
    expect([state, due.at]).toEqual(['town', dues[0]])
    await at(morning('2026-12-30'))
    expect([await titles(county, five.made), await marks(county, five.made)]).toEqual([
      expect.arrayContaining(['创业担保贷款资格申报超期了']),
      ['late', 'slow'],
    ])
    expect((await county.post(`/api/applications/${five.made.id}/looked-after`)).status).toBe(200)
    expect((await see(county, five.made)).watched).toBe(false)
  })

  it('sets how much and for how long she may ask, and which papers she photographs', async () => {
    const terms = { individual: 60, firm: 24, basis }
    const ceilings = { ...national.ceilings, individual: 500_000_000, basis }
    await version(cloud(), { terms, ceilings, papers: { ...national.papers, photos: ['idPhotos', 'marriage', 'otherPapers'] } })
    const her = await cloud().woman()
    const { register, proof, ...asked } = await declaration(her, { term: 60, sum: 450_000_000 })
    const send = (input: object) => her.post('/api/applications', { kind: 'loan', move: 'submit', input })
    expect((await send({ ...asked, marriage: register, otherPapers: proof, register })).body.fields).toEqual({
      register: '这一步不用填这一项',
    })
    expect((await send(asked)).body.fields).toEqual({ marriage: '请拍结婚证', otherPapers: '请拍别的材料' })
    // Who is not married has no paper of it.
    const single = { ...asked, marital: 'single', spouseName: undefined, spouseIdCard: undefined, otherPapers: proof }
    expect((await send({ ...single, sum: 500_000_001 })).body.fields).toEqual({ sum: '财金〔2023〕75号最高500万元' })
    const { status, body } = await send({ ...asked, marriage: register, otherPapers: proof })
    expect([status, body.state, body.answers.term]).toEqual([201, 'village', 60])
  })

  it('is frozen with the release: an LPR that is written down or put right later, even for an earlier day, changes neither book nor claim', async () => {
    cloud().clock.set(atChina('2026-11-23', '16:00'))
    await version(cloud(), { subsidy: { percent: 100, ownBelowLpr: 150, basis } })
    const { id } = await releasedLoan(cloud(), { days: 0 })
    cloud().clock.set('2027-01-15T02:00:00.000Z')
    const [county, hr] = [await cloud().official('county', 'c1'), await cloud().official('hr', 'o1')]
    const bookOf = async () => (await hr.get(`/api/loan/books/${id}`)).body
    const before = await bookOf()
    // LPR 3.0 %, less 1.5: she pays 1.5 % herself, finance the rest of 4.35 %. 38 days of the quarter, 180,000 yuan.
    expect([before.terms.lpr, before.terms.helpRate, before.quarters[0].subsidy]).toEqual([30_000, 28_500, 54_150])
    for (const [day, rate, more] of [
      ['2026-11-20', 25_000, {}],
      ['2026-11-20', 20_000, { corrects: true }],
      ['2026-12-21', 40_000, { sure: true }],
    ] as const)
      expect((await county.post('/api/loan/lpr', { day, rate, source: '中国货币网', ...more })).status).toBe(201)
    expect(await bookOf()).toEqual(before)
    const { body: claim } = await hr.post('/api/loan/claims', { quarter: '2026-Q4' })
    await cloud().app.work.drawClaims()
    const { items } = (await hr.get(`/api/loan/claims/${claim.id}/lines`)).body
    expect(items.find((one: Json) => one.book === id)).toMatchObject({ total: 54_150, rows: [{ helpRate: 28_500, days: 38 }] })
    // What is reckoned anew follows the new one: frozen is what was released, not the policy.
    const fresh = await cloud().anybody.post('/api/loan/schedule', {
      ...{ principal: 18_000_000, rate: 43_500, style: 'bullet', termMonths: 12, released: '2026-11-23', dayCount: '30/360' },
      policy: before.terms.policy,
    })
    expect(fresh.body.notes.join()).toContain('LPR 2%')
  })

  it('stays frozen when the bank puts another figure of the release right after an LPR was corrected, and is read anew for another day', async () => {
    cloud().clock.set(atChina('2026-11-24', '16:00'))
    const rateCap = { ...national.rateCap, overLpr: 150 }
    await version(cloud(), { subsidy: { percent: 100, ownBelowLpr: 150, basis }, rateCap })
    const { id, released } = await releasedLoan(cloud(), { days: 0 })
    const [county, bank] = [await cloud().official('county', 'c1'), await cloud().official('bank', 'o4')]
    const terms = async () => (await bank.get(`/api/loan/books/${id}`)).body.terms
    const before = await terms()
    const sure = { source: '中国货币网', sure: true, corrects: true }
    const held = (await cloud().anybody.get('/api/loan/policies')).body.lpr.filter(({ day }: Json) => day <= released).at(-1)
    expect((await county.post('/api/loan/lpr', { ...sure, day: held.day, rate: held.rate + 5_000 })).status).toBe(201)
    const amend = (more: object) => move(bank, { id }, 'amend', { ...REPORT, releasedOn: released, ...more })
    await amend({ firstDue: '2027-02-20' })
    expect(await terms()).toEqual({ ...before, firstDue: '2027-02-20' })
    // Another rate is helped by the same LPR.
    await amend({ releasedRate: 40_000 })
    expect(await terms()).toMatchObject({ lpr: before.lpr, helpRate: before.helpRate - 3_500, rate: 40_000 })
    cloud().clock.advance(86_400_000)
    await amend({ releasedOn: dayOf(cloud().clock.now()) })
    expect(await terms()).toMatchObject({ lpr: before.lpr + 5_000, helpRate: before.helpRate - 5_000 })
  })
})
