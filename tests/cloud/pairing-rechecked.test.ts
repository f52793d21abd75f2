import type { Case } from '@shared/core/case'
import { atChina } from '@shared/core/time'
import { findOne } from '../../cloud/core/database'
import { readTable } from '../../cloud/core/xlsx.read'
import { Application } from '../../cloud/features/applications/application.entity'
import { PairingDiary } from '../../cloud/features/pairing/diary.entity'
import { PairingChild, PairingKin, PairingTeamMember } from '../../cloud/features/pairing/pairing.entity'
import type { KnownChild } from '../../cloud/features/pairing/pairing.ports'
import { PairingPlanOpen, PairingPlanPair } from '../../cloud/features/pairing/plan.entity'
import { mayGoOn } from '../../cloud/features/pairing/standing'
import { eraseOneCase } from '../../cloud/tools/erasing'
import { verify } from '../../cloud/tools/verifying'
import type { Api, Json } from '../support/api'
import { acceptedMother } from '../support/caring-mothers'
import { cardOf, mustBe, registerChild } from '../support/children'
import { onBothEngines, startCloud } from '../support/cloud'
import { entry, writeIn } from '../support/diaries'
import { agreeTo, paired, pairHouse, propose, proposed } from '../support/pairings'
import { move } from '../support/publications'
import { raise } from '../support/worries'

const TODAY = '2026-11-23'
const MONDAY = atChina(TODAY, '09:00')
const ORDERED = { by: '周慧', why: '本人要求' }
const kin = (who: Api, child: string, mother: string, related: boolean) => who.put(`/api/children/${child}/kin`, { mother, related })
const told = async (who: Api): Promise<string[]> =>
  (await mustBe(200, who.get('/api/notices'))).items.map(({ title, text }: Json) => `${title} ${text}`)

