import { atChina } from '@shared/core/time'
import { Pairing, PairingChild, PairingMother, PairingTeamMember } from '../../cloud/features/pairing/pairing.entity'
import type { Api, Json } from '../support/api'
import { acceptedMother } from '../support/caring-mothers'
import { cadresOf, mustBe, partsOf, registerChild } from '../support/children'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { agreeTo, propose } from '../support/pairings'
import { move } from '../support/publications'
import { twoCounties } from '../trust/access/callers'

const TODAY = '2026-11-23'
const MONDAY = atChina(TODAY, '09:00')

async function house(cloud: Cloud) {
  const cadres = await cadresOf(cloud)
  const child = await registerChild(cadres.village)
  const women = [await cloud.woman(), await cloud.woman(), await cloud.woman()] as const
  const mothers: string[] = []
  for (const [n, her] of women.entries())
    mothers.push(await acceptedMother(her, cadres, TODAY, { name: ['王桂花', '李小燕', '陈秋菊'][n] }))
  return { ...cadres, child: child.id as string, women, mothers }
}
/** Cadres of a village and its town in the county beside. */
const nextCounty = async (cloud: Cloud) => ({
  village: await cloud.official('village', 'w01'),
  town: await cloud.official('town', 'u1'),
})
const ask = (who: Api, child: string, body: object) => who.post(`/api/children/${child}/proposals`, body)
const pairingsOf = async (who: Api, child: string): Promise<Json[]> => (await mustBe(200, who.get(`/api/children/${child}/pairings`))).items
const liveOf = async ({ app }: Cloud, childId: string) => (await app.db.read.findOneByOrFail(PairingChild, { childId })).live
const rankedOf = async (who: Api, child: string, mode = 'oneToMany'): Promise<Json[]> =>
  (await mustBe(200, who.get(`/api/children/${child}/mothers?mode=${mode}`))).items

