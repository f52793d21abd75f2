import { addDays, atChina, dayOf } from '@shared/core/time'
import { NOT_THESE } from '@shared/features/pairing/matching'
import type { QueryRunner } from 'typeorm'
import { changeMany } from '../../cloud/core/database'
import { ApplicationTodo } from '../../cloud/features/applications/application.entity'
import { HaltedToCounty1764301510000 } from '../../cloud/migrations/1764301510000-HaltedToCounty'
import type { Api, Json } from '../support/api'
import { signUp } from '../support/caring-mothers'
import { cadresOf, mustBe, registerChild } from '../support/children'
import { type Cloud, onBothEngines } from '../support/cloud'
import { again, agreeTo, propose } from '../support/pairings'
import { move } from '../support/publications'
import { closing, pairedHouse, REPORT, raise } from '../support/worries'

const TODAY = '2026-11-23'
const CLEAR = { checkResult: 'clear', checkDay: TODAY }
const GROUNDS = { grounds: '问过派出所和学校，和她没有关系' }
const ELSEWHERE = [{ village: 'v09', reach: 'county' }, { about: 'v09' }] as const

const stateOf = async (who: Api, id: string): Promise<string> => (await mustBe(200, who.get(`/api/applications/${id}`))).state
const movesOf = async (who: Api, id: string): Promise<string[]> =>
  (await mustBe(200, who.get(`/api/applications/${id}`))).moves.map(({ name }: Json) => name)
const inboxOf = async (who: Api): Promise<string[]> =>
  (await mustBe(200, who.get('/api/applications?box=inbox'))).items.map(({ id }: Json) => id)

/** A child in one town, and a woman of the other town of the county who cares for it. */
async function acrossTowns(cloud: Cloud) {
  const cadres = await cadresOf(cloud)
  const hers = { village: await cloud.official('village', 'v09', '孙丽'), town: await cloud.official('town', 't2', '吴燕') }
  const her = await cloud.woman()
  const mother = (await signUp(her, ...ELSEWHERE)).body.id
  await mustBe(200, move(hers.village, mother, 'vouch', { opinion: '人品好' }))
  await mustBe(200, move(hers.town, mother, 'accept', CLEAR))
  const { id: child } = await registerChild(cadres.village)
  const { id: pairing } = await mustBe(201, propose(cadres.town, child, mother))
  await mustBe(200, move(her, pairing, 'accept'))
  await agreeTo(cadres.village, child)
  await mustBe(200, move(cadres.village, pairing, 'confirm'))
  return { ...cadres, her, hers, mother, pairing, child: child as string }
}

/** A worry about the child that names somebody ends with harm. */
async function harmed({ colleague, county, child }: { colleague: Api; county: Api; child: string }, named: string): Promise<string> {
  const { id } = await mustBe(201, raise(colleague, child, { named }))
  await endWithHarm(county, id)
  return id
}
async function endWithHarm(county: Api, id: string): Promise<void> {
  await mustBe(200, move(county, id, 'take'))
  await mustBe(200, move(county, id, 'report', REPORT))
  await mustBe(200, move(county, id, 'close', closing()))
}

const rankedFor = async (who: Api, child: string, mother: string): Promise<Json> =>
  (await mustBe(200, who.get(`/api/children/${child}/mothers?mode=oneToMany`))).items.find((one: Json) => one.mothers[0].id === mother)

const earlierFor = async (who: Api, id: string): Promise<string | undefined> =>
  (await mustBe(200, who.get(`/api/applications/${id}`))).events.flatMap(({ answers }: Json) => answers.earlier ?? []).at(-1)