onBothEngines(
  'a pairing and what becomes of its child or its mother',
  (cloud) => {
    beforeEach(() => cloud().clock.set(MONDAY))
    const house = () => pairHouse(cloud(), TODAY)
    const live = async (childId: string) => (await findOne(cloud().app.db.read, PairingChild, { childId }))?.live ?? 0

    it('is destroyed with the child’s record: what was said in it, who is kin and what was planned', async () => {
      const all = await house()
      const { db } = cloud().app
      await mustBe(201, all.county.post('/api/pairing-plans', { mode: 'oneToMany' }))
      const id = await paired(all)
      await mustBe(200, move(all.her, id, 'tell', { goes: 'hard', told: '孩子说夜里一个人在家害怕' }))
      await mustBe(200, move(all.her, id, 'end', { ending: 'time', farewell: '小雨，要好好吃饭' }))
      const other = await acceptedMother(await cloud().woman(), all, TODAY)
      await mustBe(200, kin(all.village, all.child, other, true))
      expect(await db.read.countBy(PairingPlanPair, { childId: all.child })).toBe(1)
      await mustBe(200, all.county.post(`/api/children/${all.child}/erasure`, { words: '监护人要求' }))
      for (const who of [all.her, all.village, all.town, all.county]) await mustBe(404, who.get(`/api/applications/${id}`))
      expect(await findOne(db.read, Application, { id })).toMatchObject({ dataKey: '', answers: '' })
      for (const known of [PairingKin, PairingPlanPair, PairingPlanOpen])
        expect(await db.read.countBy(known, { childId: all.child })).toBe(0)
      expect((await verify(cloud().app)).findings).toEqual([])
    })

    it('ends when only her case as a caring mother is erased: the child is free, its village is told, no team counts on her', async () => {
      const all = await house()
      const other = await acceptedMother(await cloud().woman(), all, TODAY)
      await mustBe(201, all.town.post('/api/pairing-teams', { name: '柳溪小组', mothers: [all.mother, other] }))
      const id = await paired(all)
      await mustBe(200, kin(all.village, (await registerChild(all.village)).id, all.mother, true))
      await eraseOneCase(cloud().app, all.mother, ORDERED)
      const { db } = cloud().app
      expect([await live(all.child), (await mustBe(200, all.town.get(`/api/applications/${id}`))).state]).toEqual([0, 'ended'])
      expect((await told(all.village)).join()).toContain(`一次结对有变化 代号${all.code}`)
      expect(await db.read.countBy(PairingTeamMember, { motherId: all.mother })).toBe(0)
      expect(await db.read.countBy(PairingKin, { motherId: all.mother })).toBe(0)
      await mustBe(404, all.her.post(`/api/pairings/${id}/reveals`))
      await mustBe(201, propose(all.town, all.child, other))
    })

    it('tells the village also when only the case of the pairing is erased', async () => {
      const all = await house()
      const id = await paired(all)
      await mustBe(200, writeIn(all.her, id, entry('一起写作业')))
      await eraseOneCase(cloud().app, id, ORDERED)
      expect([await live(all.child), (await told(all.village)).join()]).toEqual([0, expect.stringContaining(`代号${all.code}`)])
      expect(await findOne(cloud().app.db.read, PairingDiary, { pairingId: id })).toMatchObject({ dataKey: '' })
    })

    it('goes on no further once she is known for kin, or an open worry names her, whatever she was asked before', async () => {
      const all = await house()
      const id = await proposed(all)
      await mustBe(200, kin(all.village, all.child, all.mother, true))
      expect((await mustBe(422, move(all.her, id, 'accept'))).fields.mother).toContain('亲属')
      await mustBe(200, kin(all.village, all.child, all.mother, false))
      await mustBe(200, move(all.her, id, 'accept'))
      await agreeTo(all.village, all.child)
      await mustBe(200, kin(all.village, all.child, all.mother, true))
      expect((await mustBe(422, move(all.village, id, 'confirm'))).fields.mother).toContain('亲属')
      await mustBe(200, kin(all.village, all.child, all.mother, false))
      await mustBe(200, move(all.village, id, 'confirm'))
      await mustBe(200, all.her.get(`/api/pairings/${id}/child`))
      await mustBe(200, all.her.post(`/api/pairings/${id}/reveals`))
      await mustBe(201, raise(all.colleague, all.child, { named: id }))
      await mustBe(404, all.her.get(`/api/pairings/${id}/child`))
      await mustBe(404, all.her.post(`/api/pairings/${id}/reveals`))
      await mustBe(404, all.her.get(`/api/pairings/${id}/diary`))
    })

    it('stands in the county’s yearly audit with each look that she took, by her name and her pairing', async () => {
      const all = await house()
      const id = await paired(all)
      for (let looks = 0; looks < 2; looks++) await mustBe(200, all.her.post(`/api/pairings/${id}/reveals`))
      const { items } = await mustBe(200, all.county.get('/api/child-access?year=2026'))
      const hers = items.filter((one: Json) => one.pairing === id)
      expect(hers.map(({ code, reader, parts, why, words }: Json) => [code, reader, parts, why, words])).toEqual(
        [1, 2].map(() => [all.code, '王桂花', ['contact', 'guardian'], 'paired', null]),
      )
      const table = readTable(await all.county.bytes('/api/child-access/table?year=2026')).rows.map(({ cells }) => cells)
      expect(table.filter((cells) => cells.includes(`结对编号${id}`)).map((cells) => cells.slice(3, 6))).toEqual(
        [1, 2].map(() => ['爱心妈妈王桂花', '怎么联系孩子、监护人和照看的人', '爱心妈妈陪伴孩子要用']),
      )
    })

    it('may be made once more when it only came to an end, and not when it did not fit', async () => {
      const all = await house()
      const first = await paired(all)
      await mustBe(200, all.village.post(`/api/children/${all.child}/withdrawals`, { purpose: 'motherView' }))
      expect((await mustBe(200, all.town.get(`/api/applications/${first}`))).state).toBe('ended')
      const again = await paired(all)
      await mustBe(200, move(all.her, again, 'end', { ending: 'notFitting' }))
      expect((await mustBe(422, propose(all.town, all.child, all.mother))).fields.mother).toContain('以前没有谈成')
    })

    it('begins only with the guardian’s word on just this mother, and not by the hand that proposed her', async () => {
      const all = await house()
      const { village, colleague, town, child } = all
      const two = { mode: 'twoToOne' }
      const first = await proposed(all, two)
      await mustBe(200, move(all.her, first, 'accept'))
      await agreeTo(village, child)
      await mustBe(200, move(village, first, 'confirm'))
      cloud().clock.set(atChina('2026-11-24', '09:00'))
      const other = await cloud().woman()
      const mother = await acceptedMother(other, all, TODAY)
      const { id } = await mustBe(201, propose(village, child, mother, two))
      await mustBe(200, move(other, id, 'accept'))
      const wanting = async () => (await mustBe(409, move(colleague, id, 'confirm'))).error
      expect(await wanting()).toBe('consentMissing')
      // A paper from before she was asked is about somebody else.
      await agreeTo(village, child, { day: TODAY })
      expect(await wanting()).toBe('consentMissing')
      await agreeTo(village, child)
      expect((await mustBe(403, move(village, id, 'confirm'))).message).toBe('您办过前面的一道，这一道要请别人来办')
      expect((await mustBe(200, move(colleague, id, 'confirm'))).state).toBe('trial')
      // One word of the guardian's ends what was agreed to on three papers.
      await mustBe(200, village.post(`/api/children/${child}/withdrawals`, { purpose: 'motherView' }))
      const { items } = await mustBe(200, town.get(`/api/children/${child}/pairings`))
      expect(items.map(({ state }: Json) => state)).toEqual(['ended', 'ended'])
      const { consents } = await mustBe(200, village.get(`/api/children/${child}`))
      const lives = consents.map(({ purpose, withdrawnAt }: Json) => `${purpose} ${withdrawnAt === null}`).sort()
      expect(lives).toEqual([...Array(3).fill('motherView false'), 'register true'])
    })

    it('begins by a paper that names it: of two who are asked at once a yes to one is none to the other', async () => {
      const all = await house()
      const { village, town, child } = all
      const other = await cloud().woman()
      const mother = await acceptedMother(other, all, TODAY)
      const { items } = await mustBe(
        201,
        town.post(`/api/children/${child}/proposals`, { mode: 'twoToOne', mothers: [all.mother, mother] }),
      )
      const of = (one: string): string => items.find((item: Json) => item.mother.id === one).id
      const [first, second] = [of(all.mother), of(mother)]
      await mustBe(200, move(all.her, first, 'accept'))
      await mustBe(200, move(other, second, 'accept'))
      for (const pairings of [[], ['0'.repeat(26)], [first, '0'.repeat(26)]])
        await expect(agreeTo(village, child, { pairings })).rejects.toThrow('请选监护人同意的是哪一位爱心妈妈')
      await agreeTo(village, child, { pairings: [first] })
      expect((await mustBe(409, move(village, second, 'confirm'))).error).toBe('consentMissing')
      await mustBe(200, move(village, first, 'confirm'))
      expect((await mustBe(409, move(village, second, 'confirm'))).error).toBe('consentMissing')
      await mustBe(404, other.post(`/api/pairings/${second}/reveals`))
      await agreeTo(village, child, { pairings: [second] })
      await mustBe(200, move(village, second, 'confirm'))
      for (const [her, pairing] of [
        [all.her, first],
        [other, second],
      ] as const)
        await mustBe(200, her.post(`/api/pairings/${pairing}/reveals`))
      // Who cares already is asked for no more.
      await expect(agreeTo(village, child, { pairings: [first] })).rejects.toThrow('正在问的才能选')
    })

    it('goes on by a paper of earlier that named nobody, and by none that names another', () => {
      const goes = (pairings: readonly string[] | undefined) => {
        const child = { open: true, agreed: [{ day: TODAY, at: MONDAY, by: 'a', pairings }] } as unknown as KnownChild
        return mayGoOn({ stage: 'paired', row: { id: 'p1' } as Case }, child)
      }
      expect([goes(undefined), goes(['p0', 'p1']), goes(['p0']), goes([])]).toEqual([true, true, false, false])
    })

    it('is confirmed by the town where the village has but one cadre, who proposed; and whoever stands in brings no paper of her own', async () => {
      const { town } = await house()
      const alone = await cloud().official('village', 'v03')
      const second = await cloud().official('town', 't1')
      const her = await cloud().woman()
      const mother = await acceptedMother(her, { village: alone, town }, TODAY, { village: 'v03' })
      const child = await registerChild(alone, { village: 'v03' })
      const ask = async (who: Api) => (await mustBe(201, propose(who, child.id, mother))).id as string
      const heard = async () => (await told(town)).filter((one) => one.includes(child.code) && one.includes('要镇里来确认')).length
      const standIn = await ask(second)
      await mustBe(200, move(her, standIn, 'accept'))
      await agreeTo(town, child.id)
      expect((await mustBe(403, move(town, standIn, 'confirm'))).message).toContain('您代村里记的')
      expect([(await mustBe(403, move(second, standIn, 'confirm'))).error, await heard()]).toEqual(['notAllowed', 0])
      await mustBe(200, move(alone, standIn, 'confirm'))
      await mustBe(200, move(her, standIn, 'end', { ending: 'time' }))
      const id = await ask(alone)
      await mustBe(200, move(her, id, 'accept'))
      expect(await heard()).toBe(1)
      await agreeTo(alone, child.id)
      await mustBe(403, move(alone, id, 'confirm'))
      expect((await mustBe(200, move(town, id, 'confirm'))).state).toBe('trial')
    })

    it('never begins on the child’s own word, which stands beside its guardian’s', async () => {
      const all = await house()
      const older = { birthDay: '2011-11-23', card: cardOf('2011-11-23') }
      const child = (await registerChild(all.village, { identity: older })).id as string
      const { id } = await mustBe(201, propose(all.town, child, all.mother))
      await mustBe(200, move(all.her, id, 'accept'))
      const herself = { relation: 'self', name: '王桂兰' }
      await expect(agreeTo(all.village, child, herself)).rejects.toThrow('要先有父母或者其他监护人同意')
      await agreeTo(all.village, child)
      await agreeTo(all.village, child, herself)
      await mustBe(200, all.village.post(`/api/children/${child}/withdrawals`, { purpose: 'motherView' }))
      const next = (await mustBe(201, propose(all.town, child, all.mother))).id
      await mustBe(200, move(all.her, next, 'accept'))
      await expect(agreeTo(all.village, child, herself)).rejects.toThrow('要先有父母或者其他监护人同意')
      expect((await mustBe(409, move(all.village, next, 'confirm'))).error).toBe('consentMissing')
    })

    it('names a team only where a team is asked', async () => {
      const all = await house()
      const other = await acceptedMother(await cloud().woman(), all, TODAY)
      const team = await mustBe(201, all.town.post('/api/pairing-teams', { name: '柳溪小组', mothers: [all.mother, other] }))
      expect((await mustBe(422, propose(all.town, all.child, all.mother, { team: team.id }))).fields).toHaveProperty('team')
      await mustBe(201, propose(all.town, all.child, all.mother))
    })

    it('asks of a team that cares already its other mothers, each by herself, also to take over', async () => {
      const all = await house()
      const women = [await cloud().woman(), await cloud().woman()] as const
      const others = [await acceptedMother(women[0], all, TODAY), await acceptedMother(women[1], all, TODAY)]
      const team = await mustBe(201, all.town.post('/api/pairing-teams', { name: '柳溪小组', mothers: [all.mother, others[0]] }))
      const ask = (body: object) => all.village.post(`/api/children/${all.child}/proposals`, { mode: 'team', team: team.id, ...body })
      const { items } = await mustBe(201, ask({ mothers: [all.mother] }))
      const { id } = items[0]
      await mustBe(200, move(all.her, id, 'accept'))
      await agreeTo(all.village, all.child)
      await mustBe(200, move(all.colleague, id, 'confirm'))
      const ranked = await mustBe(200, all.village.get(`/api/children/${all.child}/mothers?mode=oneToMany&team=${team.id}`))
      expect(ranked.items.map(({ mothers, bars }: Json) => [mothers.map((one: Json) => one.id), bars])).toEqual([[[others[0]], []]])
      await mustBe(201, ask({ mothers: [others[0]], before: id }))
    })

    it('is barred to the village without saying how her record stands, which town and county read', async () => {
      const all = await house()
      await mustBe(200, move(all.town, all.mother, 'suspend', { reason: '先核实' }))
      const bars = async (who: Api) => {
        const { items } = await mustBe(200, who.get(`/api/children/${all.child}/mothers`))
        return items.find((one: Json) => one.mothers[0].id === all.mother).bars.map(({ rule }: Json) => rule)
      }
      expect([await bars(all.village), await bars(all.town), await bars(all.county)]).toEqual([
        ['notNow'],
        ['notAccepted'],
        ['notAccepted'],
      ])
      expect((await mustBe(422, propose(all.village, all.child, all.mother))).fields).toEqual({ mother: '现在不能安排' })
    })

    it('of a child whose record was changed outside is left out of lists, and the others are shown', async () => {
      const all = await house()
      const sound = await pairHouse(cloud(), TODAY)
      const plan = await mustBe(201, all.county.post('/api/pairing-plans', { mode: 'oneToMany' }))
      const [damaged, whole] = [await paired(all), await paired(sound)]
      await cloud().app.db.write((m) => m.query("UPDATE child SET risk = 'x' WHERE id = ?", [all.child]))
      const { items } = await mustBe(200, all.village.get('/api/pairings'))
      const ids = items.map((one: Json) => one.id)
      expect([ids.includes(damaged), ids.includes(whole)]).toEqual([false, true])
      const shown = await mustBe(200, all.county.get(`/api/pairing-plans/${plan.id}`))
      const children = shown.pairs.items.map((one: Json) => one.child)
      expect([children.includes(all.child), children.includes(sound.child)]).toEqual([false, true])
    })
  },
  (engine) => startCloud(engine, { logLevel: 'silent' }),
)
