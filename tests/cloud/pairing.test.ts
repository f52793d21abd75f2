import { addDays, atChina, dayOf } from '@shared/core/time'
import { needs as NEEDS } from '@shared/features/child/child.words'
import { insert } from '../../cloud/core/database'
import { newId } from '../../cloud/core/ids'
import type { Effects } from '../../cloud/core/kind-ports'
import { Pairing, PairingChild, PairingMother } from '../../cloud/features/pairing/pairing.entity'
import type { Api, Json } from '../support/api'
import { acceptedMother } from '../support/caring-mothers'
import { mustBe, registerChild } from '../support/children'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { again, agreeTo, type PairHouse, paired, pairHouse, propose, proposed } from '../support/pairings'
import { move } from '../support/publications'

const TODAY = '2026-11-23'
const MONDAY = atChina(TODAY, '09:00')
/** What else is told of a child, each in words of its own. */
const FULL = {
  contact: { address: '柳溪村三组12号', phone: '13900005678', meetAt: '村里的儿童之家', called: '小雨' },
  household: { household: '北山村五组', fatherAway: '深圳', motherAway: '东莞', income: '种橘子', family: '奶奶和弟弟' },
  health: { health: '哮喘', disability: '听力二级', medicine: '氨茶碱' },
  schooling: { school: '悦来小学', grade: '三年级', boards: true, teacher: '钱老师' },
  guardian: { name: '张桂花', phone: '13900001234', carer: '张二伯', carerPhone: '13900008888', contact: '赵主任' },
  care: { needs: NEEDS.map(({ value }) => value), wishes: '想学画画', language: '客家话' },
}
async function fillIn(village: Api, child: string): Promise<void> {
  for (const [part, values] of Object.entries(FULL)) {
    const { version } = await mustBe(200, village.get(`/api/children/${child}`))
    await mustBe(200, village.put(`/api/children/${child}/parts/${part}`, { version, values, why: '监护人说的' }))
  }
}

const house = (cloud: Cloud) => pairHouse(cloud, TODAY)
type House = PairHouse

const look = (who: Api, id: string) => who.get(`/api/pairings/${id}/child`)
const reveal = (who: Api, id: string) => who.post(`/api/pairings/${id}/reveals`)
const stateOf = async (who: Api, id: string): Promise<string> => (await mustBe(200, who.get(`/api/applications/${id}`))).state
const liveOf = async ({ app }: Cloud, child: string) => (await app.db.read.findOneByOrFail(PairingChild, { childId: child })).live