onBothEngines('a woman whom a worry named that was no mistake', (cloud) => {
  beforeEach(() => cloud().clock.set(atChina(TODAY, '09:00')))

  it('waits for the county alone, for her own town knows nothing of a child of the next town', async () => {
    const all = await acrossTowns(cloud())
    const worry = await harmed(all, all.pairing)
    await mustBe(404, all.hers.town.get(`/api/applications/${worry}`))
    expect(await stateOf(all.her, all.mother)).toBe('halted')
    for (const town of [all.hers.town, all.town]) {
      const refused = await move(town, all.mother, 'restore', { ...CLEAR, ...GROUNDS })
      expect([403, 404]).toContain(refused.status)
    }
    expect([await movesOf(all.hers.town, all.mother), await inboxOf(all.hers.town)]).toEqual([[], expect.not.arrayContaining([all.mother])])
    expect((await move(all.hers.town, all.mother, 'dismiss', { reason: '不合适' })).status).toBe(403)
    await mustBe(404, all.her.post(`/api/pairings/${all.pairing}/reveals`))
    expect(await inboxOf(all.county)).toContain(all.mother)
    // Not without having written down why.
    expect(Object.keys((await mustBe(422, move(all.county, all.mother, 'restore', CLEAR))).fields)).toEqual(['grounds'])
    await mustBe(200, move(all.county, all.mother, 'restore', { ...CLEAR, ...GROUNDS }))
    expect(await stateOf(all.her, all.mother)).toBe('accepted')
    for (const who of [all.her, all.hers.village, all.hers.town])
      expect(JSON.stringify(await mustBe(200, who.get(`/api/applications/${all.mother}`)))).not.toContain(GROUNDS.grounds)
    expect(JSON.stringify(await mustBe(200, all.county.get(`/api/applications/${all.mother}`)))).toContain(GROUNDS.grounds)
  })

  it('is halted also while she is suspended: no yearly check brings her back', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.colleague, all.child, { named: all.pairing }))
    cloud().clock.set(atChina(addDays(TODAY, 370), '09:00'))
    for (let n = 0; n < 3; n += 1) await cloud().app.work.tick()
    const [town, county, her] = [await again(cloud(), all.town), await again(cloud(), all.county), await again(cloud(), all.her)]
    expect(await stateOf(town, all.mother)).toBe('suspended')
    await endWithHarm(county, id)
    expect(await stateOf(her, all.mother)).toBe('halted')
    const fresh = { checkResult: 'clear', checkDay: dayOf(cloud().clock.now()) }
    expect((await move(town, all.mother, 'restore', fresh)).status).toBe(403)
    expect(await stateOf(her, all.mother)).toBe('halted')
  })

  it.each(['village', 'town', 'county'] as const)('is halted also while she applies and waits for the %s', async (waiting) => {
    const all = await pairedHouse(cloud())
    const both = await cloud().official('village', 'v01', '何秀')
    const { id } = (await signUp(both)).body
    if (waiting !== 'village') await mustBe(200, move(all.village, id, 'vouch', { opinion: '人品好' }))
    if (waiting === 'county') await mustBe(200, move(all.town, id, 'passUp', CLEAR))
    expect(await stateOf(both, id)).toBe(waiting)
    await harmed(all, both.account)
    expect(await stateOf(both, id)).toBe('countyFirst')
    expect([await movesOf(all.colleague, id), await movesOf(all.town, id)]).toEqual([[], []])
    expect(Object.keys((await mustBe(422, move(all.county, id, 'goOn'))).fields)).toEqual(['grounds'])
    await mustBe(200, move(all.county, id, 'goOn', GROUNDS))
    expect(await stateOf(both, id)).toBe('village')
  })

  it('applies to the county first when she signs up only afterwards, as nobody else has to', async () => {
    const all = await pairedHouse(cloud())
    const both = await cloud().official('village', 'v01', '何秀')
    await harmed(all, both.account)
    const { id, state } = (await signUp(both)).body
    expect([state, (await signUp(await cloud().woman())).body.state]).toEqual(['countyFirst', 'village'])
    expect(await inboxOf(all.village)).not.toContain(id)
    await mustBe(200, move(all.county, id, 'refuse', { reason: '现在不合适' }))
    // One that was a mistake is none.
    const cleared = await cloud().official('village', 'v01', '丁香')
    const { id: mistake } = await mustBe(201, raise(all.colleague, all.child, { named: cleared.account }))
    await mustBe(200, move(all.county, mistake, 'take'))
    await mustBe(200, move(all.county, mistake, 'close', closing({ outcome: 'cleared', harm: false })))
    expect((await signUp(cleared)).body.state).toBe('village')
  })

  it('sent back to her draft comes to the county, not to the village, when she sends it again', async () => {
    const all = await pairedHouse(cloud())
    const both = await cloud().official('village', 'v01', '何秀')
    const { id } = (await signUp(both)).body
    await mustBe(200, move(all.village, id, 'sendBack', { reason: '签名看不清' }))
    await harmed(all, both.account)
    const { answers } = await mustBe(200, both.get(`/api/applications/${id}`))
    expect(answers.promise).toBeDefined()
    await mustBe(200, move(both, id, 'submit', {}))
    expect(await stateOf(both, id)).toBe('countyFirst')
  })

  it('halted before the county alone decided, is in the inbox of the county', async () => {
    const all = await acrossTowns(cloud())
    await harmed(all, all.pairing)
    await cloud().app.db.write(async (m) => {
      await changeMany(m, ApplicationTodo, 'application_id = :id', { id: all.mother }, { holder: 'town@t2' })
    })
    expect(await inboxOf(all.county)).not.toContain(all.mother)
    await cloud().app.db.write(async (m) => new HaltedToCounty1764301510000().up(m.queryRunner as QueryRunner))
    expect([await inboxOf(all.county), await inboxOf(all.hers.town)]).toEqual([
      expect.arrayContaining([all.mother]),
      expect.not.arrayContaining([all.mother]),
    ])
  })

  it.each([
    ['stands', async () => undefined],
    ['was ended for want of time', async ({ village, pairing }) => mustBe(200, move(village, pairing, 'end', { ending: 'time' }))],
  ] as [string, (all: Awaited<ReturnType<typeof pairedHouse>>) => Promise<unknown>][])(
    'is never again for this child when she cares for others, whether the pairing %s',
    async (_how, before) => {
      const all = await pairedHouse(cloud())
      await harmed(all, all.pairing)
      await before(all)
      await mustBe(200, move(all.county, all.mother, 'restore', { ...CLEAR, ...GROUNDS }))
      await mustBe(404, all.her.post(`/api/pairings/${all.pairing}/reveals`))
      expect(await stateOf(all.village, all.pairing)).toBe('ended')
      const { id: other } = await registerChild(all.village)
      const ranked = [await rankedFor(all.village, all.child, all.mother), await rankedFor(all.village, other, all.mother)]
      expect(ranked.map(({ bars }) => bars)).toEqual([[{ rule: 'declined', why: NOT_THESE }], []])
      for (const who of [all.village, all.town])
        expect((await mustBe(422, propose(who, all.child, all.mother))).fields.mother).toBe(NOT_THESE)
      const { id: plan } = await mustBe(201, all.county.post('/api/pairing-plans', { mode: 'oneToOne' }))
      const { items } = (await mustBe(200, all.county.get(`/api/pairing-plans/${plan}`))).pairs
      const pairs = items.filter(({ mothers }: Json) => mothers[0].id === all.mother).map(({ child }: Json) => child)
      expect(pairs).not.toContain(all.child)
      await mustBe(201, propose(all.town, other, all.mother, { mode: 'oneToMany' }))
    },
  )

  it('is for this child as before when it was a mistake', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.colleague, all.child, { named: all.pairing }))
    await mustBe(200, move(all.county, id, 'take'))
    await mustBe(200, move(all.county, id, 'close', closing({ outcome: 'cleared', harm: false })))
    await mustBe(200, all.her.post(`/api/pairings/${all.pairing}/reveals`))
    await mustBe(200, move(all.village, all.pairing, 'end', { ending: 'time' }))
    expect((await rankedFor(all.village, all.child, all.mother)).bars).toEqual([])
    await mustBe(201, propose(all.town, all.child, all.mother))
  })

  it('who was asked for the child before does not say yes to it afterwards', async () => {
    const all = await pairedHouse(cloud())
    const { id: other } = await registerChild(all.village)
    const { id: asked } = await mustBe(201, propose(all.town, other, all.mother, { mode: 'oneToMany' }))
    // By her other pairing she is no choice: she is named as one who is asked.
    await harmed({ ...all, child: other }, asked)
    await mustBe(422, move(all.her, asked, 'accept'))
    await mustBe(200, move(all.county, all.mother, 'restore', { ...CLEAR, ...GROUNDS }))
    expect((await move(all.her, asked, 'accept')).status).not.toBe(200)
    await mustBe(200, all.her.post(`/api/pairings/${all.pairing}/reveals`))
  })

  it.each([
    ['halted', '暂停核实中退出，请问县妇联', 'countyFirst'],
    ['accepted', '退出', 'village'],
  ])('who leaves while she is %s is told of in the next town as %s', async (state, says, next) => {
    const all = await pairedHouse(cloud())
    const { village, town } = {
      village: await cloud().official('village', 'v09', '孙丽'),
      town: await cloud().official('town', 't2', '吴燕'),
    }
    if (state === 'halted') await harmed(all, all.pairing)
    expect(await stateOf(all.her, all.mother)).toBe(state)
    await mustBe(200, move(all.her, all.mother, 'leave'))
    const { id, state: begun } = (await signUp(all.her, ...ELSEWHERE)).body
    expect(begun).toBe(next)
    if (begun === 'countyFirst') await mustBe(200, move(all.county, id, 'goOn', GROUNDS))
    await mustBe(200, move(village, id, 'vouch', { opinion: '人品好' }))
    for (const who of [town, all.county]) expect(await earlierFor(who, id)).toBe(`${TODAY} 悦来镇 ${says}`)
    for (const who of [all.her, village]) expect(await earlierFor(who, id)).toBeUndefined()
  })

  it('who leaves before the county has looked at her application comes to the county again', async () => {
    const all = await pairedHouse(cloud())
    const both = await cloud().official('village', 'v01', '何秀')
    await harmed(all, both.account)
    const { id } = (await signUp(both)).body
    await mustBe(200, move(both, id, 'leave'))
    const again = (await signUp(both, ...ELSEWHERE)).body
    expect([again.state, await earlierFor(all.county, again.id)]).toEqual(['countyFirst', `${TODAY} 悦来镇 暂停核实中退出，请问县妇联`])
  })
})