onBothEngines(
  'a child that is cared for together',
  (cloud) => {
    beforeEach(() => cloud().clock.set(MONDAY))

    it('is ranked by what its record says of needs, time, language and hopes, and one from before they were asked still reads', async () => {
      const { village, child, mothers } = await house(cloud())
      const saying = async () => {
        const own = (await rankedOf(village, child)).find((one) => one.mothers[0].id === mothers[0])
        return own?.parts.slice(1).map(({ part, points, says }: Json) => `${part} ${points} ${says}`)
      }
      const spare = '有余力 10 现在牵手0个，最多2个'
      const before = [
        '帮得上 15 要2样，能帮1样：辅导功课',
        '时间合适 15 什么时候都行',
        '说得来 10 没有说讲什么话',
        spare,
        '合孩子心愿 5 孩子没有说',
      ]
      expect(await saying()).toEqual(before)
      const { version } = await mustBe(200, village.get(`/api/children/${child}`))
      const values = {
        needs: ['school', 'visits', 'health'],
        when: ['weekends', 'evenings'],
        speaks: ['local'],
        hopes: ['elder', 'elsewhere'],
      }
      const put = { version, values: { ...partsOf().care, ...values }, why: '孩子说的' }
      await mustBe(200, village.put(`/api/children/${child}/parts/care`, put))
      // Health is not hers to give and counts for nothing.
      expect(await saying()).toEqual([
        '帮得上 15 要2样，能帮1样：上门看看',
        '时间合适 7 周末',
        '说得来 10 本地话',
        spare,
        '合孩子心愿 2 像奶奶一样（55岁以上）',
      ])
    })

    it('is never proposed to its kin, once a cadre has said who that is, and may be when she takes it back', async () => {
      const { village, town, child, mothers } = await house(cloud())
      const kin = (related: boolean) => village.put(`/api/children/${child}/kin`, { mother: mothers[0], related })
      expect(await mustBe(200, kin(true))).toEqual({ mother: mothers[0], related: true })
      const own = (await rankedOf(town, child)).find((one) => one.mothers[0].id === mothers[0])
      expect(own?.bars.map(({ rule }: Json) => rule)).toEqual(['related'])
      expect((await mustBe(422, propose(town, child, mothers[0] as string))).fields.mother).toContain('亲属')
      // Whoever is no mother of the child's county is nobody, whether there is such a case or not.
      const far = await acceptedMother(await cloud().woman(), await nextCounty(cloud()), TODAY, { village: 'w01' })
      for (const mother of [far, '0'.repeat(26)])
        for (const related of [true, false])
          expect((await mustBe(422, village.put(`/api/children/${child}/kin`, { mother, related }))).fields).toEqual({
            mother: '没有找到这位爱心妈妈',
          })
      expect(await mustBe(200, kin(false))).toEqual({ mother: mothers[0], related: false })
      await mustBe(201, propose(town, child, mothers[0] as string))
    })

    it('by two has both asked at once or neither, and each answers for herself', async () => {
      const { town, village, child, women, mothers } = await house(cloud())
      const [first, second] = mothers as [string, string]
      await mustBe(200, move(women[1], second, 'pause'))
      const refused = await mustBe(422, ask(town, child, { mode: 'twoToOne', mothers: [first, second] }))
      expect(Object.keys(refused.fields)).toEqual(['mothers.1'])
      expect(await cloud().app.db.read.countBy(Pairing, { childId: child })).toBe(0)
      await mustBe(200, move(women[1], second, 'resume'))
      const top = (await rankedOf(town, child, 'twoToOne'))[0] as Json
      expect([top.mothers.length, top.bars]).toEqual([2, []])
      const { items } = await mustBe(201, ask(town, child, { mode: 'twoToOne', mothers: [first, second] }))
      expect(items.map(({ mother, state, mode }: Json) => [mother.name, state, mode]).sort()).toEqual([
        ['李小燕', 'proposed', 'twoToOne'],
        ['王桂花', 'proposed', 'twoToOne'],
      ])
      expect((await mustBe(409, ask(town, child, { mode: 'twoToOne', mothers: [mothers[2]] }))).message).toContain('已经有人在结对')
      const of = (mother: string) => items.find((one: Json) => one.mother.id === mother).id
      await mustBe(200, move(women[0], of(first), 'decline'))
      await mustBe(200, move(women[1], of(second), 'accept'))
      await agreeTo(village, child)
      expect((await mustBe(200, move(village, of(second), 'confirm'))).state).toBe('trial')
      expect(await liveOf(cloud(), child)).toBe(1)
      // What one of them is shown, the other is not.
      await mustBe(404, women[0].post(`/api/pairings/${of(second)}/reveals`))
      await mustBe(200, women[1].post(`/api/pairings/${of(second)}/reveals`))
    })

    it('by a team has all of it asked as one, each in a case of her own, and nobody of another team beside', async () => {
      const { town, village, county, child, women, mothers } = await house(cloud())
      await mustBe(403, village.post('/api/pairing-teams', { name: '柳溪小组', mothers: mothers.slice(0, 2) }))
      const team = await mustBe(201, town.post('/api/pairing-teams', { name: '柳溪小组', mothers: mothers.slice(0, 2) }))
      expect([team.mothers.map(({ name }: Json) => name).sort(), team.placeName]).toEqual([['李小燕', '王桂花'], '悦来镇'])
      expect((await mustBe(409, county.post('/api/pairing-teams', { name: '县里的', mothers: mothers.slice(1) }))).fields).toEqual({
        'mothers.0': '她已经在另一个小组里了',
      })
      expect(await cloud().app.db.read.countBy(PairingTeamMember, { motherId: mothers[2] as string })).toBe(0)
      const ranked = (await rankedOf(town, child, 'team'))[0] as Json
      expect([ranked.team, ranked.mothers.length, ranked.bars]).toEqual([{ id: team.id, name: '柳溪小组' }, 2, []])
      const plan = await mustBe(201, county.post('/api/pairing-plans', { mode: 'team' }))
      const proposed = plan.pairs.items.find((one: Json) => one.child === child)
      expect([proposed.team.name, proposed.mothers.length]).toEqual(['柳溪小组', 2])
      const { items } = await mustBe(201, ask(county, child, { mode: 'team', team: team.id, plan: plan.id }))
      expect(items.map(({ team: of, state }: Json) => [of.name, state])).toEqual([
        ['柳溪小组', 'proposed'],
        ['柳溪小组', 'proposed'],
      ])
      const shown = await mustBe(200, county.get(`/api/pairing-plans/${plan.id}`))
      expect(shown.pairs.items.find((one: Json) => one.child === child).asked).toBe(true)
      for (const [n, her] of women.slice(0, 2).entries())
        await mustBe(200, move(her, items.find((one: Json) => one.mother.id === mothers[n]).id, n === 0 ? 'decline' : 'accept'))
      expect(await liveOf(cloud(), child)).toBe(1)
      // Whoever joins later is asked by herself; who leaves for good is in no team.
      const more = { name: '柳溪小组', mothers }
      await mustBe(200, town.put(`/api/pairing-teams/${team.id}`, { version: 1, ...more }))
      expect((await mustBe(409, town.put(`/api/pairing-teams/${team.id}`, { version: 1, ...more }))).error).toBe('staleVersion')
      await mustBe(201, ask(town, child, { mode: 'team', team: team.id, mothers: [mothers[2]] }))
      expect(await liveOf(cloud(), child)).toBe(2)
      await mustBe(200, move(women[2], mothers[2] as string, 'leave'))
      expect([await liveOf(cloud(), child), await cloud().app.db.read.countBy(PairingTeamMember, { teamId: team.id })]).toEqual([1, 2])
      await mustBe(200, town.remove(`/api/pairing-teams/${team.id}`))
      // Nobody had begun: with the team nobody is asked any more.
      expect((await pairingsOf(town, child)).filter(({ live }) => live).length).toBe(0)
    })

    it('asks nobody further who was taken out of its team, and has child’s village and town look at one who cares already', async () => {
      const { town, village, child, women, mothers } = await house(cloud())
      const [first, second, third] = mothers as [string, string, string]
      const team = await mustBe(201, town.post('/api/pairing-teams', { name: '柳溪小组', mothers }))
      const { items } = await mustBe(201, ask(town, child, { mode: 'team', team: team.id, mothers }))
      const of = (mother: string): string => items.find((one: Json) => one.mother.id === mother).id
      for (const n of [0, 1]) await mustBe(200, move(women[n] as Api, of(mothers[n] as string), 'accept'))
      await agreeTo(village, child)
      await mustBe(200, move(village, of(first), 'confirm'))
      const fourth = await acceptedMother(await cloud().woman(), { village, town }, TODAY)
      const left = { version: 1, name: '柳溪小组', mothers: [third, fourth] }
      await mustBe(200, town.put(`/api/pairing-teams/${team.id}`, left))
      const states = async () => Object.fromEntries((await pairingsOf(town, child)).map(({ mother, state }) => [mother.id, state]))
      expect(await states()).toEqual({ [first]: 'trial', [second]: 'ended', [third]: 'proposed' })
      expect([(await move(village, of(second), 'confirm')).status, await liveOf(cloud(), child)]).toEqual([409, 2])
      const heard = async (who: Api) =>
        (await mustBe(200, who.get('/api/notices'))).items.filter(({ title }: Json) => title === '一位爱心妈妈不在小组里了')
      const [notice] = await heard(village)
      expect([notice.application, (await heard(town)).length, JSON.stringify(notice)]).toEqual([
        of(first),
        0,
        expect.not.stringMatching(/王桂|小雨/),
      ])
      // Also where the list was changed behind everybody's back she comes no further.
      await cloud().app.db.write((m) => m.query('DELETE FROM pairing_team_member WHERE mother_id = ?', [third]))
      expect((await mustBe(422, move(women[2] as Api, of(third), 'accept'))).fields.mother).toContain('不在这个小组里')
    })

    it('goes from one to the next with nobody in between: the old one stays until the new one begins', async () => {
      const { town, village, child, women, mothers } = await house(cloud())
      const [first, second, third] = mothers as [string, string, string]
      const { id } = await mustBe(201, propose(town, child, first))
      const over = (mother: string) => ask(town, child, { mode: 'oneToOne', mothers: [mother], before: id })
      // What has not begun is not handed over.
      expect((await mustBe(422, over(second))).fields).toHaveProperty('before')
      await mustBe(200, move(women[0], id, 'accept'))
      await agreeTo(village, child)
      await mustBe(200, move(village, id, 'confirm'))
      await mustBe(201, over(second))
      expect((await mustBe(409, over(third))).message).toContain('已经请了另一位来接')
      const next = (await pairingsOf(town, child)).find((one) => one.mother.id === second) as Json
      expect([next.before, (await pairingsOf(town, child)).find((one) => one.id === id)?.next]).toEqual([id, next.id])
      await mustBe(200, women[0].post(`/api/pairings/${id}/reveals`))
      // Who declines leaves everything as it was.
      await mustBe(200, move(women[1], next.id, 'decline'))
      expect([await liveOf(cloud(), child), (await pairingsOf(town, child)).find((one) => one.id === id)?.next]).toEqual([1, null])
      await mustBe(201, over(third))
      const last = (await pairingsOf(town, child)).find((one) => one.mother.id === third) as Json
      await mustBe(200, move(women[2], last.id, 'accept'))
      await mustBe(200, women[0].post(`/api/pairings/${id}/reveals`))
      // What the guardian said of the first does not count for her, however short the time in between.
      expect((await mustBe(409, move(village, last.id, 'confirm'))).error).toBe('consentMissing')
      await agreeTo(village, child)
      await mustBe(200, move(village, last.id, 'confirm'))
      await mustBe(404, women[0].post(`/api/pairings/${id}/reveals`))
      await mustBe(200, women[2].post(`/api/pairings/${last.id}/reveals`))
      const states = (await pairingsOf(town, child)).map(({ mother, state, live, trialUntil }) => [mother.name, state, live, trialUntil])
      expect(states.sort()).toEqual([
        ['李小燕', 'declined', false, null],
        ['王桂花', 'ended', false, null],
        ['陈秋菊', 'trial', true, '2027-02-21'],
      ])
      const counted = await cloud().app.db.read.find(PairingMother)
      expect([await liveOf(cloud(), child), counted.find(({ motherId }) => motherId === first)?.live]).toEqual([1, 0])
      const listed = (await mustBe(200, village.get('/api/pairings'))).items
      expect(listed.some((one: Json) => one.id === last.id) && !listed.some((one: Json) => one.id === id)).toBe(true)
    })

    it('keeps its one place when the old mother goes before the new one has answered', async () => {
      const { town, village, child, women, mothers } = await house(cloud())
      const { id } = await mustBe(201, propose(town, child, mothers[0] as string))
      await mustBe(200, move(women[0], id, 'accept'))
      await agreeTo(village, child)
      await mustBe(200, move(village, id, 'confirm'))
      await mustBe(201, ask(town, child, { mode: 'oneToOne', mothers: [mothers[1]], before: id }))
      await mustBe(200, move(women[0], id, 'end', { ending: 'time' }))
      expect(await liveOf(cloud(), child)).toBe(1)
      expect((await propose(town, child, mothers[2] as string)).status).toBe(409)
      const next = (await pairingsOf(town, child)).find((one) => one.live) as Json
      await mustBe(200, move(women[1], next.id, 'decline'))
      expect(await liveOf(cloud(), child)).toBe(0)
    })

    it('says in the plan who stays open and why, and both sides say how the trial goes', async () => {
      const { town, village, county, child, women, mothers } = await house(cloud())
      const far = await registerChild(await cloud().official('village', 'v09'), { village: 'v09' })
      for (const id of mothers) await mustBe(200, move(women[mothers.indexOf(id)] as Api, id, 'pause'))
      cloud().clock.advance(1)
      const plan = await mustBe(201, county.post('/api/pairing-plans', { mode: 'oneToOne' }))
      expect((await mustBe(200, county.get('/api/pairing-plans'))).plan.id).toBe(plan.id)
      const open: Json[] = []
      for (let next: string | null = ''; next !== null; ) {
        const page = await mustBe(200, county.get(`/api/pairing-plans/${plan.id}/open${next ? `?after=${next}` : ''}`))
        open.push(...page.items)
        next = page.next
      }
      expect(open.find((one) => one.child === far.id)).toEqual({ child: far.id, code: far.code, why: 'nobody' })
      await mustBe(200, move(women[0], mothers[0] as string, 'resume'))
      const { id } = await mustBe(201, propose(town, child, mothers[0] as string))
      await mustBe(200, move(women[0], id, 'accept'))
      await agreeTo(village, child)
      await mustBe(200, move(village, id, 'confirm'))
      await mustBe(200, move(women[0], id, 'tell', { goes: 'slow', told: '孩子还有点怕生' }))
      const told = await mustBe(200, move(village, id, 'observe', { seems: 'well' }))
      const seen = told.events.find((one: Json) => one.move === 'observe').answers
      expect([told.state, told.answers.goes, seen]).toEqual(['trial', 'slow', { seems: 'well' }])
      const asksForHelp = async (who: Api) =>
        (await mustBe(200, who.get('/api/notices'))).items.filter(({ title }: Json) => title === '有一次结对想请妇联帮忙')
      expect([(await asksForHelp(village)).length, (await asksForHelp(town)).length]).toEqual([0, 0])
      await mustBe(200, move(women[0], id, 'tell', { goes: 'hard', told: '想请你们来看看' }))
      const [heard, above] = [await asksForHelp(village), await asksForHelp(town)]
      expect([heard.length, above.length, /来看看|王桂/.test(JSON.stringify(heard))]).toEqual([1, 1, false])
      // What somebody else says afterwards takes nothing away, and asks nobody anew.
      const later = await mustBe(200, move(town, id, 'observe', { seems: 'well', noted: '奶奶身体不好，先别提爸爸' }))
      // What cadres write of the child she reads as long as she cares for it, and what they say to her at the end for good.
      const reads = async (): Promise<string> => JSON.stringify(await mustBe(200, women[0].get(`/api/applications/${id}`)))
      expect(await reads()).toContain('先别提爸爸')
      await mustBe(200, move(town, id, 'end', { ending: 'time', farewell: '谢谢这段时间的陪伴' }))
      const said = await reads()
      expect([said.includes('先别提爸爸'), said.includes('seems'), said.includes('谢谢这段时间')]).toEqual([false, false, true])
      expect(JSON.stringify(await mustBe(200, village.get(`/api/applications/${id}`)))).toContain('先别提爸爸')
      expect([later.answers.goes, later.answers.told, (await asksForHelp(village)).length]).toEqual(['hard', '想请你们来看看', 1])
    })
  },
  (engine) => startCloud(engine, {}, {}, undefined, twoCounties),
)

/** The same mother is put into two teams at the same instant, by two cadres. */
async function bothTeams(cloud: Cloud): Promise<number[]> {
  const { town, county, mothers } = await house(cloud)
  const make = (who: Api, name: string, of: string[]) => who.post('/api/pairing-teams', { name, mothers: of })
  const [a, b, c] = mothers as [string, string, string]
  const answers = await Promise.all([make(town, '甲组', [a, b]), make(county, '乙组', [b, c])])
  return answers.map(({ status }) => status).sort()
}

onBothEngines('a mother whom two put into teams at once', (cloud) => {
  it('is in one, and the other is told', async () => {
    cloud().clock.set(MONDAY)
    for (let round = 0; round < 3; round++) expect(await bothTeams(cloud())).toEqual([201, 409])
  })

  it('would be in both if she were not the key', async () => {
    cloud().clock.set(MONDAY)
    await cloud().app.db.write(async (m) => {
      await m.query('DROP TABLE pairing_team_member')
      await m.query('CREATE TABLE pairing_team_member (mother_id varchar(26) NOT NULL, team_id varchar(26) NOT NULL)')
    })
    expect(await bothTeams(cloud())).toEqual([201, 201])
  })
})