onBothEngines('a pairing', (cloud) => {
  beforeEach(() => cloud().clock.set(MONDAY))

  it('shows her a coded name first, and how to meet only when guardian and village agree, each look in the child’s chain', async () => {
    const all = await house(cloud())
    const { her, village, town, child, code } = all
    await fillIn(village, child)
    const id = await proposed(all)
    const hers = await mustBe(200, her.get(`/api/applications/${id}`))
    expect([hers.state, hers.title, hers.about, hers.answers, hers.events[0].by, hers.moves.map(({ name }: Json) => name)]).toEqual([
      'proposed',
      `代号${code}`,
      null,
      {},
      '镇妇联',
      ['accept', 'decline'],
    ])
    const shown = await mustBe(200, look(her, id))
    // Of nine things that it needs those three are for others that speak of its body, its family, and what it must be kept from.
    const needs = ['calls', 'visits', 'tutoring', 'company', 'clothes', 'school']
    const first = { code, ageBand: '9到11岁', distance: 'sameVillage', needs }
    expect(shown).toEqual(first)
    await mustBe(404, reveal(her, id))
    await mustBe(404, look(town, id))
    await mustBe(404, her.get(`/api/children/${child}`))
    await mustBe(200, move(her, id, 'accept'))
    // Without the guardian's word the village cannot begin, and nothing is shown.
    expect((await mustBe(409, move(village, id, 'confirm'))).message).toContain('请先问监护人')
    await mustBe(404, reveal(her, id))
    await agreeTo(village, child)
    expect((await mustBe(200, move(village, id, 'confirm'))).state).toBe('trial')
    const known = await mustBe(200, reveal(her, id))
    expect(known).toEqual({ ...first, called: '小雨', meetAt: '村里的儿童之家', guardianPhone: '13900001234' })
    expect(await mustBe(200, look(her, id))).toEqual(first)
    const neighbour = await cloud().woman()
    for (const who of [neighbour, village, town, all.county]) await mustBe(404, reveal(who, id))
    const { events } = await mustBe(200, village.get(`/api/children/${child}`))
    const corrected = Object.keys(FULL).map(() => 'correct')
    expect(events.map(({ sort }: Json) => sort)).toEqual(['reveal', 'consent', ...corrected, 'register', 'begin'])
    const { items } = await mustBe(200, her.get('/api/notices'))
    const words = JSON.stringify(items)
    expect(words).toContain(code)
    expect(words).not.toMatch(/王桂兰|张桂花|1390000|哮喘|小雨|儿童之家/)
    // The village has been asked, and reads whom it is about.
    const inbox = await mustBe(200, village.get(`/api/applications?box=about&about=${child}`))
    expect(inbox.items.map((one: Json) => [one.id, one.who])).toEqual([[id, '王桂花']])
  })

  it('ends what she sees at once when a consent is withdrawn, the care ends, or she is suspended, rests or leaves', async () => {
    const ends: Readonly<Record<string, (all: House) => Promise<unknown>>> = {
      view: ({ village, child }) => mustBe(200, village.post(`/api/children/${child}/withdrawals`, { purpose: 'motherView' })),
      all: ({ village, child }) => mustBe(200, village.post(`/api/children/${child}/withdrawals`, { purpose: 'register' })),
      closed: async ({ village, child }) => {
        const { version } = await mustBe(200, village.get(`/api/children/${child}`))
        return mustBe(200, village.put(`/api/children/${child}/closed`, { version, closed: 'parentsBack' }))
      },
      erased: ({ county, child }) => mustBe(200, county.post(`/api/children/${child}/erasure`, { words: '监护人要求' })),
      suspended: ({ town, mother }) => mustBe(200, move(town, mother, 'suspend', { reason: '先核实' })),
      resting: ({ her, mother }) => mustBe(200, move(her, mother, 'pause')),
      left: ({ her, mother }) => mustBe(200, move(her, mother, 'leave')),
    }
    const [stopped, kept] = [[] as string[], [] as string[]]
    for (const [name, end] of Object.entries(ends)) {
      const all = await house(cloud())
      const id = await paired(all)
      await mustBe(200, reveal(all.her, id))
      await end(all)
      await mustBe(404, look(all.her, id))
      await mustBe(404, reveal(all.her, id))
      // With the child’s record what was said in its pairings is destroyed.
      const ended =
        name === 'erased' ? (await all.her.get(`/api/applications/${id}`)).status === 404 : (await stateOf(all.her, id)) === 'ended'
      expect(await liveOf(cloud(), all.child)).toBe(ended ? 0 : 1)
      ;(ended ? stopped : kept).push(name)
    }
    expect([stopped, kept]).toEqual([
      ['view', 'all', 'closed', 'erased', 'left'],
      ['suspended', 'resting'],
    ])
  })

  it('lets her decline for no reason, lapses when nobody answers, becomes lasting by the clock, and is handed over', async () => {
    const all = await house(cloud())
    const { village, town, child } = all
    const first = await proposed(all)
    await mustBe(200, move(all.her, first, 'decline'))
    expect([await liveOf(cloud(), child), (await mustBe(404, look(all.her, first))).error]).toEqual([0, 'notFound'])
    const told = (await mustBe(200, village.get('/api/notices'))).items.map(({ title }: Json) => title)
    expect(told).toContain('一次结对有变化')
    // A pair that has not come about is not asked again.
    expect((await mustBe(422, propose(town, child, all.mother))).fields.mother).toContain('以前没有谈成')
    const other = await cloud().woman()
    const mother = await acceptedMother(other, all, TODAY)
    const second = await proposed({ ...all, mother })
    cloud().clock.set(atChina('2026-12-08', '09:00'))
    await cloud().app.work.tick()
    const [her2, town2, village2] = [await again(cloud(), other), await again(cloud(), town), await again(cloud(), village)]
    expect([await stateOf(her2, second), await liveOf(cloud(), child)]).toEqual(['lapsed', 0])
    const third = await cloud().woman()
    const now = {
      ...all,
      her: third,
      village: Object.assign(village2, village, village2),
      town: Object.assign(town2, town, town2),
    } as House
    const id = await paired({ ...now, mother: await acceptedMother(third, now, TODAY) })
    const begun = dayOf(cloud().clock.now())
    cloud().clock.set(atChina(addDays(begun, 77), '09:00'))
    await cloud().app.work.tick()
    const [her4, town4] = [await again(cloud(), third), await again(cloud(), town)]
    expect(await stateOf(her4, id)).toBe('review')
    expect((await mustBe(200, her4.get('/api/applications?box=inbox'))).items.map((one: Json) => one.id)).toContain(id)
    cloud().clock.set(atChina(addDays(begun, 92), '09:00'))
    await cloud().app.work.tick()
    expect(await stateOf(her4, id)).toBe('active')
    await mustBe(200, move(her4, id, 'end', { ending: 'handover', farewell: '谢谢这段时间的陪伴' }))
    await mustBe(404, reveal(her4, id))
    const fourth = await cloud().woman()
    const village4 = await again(cloud(), village)
    const next = await acceptedMother(fourth, { village: village4, town: town4 }, TODAY)
    expect((await mustBe(422, propose(town4, child, next, { before: '0'.repeat(26) }))).fields).toHaveProperty('before')
    await mustBe(201, propose(town4, child, next, { before: id }))
    expect(await cloud().app.db.read.findOneByOrFail(Pairing, { motherId: next })).toMatchObject({ beforeId: id, live: true })
  })

  it('is proposed only by cadres of the child’s places to a mother who may, within what she takes and what the child’s sort allows', async () => {
    const all = await house(cloud())
    const { her, town, village, child, mother } = all
    for (const who of [her, await cloud().official('village', 'v02'), await cloud().official('town', 't2')])
      expect([403, 404]).toContain((await propose(who, child, mother)).status)
    await mustBe(403, town.post('/api/applications', { kind: 'pairing', about: child, input: {} }))
    expect((await mustBe(422, propose(town, child, '0'.repeat(26)))).fields).toHaveProperty('mother')
    await mustBe(200, move(her, mother, 'pause'))
    expect((await mustBe(422, propose(town, child, mother))).fields.mother).toContain('现在不能结对')
    await mustBe(200, move(her, mother, 'resume'))
    await proposed(all)
    const next = await registerChild(village)
    // One to one is one child, whatever else she takes; one to many goes to her own limit of two.
    expect((await mustBe(422, propose(town, next.id, mother))).fields.mother).toContain('人数')
    await mustBe(201, propose(town, next.id, mother, { mode: 'oneToMany' }))
    const third = await registerChild(village)
    expect((await mustBe(422, propose(town, third.id, mother, { mode: 'oneToMany' }))).fields.mother).toContain('人数')
    const two = await acceptedMother(await cloud().woman(), all, TODAY)
    expect((await mustBe(409, propose(town, child, two, { mode: 'twoToOne' }))).message).toContain('已经有人在结对')
    // Nobody proposes herself.
    const both = await cloud().official('town', 't1')
    const own = await acceptedMother(both, all, TODAY)
    await mustBe(403, propose(both, third.id, own))
  })

  it('ranks the mothers for a child with every part in words, names only those of one’s own place, and says why not', async () => {
    const all = await house(cloud())
    const { village, town, child, mother } = all
    const far = await acceptedMother(await cloud().woman(), { village: await cloud().official('village', 'v02'), town }, TODAY, {
      village: 'v02',
      name: '李小燕',
      reach: 'village',
    })
    const { items } = await mustBe(200, village.get(`/api/children/${child}/mothers`))
    const of = (id: string) => items.find(({ mothers }: Json) => mothers[0].id === id)
    expect(of(mother)).toMatchObject({ mothers: [{ name: '王桂花' }], bars: [] })
    expect(of(mother).parts.reduce((sum: number, { points }: Json) => sum + points, 0)).toBe(of(mother).score)
    expect([of(far).mothers[0].name, of(far).bars.map(({ rule }: Json) => rule)]).toEqual([null, ['tooFar']])
    expect(
      (await mustBe(200, town.get(`/api/children/${child}/mothers`))).items.find((one: Json) => one.mothers[0].id === far),
    ).toMatchObject({
      mothers: [{ name: '李小燕' }],
    })
    await mustBe(404, all.her.get(`/api/children/${child}/mothers`))
  })

  it('proposes for the whole county, approved pair by pair, and nothing of it once it is stale', async () => {
    const all = await house(cloud())
    const { county, town } = all
    await mustBe(403, town.post('/api/pairing-plans', { mode: 'oneToMany' }))
    const plan = await mustBe(201, county.post('/api/pairing-plans', { mode: 'oneToMany' }))
    const own = plan.pairs.items.find(({ code }: Json) => code === all.code)
    expect([plan.stale, own.asked, own.mothers[0].name]).toEqual([false, false, '王桂花'])
    expect(await cloud().app.db.read.countBy(Pairing, { childId: all.child })).toBe(0)
    const asked = { plan: plan.id, mode: 'oneToMany' }
    cloud().clock.advance(1)
    const newer = await mustBe(201, county.post('/api/pairing-plans', { mode: 'oneToMany' }))
    expect((await mustBe(409, propose(county, all.child, own.mothers[0].id, asked))).error).toBe('staleVersion')
    expect((await mustBe(200, county.get(`/api/pairing-plans/${plan.id}`))).stale).toBe(true)
    const now = newer.pairs.items.find(({ code }: Json) => code === all.code)
    await mustBe(201, propose(county, all.child, now.mothers[0].id, { ...asked, plan: newer.id }))
    const shown = await mustBe(200, county.get(`/api/pairing-plans/${newer.id}`))
    expect(shown.pairs.items.find(({ code }: Json) => code === all.code).asked).toBe(true)
  })
})

/** A cadre of the other town, who looks after this one as well while its own is ill. */
async function fromOtherTown(cloud: Cloud): Promise<Api> {
  const cadre = await cloud.official('town', 't2')
  const at = cloud.clock.now()
  const here = { id: newId(at), account: cadre.account, role: 'town', place: 't1', by: null, at } as const
  await cloud.app.db.write((m) => cloud.app.grants.record(m, here))
  return cadre
}

/** Two towns propose the same child to a mother of theirs each at the same instant. */
async function race(cloud: Cloud): Promise<number[]> {
  const all = await house(cloud)
  const town = await fromOtherTown(cloud)
  const theirs = { village: await cloud.official('village', 'v09'), town }
  const other = await acceptedMother(await cloud.woman(), theirs, TODAY, { village: 'v09', reach: 'county' })
  const asked = [propose(all.town, all.child, all.mother), propose(town, all.child, other)]
  const answers = await Promise.all(asked)
  const lost = answers.find(({ status }) => status === 409)
  if (lost) expect(lost.body.message).toContain('这个孩子已经有人在结对了')
  return answers.map(({ status }) => status).sort()
}

/** What must not be done: make a pair and count nothing. */
const uncounted: Effects = {
  'pairing.reserve': async (m, { row, aboutId }) => {
    const motherId = String(row.answers.mother)
    const places = { villageId: 'v01', townId: 't1', countyId: 'c1' }
    const none = { beforeId: null, nextId: null, begunAt: null, teamId: null, parted: '' } as const
    await insert(m, Pairing, { id: row.id, childId: aboutId as string, motherId, live: true, ...places, ...none })
    const [{ person, account }] = await m.query('SELECT person_id AS person, filer_id AS account FROM application WHERE id = ?', [motherId])
    return { applicant: { person, account }, record: { name: '王桂花' } }
  },
}

onBothEngines('a child whom two towns propose at once', (cloud) => {
  it('is proposed once, and the other is told', async () => {
    cloud().clock.set(MONDAY)
    for (let round = 0; round < 3; round++) expect(await race(cloud())).toEqual([201, 409])
    const counted = await cloud().app.db.read.find(PairingMother)
    expect(counted.reduce((sum, { live }) => sum + live, 0)).toBe(3)
  })
})

onBothEngines(
  'a child whom two towns propose at once, with the counter taken away,',
  (cloud) => {
    it('would be proposed twice', async () => {
      cloud().clock.set(MONDAY)
      expect(await race(cloud())).toEqual([201, 201])
    })
  },
  (engine) => startCloud(engine, {}, { effects: uncounted }),
)
