import { addMs, dayOf } from '@shared/core/time'
import { NOT_NOW } from '@shared/features/pairing/matching.facts'
import { OTHER_MOTHERS, WORRY_KEPT_DAYS } from '@shared/features/worry/worry.rules'
import type { App } from '../../cloud/app'
import { remove } from '../../cloud/core/database'
import { Erasure, erasureRow } from '../../cloud/core/erasure'
import { Application } from '../../cloud/features/applications/application.entity'
import { Child } from '../../cloud/features/child/child.entity'
import { GrantGiven } from '../../cloud/features/people/people.entity'
import { eraseOneCase } from '../../cloud/tools/erasing'
import { verify } from '../../cloud/tools/verifying'
import type { Api, Json } from '../support/api'
import { beside } from '../support/beside'
import { acceptedMother } from '../support/caring-mothers'
import { cadresOf, mustBe, openingOf, registerChild } from '../support/children'
import { type Cloud, onBothEngines } from '../support/cloud'
import { again, agreeTo, propose } from '../support/pairings'
import { move } from '../support/publications'
import { closing, pairedHouse, REPORT, raise } from '../support/worries'

const MONDAY = '2026-11-23T01:00:00.000Z'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const see = (who: Api, id: string) => mustBe(200, who.get(`/api/applications/${id}`))
const page = (who: Api, id: string) => mustBe(200, who.get(`/api/worries/${id}`))
type House = Awaited<ReturnType<typeof pairedHouse>>
const reveal = ({ her, pairing }: Pick<House, 'her' | 'pairing'>) => her.post(`/api/pairings/${pairing}/reveals`)
const closeAs = async ({ county }: House, id: string, how: object) => {
  await mustBe(200, move(county, id, 'take'))
  await mustBe(200, move(county, id, 'report', REPORT))
  await mustBe(200, move(county, id, 'close', how))
}
const lineOf = async (who: Api, id: string): Promise<Json> =>
  (await mustBe(200, who.get('/api/applications?box=inbox&kind=worry'))).items.find((one: Json) => one.id === id)
const told = async (who: Api, id: string): Promise<string[]> =>
  (await mustBe(200, who.get('/api/notices'))).items.filter((one: Json) => one.application === id).map(({ title }: Json) => title)
const later = async ({ clock, app }: Cloud, ms: number, others: readonly App[] = [app]) => {
  clock.advance(ms)
  const all = [app, ...others]
  await Promise.all(all.map(({ work }) => work.tick()))
  await Promise.all(all.map(({ work }) => work.alarm()))
}

onBothEngines('a worry about a child', (cloud) => {
  beforeEach(() => cloud().clock.set(MONDAY))

  it('is told to village, town and county at once in neutral words, and to her shows who and whom to call', async () => {
    const all = await pairedHouse(cloud())
    await mustBe(200, all.village.put('/api/profile', { phone: '13900000001' }))
    const { id, about, title } = await mustBe(201, raise(all.her, all.pairing))
    expect([about, title]).toEqual([null, `代号${all.code}`])
    for (const who of [all.village, all.colleague, all.town, all.county]) expect(await told(who, id)).toEqual(['有一件事等您办'])
    expect(JSON.stringify((await mustBe(200, all.town.get('/api/notices'))).items[0])).not.toMatch(new RegExp(`${all.code}|伤|王桂`))
    const shown = await page(all.her, id)
    expect([shown.told.map(({ level }: Json) => level), shown.turn, shown.taken, shown.next]).toEqual([
      ['village', 'town', 'county'],
      ['village'],
      null,
      addMs(MONDAY, 15 * MINUTE),
    ])
    expect(shown.phones).toEqual([{ level: 'village', phone: '13900000001' }])
    // Numbers are for who raised it alone, what is to be done for cadres.
    const theirs = await page(all.town, id)
    expect([theirs.phones, theirs.duties.length]).toEqual([[], 3])
    expect(shown.duties).toEqual([])
    await mustBe(404, (await cloud().woman()).get(`/api/worries/${id}`))
    await mustBe(404, all.her.get(`/api/worries/${all.pairing}`))
    const row = await lineOf(all.town, id)
    expect([row.who, row.yours, row.due.at]).toEqual(['王桂花', true, addMs(MONDAY, 15 * MINUTE)])
    expect(JSON.stringify(await see(all.her, id))).not.toMatch(new RegExp(`${all.child}|某干部|赵敏|柳溪`))
  })

  it('goes a level up once every quarter of an hour that nobody answers, whichever process hears the clock, then is telephoned', async () => {
    // Only one of the databases is for several processes.
    const other = cloud().app.db.engine === 'mysql' ? await beside(cloud()) : undefined
    const processes = other ? [other.app, other.app] : [cloud().app]
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    await later(cloud(), 14 * MINUTE)
    expect((await see(all.her, id)).state).toBe('first')
    const heard: unknown[] = []
    for (const state of ['second', 'third', 'telephone']) {
      await later(cloud(), 15 * MINUTE, processes)
      const shown = await page(all.her, id)
      expect((await see(all.her, id)).state).toBe(state)
      heard.push([
        shown.turn.length,
        shown.call,
        (await told(all.village, id)).length,
        (await told(all.town, id)).length,
        (await told(all.county, id)).length,
      ])
    }
    expect(heard).toEqual([
      [2, false, 1, 2, 1],
      [3, false, 1, 2, 2],
      [3, true, 2, 3, 3],
    ])
    await later(cloud(), 16 * MINUTE, processes)
    expect((await told(all.county, id)).filter((title) => title === '有一件事超期了')).toHaveLength(1)
    expect((await told(all.county, id))[0]).toBe('有一件事超期了')
    await other?.close()
    expect((await mustBe(200, move(all.county, id, 'take'))).state).toBe('handling')
    expect((await page(all.her, id)).taken.level).toBe('county')
  })

  it('may be taken before the clock comes round, and then has its hours: report, visit, record', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    cloud().clock.advance(16 * MINUTE)
    const taken = await mustBe(200, move(all.village, id, 'take'))
    expect([taken.state, taken.due.at]).toEqual(['handling', addMs(MONDAY, 2 * HOUR)])
    const hers = await page(all.her, id)
    expect([hers.taken.level, hers.phones, hers.turn]).toEqual(['village', [], []])
    await later(cloud(), 2 * HOUR)
    // Late by minutes: whoever is above hears it now, not on the next morning.
    expect([(await told(all.town, id))[0], (await told(all.county, id))[0]]).toEqual(['有一件事超期了', '有一件事超期了'])
    expect((await lineOf(all.county, id)).marks).toEqual(['late'])
    const reported = await mustBe(200, move(all.village, id, 'report', REPORT))
    expect(reported.due.at).toBe(addMs(MONDAY, 24 * HOUR))
    expect(reported.events.at(-1).answers).toEqual(REPORT)
    const visited = await mustBe(200, move(all.town, id, 'visit', { visited: '见到了孩子' }))
    expect([visited.due.at, (await page(all.town, id)).duties.map(({ duty }: Json) => duty)]).toEqual([
      addMs(MONDAY, 72 * HOUR),
      ['record'],
    ])
    // A second report does not take the first one's place.
    const again = await mustBe(200, move(all.town, id, 'report', { ...REPORT, authority: 'civilAffairs' }))
    expect(again.events.filter((one: Json) => one.move === 'report').map((one: Json) => one.answers.authority)).toEqual([
      'police',
      'civilAffairs',
    ])
    expect((await see(all.her, id)).events.at(-1).answers).toEqual({})
  })

  it('is spoken of above each time that something more is late, for as long as nobody does it', async () => {
    const all = await pairedHouse(cloud())
    const late = async (id: string) => {
      const each = await Promise.all(
        [all.town, all.county].map(async (who) => (await told(who, id)).filter((one) => one === '有一件事超期了')),
      )
      return each.map(({ length }) => length)
    }
    const until = async (hours: number) => later(cloud(), Date.parse(addMs(MONDAY, hours * HOUR)) - Date.parse(cloud().clock.now()) + 1)
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    await mustBe(200, move(all.village, id, 'take'))
    const heard: unknown[] = []
    for (const hours of [1.9, 2, 3, 23.9, 24, 25]) {
      await until(hours)
      heard.push(await late(id))
    }
    expect(heard).toEqual([0, 1, 1, 1, 2, 2].map((n) => [n, n]))
    // Reported at last; the child has not been seen though that was due before, and that is said at once, and once.
    await until(30)
    await mustBe(200, move(all.village, id, 'report', REPORT))
    await until(30.1)
    expect(await late(id)).toEqual([3, 3])
    await mustBe(200, move(all.village, id, 'jot', { note: '去了两次，家里没有人' }))
    await until(71.9)
    expect(await late(id)).toEqual([3, 3])
    // What is written down in the very minute takes the word from nobody.
    cloud().clock.set(addMs(MONDAY, 72 * HOUR + 1))
    const town = await again(cloud(), all.town)
    await mustBe(200, move(town, id, 'jot', { note: '再去一次' }))
    await cloud().app.work.alarm()
    expect((await told(town, id)).filter((one) => one === '有一件事超期了')).toHaveLength(4)
  })

  it('is spoken of above no more once it is done in time', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    await mustBe(200, move(all.village, id, 'take'))
    await mustBe(200, move(all.village, id, 'visit', { visited: '见到了孩子' }))
    await mustBe(200, move(all.village, id, 'judge', { whyNot: '核实过' }))
    await later(cloud(), 71 * HOUR)
    expect(await told(await again(cloud(), all.county), id)).not.toContain('有一件事超期了')
  })

  it('that nobody takes is spoken of above at each of its hours', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    for (let n = 0; n < 3; n += 1) await later(cloud(), 15 * MINUTE)
    expect((await see(all.her, id)).state).toBe('telephone')
    const heard: number[] = []
    for (const wait of [15 * MINUTE + 1, HOUR, 21 * HOUR, HOUR, 48 * HOUR]) {
      await later(cloud(), wait)
      heard.push((await told(await again(cloud(), all.county), id)).filter((one) => one === '有一件事超期了').length)
    }
    expect(heard).toEqual([1, 2, 2, 3, 4])
  })

  it('is not closed without an outcome, nor with harm that nobody has reported', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    await mustBe(200, move(all.village, id, 'take'))
    const fields = async (input: object) => Object.keys((await mustBe(422, move(all.village, id, 'close', input))).fields).sort()
    expect(await fields({})).toEqual(['harm', 'outcome', 'result'])
    expect(await fields(closing({ outcome: 'helped' }))).toEqual(['harm'])
    expect(await fields(closing({ harm: false }))).toEqual(['outcome'])
    expect((await see(all.village, id)).state).toBe('handling')
    await mustBe(200, move(all.village, id, 'report', REPORT))
    const closed = await mustBe(200, move(all.village, id, 'close', closing({ reply: '谢谢您' })))
    expect([closed.state, closed.due, closed.moves]).toEqual(['closed', null, []])
    const hers = await see(all.her, id)
    expect([hers.says, hers.events.at(-1).answers]).toEqual(['办结了，谢谢您', { outcome: 'protected', reply: '谢谢您' }])
    // The next one about this child is a case of its own.
    await mustBe(201, raise(all.her, all.pairing))
  })

  it('lets her add what she sees later, each word in its place, and tells everybody who knows', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing))
    const second = await raise(all.her, all.pairing, { words: '今天又有新伤' })
    expect([second.status, second.body.error, second.body.id]).toEqual([409, 'alreadyOpen', id])
    for (const more of ['今天又有新伤', '她说不敢回家']) await mustBe(200, move(all.her, id, 'add', { more }))
    const { events } = await see(all.county, id)
    expect(events.flatMap((one: Json) => one.answers.more ?? [])).toEqual(['今天又有新伤', '她说不敢回家'])
    expect((await told(all.county, id)).filter((title) => title === '有一件事有新情况')).toHaveLength(2)
    await mustBe(200, move(all.town, id, 'jot', { note: '联系了学校' }))
    expect(JSON.stringify(await see(all.her, id))).not.toContain('联系了学校')
  })

  it('is raised by whoever has to do with the child: its mother, not long after too, and cadres of its places; by nobody else', async () => {
    const all = await pairedHouse(cloud())
    const neighbour = await cloud().woman()
    for (const who of [neighbour, await cloud().official('village', 'v02'), await cloud().official('bank', 'o3')]) {
      for (const about of [all.child, all.pairing]) await mustBe(404, raise(who, about))
      for (const query of [`child=${all.child}`, `pairing=${all.pairing}`]) await mustBe(404, who.get(`/api/worry-listeners?${query}`))
    }
    // She knows no child by its id.
    await mustBe(404, raise(all.her, all.child))
    const wrong = await mustBe(422, raise(all.her, all.pairing, { seen: ['?'], words: '', danger: 'no' }))
    expect(Object.keys(wrong.fields).sort()).toEqual(['danger', 'seen', 'words'])
    const byVillage = await mustBe(201, raise(all.village, all.child))
    // Who raised it never decides it, and is not told of it.
    expect([byVillage.moves.map(({ name }: Json) => name), await told(all.village, byVillage.id)]).toEqual([['add'], []])
    expect(await told(all.colleague, byVillage.id)).toEqual(['有一件事等您办'])
    await mustBe(200, move(all.her, all.pairing, 'end', { ending: 'otherwise' }))
    await mustBe(201, raise(all.her, all.pairing))
    cloud().clock.advance(91 * 24 * HOUR)
    const listened = await all.her.get(`/api/worry-listeners?pairing=${all.pairing}`)
    expect([401, 404]).toContain(listened.status)
  })

  it('finds nobody to match with a mother whom it names, until it is closed, in the very words that are said of one who rests', async () => {
    const all = await pairedHouse(cloud())
    const other = await registerChild(all.village)
    const who = await mustBe(200, all.village.get(`/api/worry-listeners?child=${all.child}`))
    expect(who.mothers).toEqual([{ id: all.pairing, name: '王桂花' }])
    // One mother does not learn of another.
    expect((await mustBe(200, all.her.get(`/api/worry-listeners?pairing=${all.pairing}`))).mothers).toEqual([OTHER_MOTHERS])
    const { id } = await mustBe(201, raise(all.colleague, all.child, { named: all.pairing }))
    const bars = async () => {
      const { items } = await mustBe(200, all.town.get(`/api/children/${other.id}/mothers`))
      return items.find((one: Json) => one.mothers[0].id === all.mother).bars.map(({ why }: Json) => why)
    }
    const whileNamed = await bars()
    expect((await mustBe(422, propose(all.town, other.id, all.mother, { mode: 'oneToMany' }))).fields.mother).toBe(NOT_NOW)
    expect((await page(all.county, id)).named).toEqual(['王桂花'])
    await mustBe(404, reveal(all))
    const team = { name: '一起', mothers: [all.mother, 'z'.repeat(26)] }
    expect((await mustBe(422, all.town.post('/api/pairing-teams', team))).fields).toEqual({ 'mothers.0': NOT_NOW })
    await mustBe(200, move(all.county, id, 'take'))
    await mustBe(200, move(all.county, id, 'close', closing({ outcome: 'cleared', harm: false })))
    await mustBe(200, reveal(all))
    expect(whileNamed).toContain(NOT_NOW)
    expect(await bars()).not.toContain(NOT_NOW)
    await mustBe(200, move(all.county, all.mother, 'suspend', { reason: '先核实' }))
    expect(await bars()).toEqual(whileNamed)
  })

  it.each([
    ['it is closed with harm', async (all: House, id: string) => closeAs(all, id, closing())],
    ['there was a difficulty', async (all: House, id: string) => closeAs(all, id, closing({ outcome: 'helped', harm: false }))],
    ['its case is destroyed', async (_all: House, id: string) => eraseOneCase(cloud().app, id, { by: '县妇联', why: '本人要求' })],
  ])('gives no child back to whom it names when %s: she is suspended until the county has decided', async (_how, ends) => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.colleague, all.child, { named: all.pairing }))
    await ends(all, id)
    await mustBe(404, reveal(all))
    const { state, says } = await see(all.her, all.mother)
    expect([state, says]).toEqual(['halted', expect.not.stringContaining('担心')])
    expect((await mustBe(422, propose(all.town, (await registerChild(all.village)).id, all.mother))).fields.mother).toBe(NOT_NOW)
    const restored = { checkResult: 'clear', checkDay: dayOf(MONDAY), grounds: '核实过，和她没有关系' }
    await mustBe(200, move(all.county, all.mother, 'restore', restored))
    // Other children, yes; this one never again.
    await mustBe(404, reveal(all))
    await mustBe(201, propose(all.town, (await registerChild(all.village)).id, all.mother))
  })

  it('means the person: a cadre whom it names by her office sees no child as a mother either, and nobody reminds her of one', async () => {
    const all = await pairedHouse(cloud())
    const both = await cloud().official('village', 'v01', '何秀')
    const mother = await acceptedMother(both, all, dayOf(MONDAY))
    const { id: child } = await registerChild(all.village)
    const hers = { ...all, her: both, pairing: (await mustBe(201, propose(all.town, child, mother))).id }
    await mustBe(200, move(both, hers.pairing, 'accept'))
    await agreeTo(all.village, child)
    await mustBe(200, move(all.village, hers.pairing, 'confirm'))
    await mustBe(200, reveal(hers))
    // Chosen twice, by her office and by her pairing, she is one.
    await mustBe(201, raise(all.colleague, child, { named: `${hers.pairing} ${both.account}` }))
    await mustBe(201, raise(all.her, all.pairing, { named: both.account }))
    await mustBe(404, reveal(hers))
    await mustBe(404, both.get(`/api/pairings/${hers.pairing}/child`))
    expect((await mustBe(422, propose(all.town, (await registerChild(all.village)).id, mother, { mode: 'oneToMany' }))).fields.mother).toBe(
      NOT_NOW,
    )
    cloud().clock.advance(31 * 24 * HOUR)
    await cloud().app.work.remindOfCompany()
    const heard = async (who: Api) =>
      (await mustBe(200, (await again(cloud(), who as Api & { account: string })).get('/api/notices'))).items
        .filter(({ application }: Json) => application === hers.pairing)
        .map(({ title }: Json) => title)
    expect([await heard(both), await heard(all.colleague)]).toEqual([
      expect.not.arrayContaining(['好一阵没有记陪伴了']),
      expect.arrayContaining(['有个孩子好一阵没有陪伴记录']),
    ])
  })

  it('keeps the record of its child as the law does: withdrawn it is opened for who handles it, and neither rule nor county destroys it', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.her, all.pairing, { leftOut: all.village.account }))
    await mustBe(200, all.village.post(`/api/children/${all.child}/withdrawals`, { purpose: 'register', words: '不想登记了' }))
    const ask = (who: Api) => who.post(`/api/children/${all.child}/openings`, openingOf(['guardian'], { emergency: true }))
    const opening = await mustBe(201, ask(all.town))
    expect((await mustBe(200, all.town.post(`/api/child-openings/${opening.id}/reads`))).parts.guardian.phone).toBe('13900001234')
    const shown = async (who: Api) => {
      const { duty, openable, ends } = await mustBe(200, who.get(`/api/children/${all.child}`))
      return [duty, openable, ends?.on ?? null]
    }
    expect(await shown(all.town)).toEqual([null, true, null])
    // To whom nothing is told of it, it is a record like any other.
    expect(await shown(all.village)).toEqual([null, false, '2026-12-08'])
    await mustBe(409, ask(all.village))
    await mustBe(409, all.county.post(`/api/children/${all.child}/erasure`, { words: '监护人要求' }))
    cloud().clock.set('2026-12-20T01:00:00.000Z')
    await cloud().app.work.keepChildren()
    const state = async () => (await cloud().app.db.read.findOneBy(Child, { id: all.child }))?.state
    expect(await state()).toBe('withdrawn')
    const [town] = [await again(cloud(), all.town)]
    await mustBe(200, move(town, id, 'take'))
    await mustBe(200, move(town, id, 'close', closing({ outcome: 'cleared', harm: false })))
    cloud().clock.advance(24 * HOUR)
    await cloud().app.work.keepChildren()
    expect(await state()).toBe('erased')
  })

  it('with nobody left to tell leaves only the telephone, and stores nothing', async () => {
    const all = await pairedHouse(cloud())
    const lonely = await cloud().official('county', 'c1')
    const { cadres } = await mustBe(200, all.her.get(`/api/worry-listeners?pairing=${all.pairing}`))
    expect(cadres.map(({ id }: Json) => id)).toContain(lonely.account)
    for (const { id } of cadres) {
      const { account } = (await cloud().app.accounts.caller(id)) as { account: string }
      for (const grant of await cloud().app.db.read.findBy(GrantGiven, { accountId: account }))
        await cloud().app.db.write((m) => remove(m, GrantGiven, { id: grant.id }))
    }
    const refused = await mustBe(409, raise(all.her, all.pairing))
    expect(refused.message).toContain('110')
    expect((await mustBe(200, all.her.get('/api/applications?box=mine&kind=worry'))).items).toEqual([])
  })

  it('may name somebody later: from then on she sees nothing of it, and what she had taken is somebody else’s', async () => {
    const all = await pairedHouse(cloud())
    const { id } = await mustBe(201, raise(all.colleague, all.child))
    await mustBe(200, move(all.village, id, 'take'))
    const name = (who: Api, named: string) => move(who, id, 'name', { named })
    expect((await mustBe(422, name(all.town, all.town.account))).fields).toEqual({ named: '不用选您自己' })
    expect((await mustBe(422, name(all.town, '0'.repeat(26)))).fields).toEqual({ named: '请从名单里选' })
    expect((await name(all.colleague, all.village.account)).status).toBe(403)
    await mustBe(200, name(all.town, `${all.village.account} ${all.pairing}`))
    for (const path of [`applications/${id}`, `worries/${id}`]) await mustBe(404, all.village.get(`/api/${path}`))
    expect(await lineOf(all.village, id)).toBeUndefined()
    expect((await move(all.village, id, 'visit', { visited: '见到了孩子' })).status).toBe(404)
    expect(await told(all.county, id)).toContain('有一件事有新情况')
    const before = await told(all.village, id)
    await later(cloud(), 2 * HOUR)
    await mustBe(200, move(all.town, id, 'jot', { note: '换了人接手' }))
    await mustBe(200, move(all.colleague, id, 'add', { more: '今天又有新伤' }))
    expect(await told(all.village, id)).toEqual(before)
    const shown = await page(all.town, id)
    expect([shown.named.sort(), shown.told.map(({ level }: Json) => level)]).toEqual([['王桂花', '赵敏'].sort(), ['town', 'county']])
    // The mother whom it names by now sees nothing of the child either.
    await mustBe(404, all.her.get(`/api/pairings/${all.pairing}/child`))
  })

  it('told a second time and now about a cadre who knew of it, is closed to her before the new words are told to anybody', async () => {
    const all = await pairedHouse(cloud())
    const { her, pairing, village, colleague, town, county } = all
    const { id } = await mustBe(201, raise(her, pairing))
    await mustBe(200, move(village, id, 'take'))
    const before = await told(village, id)
    const words = '今天看到是她把孩子关在柴房里'
    const away = { named: village.account, leftOut: town.account }
    const second = await raise(her, pairing, { ...away, words })
    expect([second.status, second.body.id]).toEqual([409, id])
    const added = await mustBe(200, move(her, id, 'add', { more: words, ...away }))
    // Nobody reads whom she has chosen, not even she.
    expect(JSON.stringify(added)).not.toContain(village.account)
    await mustBe(200, move(her, id, 'add', { more: '门锁着' }))
    cloud().clock.advance(3 * HOUR)
    await cloud().app.work.alarm()
    for (const [who, known] of [
      [village, before],
      [town, ['有一件事等您办']],
    ] as const) {
      for (const path of [`applications/${id}`, `worries/${id}`]) await mustBe(404, who.get(`/api/${path}`))
      for (const name of ['take', 'jot', 'visit', 'close']) expect((await move(who, id, name)).status).toBe(404)
      const lists = ['applications?box=inbox', 'applications?box=handled', `applications?box=about&about=${all.child}`, 'notices', 'calls']
      const read = await Promise.all(lists.map(async (path) => JSON.stringify((await who.get(`/api/${path}`)).body)))
      expect(read.filter((text) => text.includes(words) || text.includes('门锁着'))).toEqual([])
      expect(await told(who, id)).toEqual(known)
    }
    // The control: those who are left read it and hear of it.
    for (const who of [colleague, county]) {
      expect(JSON.stringify(await see(who, id))).toContain(words)
      expect((await told(who, id)).filter((title) => title === '有一件事有新情况')).toHaveLength(2)
    }
    expect((await page(county, id)).named).toEqual(['赵敏'])
  })

  it('added to, names nobody again whom it named before, and is refused at the question or as a whole like the first one', async () => {
    const all = await pairedHouse(cloud())
    const { her, pairing, village, county } = all
    const { id } = await mustBe(201, raise(her, pairing, { named: village.account }))
    expect((await mustBe(422, move(her, id, 'add', { more: '又看到', named: '0'.repeat(26) }))).fields).toEqual({ named: '请从名单里选' })
    // All but one have left their offices by now, also whom it named on the first day: what she adds goes through all the same.
    for (const { accountId, id: grant } of await cloud().app.db.read.find(GrantGiven))
      if (accountId !== county.account) await cloud().app.db.write((m) => remove(m, GrantGiven, { id: grant }))
    await mustBe(200, move(her, id, 'add', { more: '今天又有新伤' }))
    const nobody = await mustBe(409, move(her, id, 'add', { more: '和县里有关', named: county.account }))
    expect(nobody.message).toContain('110')
    const { events } = await see(county, id)
    expect(events.flatMap((one: Json) => one.answers.more ?? [])).toEqual(['今天又有新伤'])
  })

  it('is kept by a mother from another mother of the child without learning who that is, whatever office she holds besides', async () => {
    const all = await pairedHouse(cloud())
    const { id: child } = await registerChild(all.village)
    const both = [await cloud().woman(), await cloud().official('village', 'v01', '周玉')] as const
    const cases = [await acceptedMother(both[0], all, '2026-11-23'), await acceptedMother(both[1], all, '2026-11-23', { name: '周玉' })]
    await mustBe(201, all.town.post(`/api/children/${child}/proposals`, { mode: 'twoToOne', mothers: cases }))
    await agreeTo(all.village, child)
    const { items } = await mustBe(200, all.town.get(`/api/children/${child}/pairings`))
    const pairings = cases.map((mother) => items.find((one: Json) => one.mother.id === mother).id as string)
    for (const n of [0, 1] as const) {
      await mustBe(200, move(both[n], pairings[n] as string, 'accept'))
      await mustBe(200, move(all.village, pairings[n] as string, 'confirm'))
    }
    const [one, other] = both
    for (const [field, named] of [
      ['leftOut', []],
      ['named', ['周玉']],
    ] as const) {
      const { id } = await mustBe(201, raise(one, pairings[0] as string, { [field]: OTHER_MOTHERS.id }))
      await mustBe(404, other.get(`/api/worries/${id}`))
      expect([await told(other, id), (await told(all.village, id)).length]).toEqual([[], 1])
      expect((await page(all.county, id)).named).toEqual(named)
      await mustBe(200, move(all.county, id, 'take'))
      await mustBe(200, move(all.county, id, 'close', closing({ outcome: 'cleared', harm: false })))
    }
  })

  it('names by “the other caring mothers” only who cares for the child, or did not long ago; not who declined or ended it long since', async () => {
    const cadres = await cadresOf(cloud())
    const { id: child } = await registerChild(cadres.village)
    const today = () => dayOf(cloud().clock.now())
    /** a mother who is asked for this child, one to one unless it is said otherwise */
    const asked = async (name: string, more: object = {}) => {
      const her = await cloud().woman()
      const mother = await acceptedMother(her, cadres, today(), { name })
      return { her, mother, pairing: (await mustBe(201, propose(cadres.town, child, mother, more))).id as string }
    }
    const pair = async (name: string, more: object = {}) => {
      const one = await asked(name, more)
      await mustBe(200, move(one.her, one.pairing, 'accept'))
      await agreeTo(cadres.village, child)
      await mustBe(200, move(cadres.village, one.pairing, 'confirm'))
      return one
    }
    const declined = await asked('李不愿')
    await mustBe(200, move(declined.her, declined.pairing, 'decline'))
    const longAgo = await pair('孙早走')
    await mustBe(200, move(longAgo.her, longAgo.pairing, 'end', { ending: 'otherwise' }))
    cloud().clock.advance(91 * 24 * HOUR)
    for (const who of ['village', 'town', 'county'] as const) cadres[who] = Object.assign(cadres[who], await again(cloud(), cadres[who]))
    const lately = await pair('周才走')
    await mustBe(200, move(lately.her, lately.pairing, 'end', { ending: 'otherwise' }))
    cloud().clock.advance(24 * HOUR)
    const group = { mode: 'twoToOne' }
    const caring = await pair('吴在陪', group)
    const her = await pair('王提出', group)
    const { id } = await mustBe(201, raise(her.her, her.pairing, { named: OTHER_MOTHERS.id }))
    expect((await page(cadres.county, id)).named.sort()).toEqual(['吴在陪', '周才走'].sort())
    await mustBe(404, reveal({ her: caring.her, pairing: caring.pairing }))
    // She who declined may be asked for another child meanwhile, which nobody may be whom it names.
    const other = await registerChild(cadres.village)
    const [li] = [await again(cloud(), declined.her as Api & { account: string })]
    const hers = await mustBe(201, propose(cadres.town, other.id, declined.mother))
    await mustBe(200, move(li, hers.id, 'accept'))
    await mustBe(200, move(cadres.county, id, 'take'))
    await mustBe(200, move(cadres.county, id, 'report', REPORT))
    await mustBe(200, move(cadres.county, id, 'close', closing()))
    const states = await Promise.all([declined, longAgo, caring].map(async ({ mother }) => (await see(cadres.county, mother)).state))
    expect(states).toEqual(['accepted', 'accepted', 'halted'])
  })

  it('keeps its child’s record as long as it is open; cleared up it goes with the record, reported it stays for its own time, each with a record', async () => {
    const all = await pairedHouse(cloud())
    const { db, seal, work } = cloud().app
    const isErased = async (id: string) => (await db.read.findOneByOrFail(Application, { id })).dataKey === ''
    const whyOf = async (id: string) =>
      (await db.read.findBy(Erasure, { subjectId: id })).map((row) => seal.open<Json>(erasureRow(row), row.dataKey, 'words', row.words).why)
    const cleared = (await mustBe(201, raise(all.her, all.pairing))).id
    await mustBe(200, move(all.county, cleared, 'take'))
    const erase = () => all.county.post(`/api/children/${all.child}/erasure`, { words: '监护人要求' })
    await mustBe(409, erase())
    await mustBe(200, move(all.county, cleared, 'close', closing({ outcome: 'cleared', harm: false })))
    const reported = (await mustBe(201, raise(all.her, all.pairing))).id
    await mustBe(200, move(all.county, reported, 'take'))
    await mustBe(200, move(all.county, reported, 'report', REPORT))
    await mustBe(200, move(all.county, reported, 'close', closing()))
    await mustBe(200, erase())
    expect([await isErased(cleared), await isErased(all.pairing), await isErased(reported)]).toEqual([true, true, false])
    expect([await whyOf(cleared), await whyOf(all.pairing), await whyOf(reported)]).toEqual([['监护人要求'], ['监护人要求'], []])
    const kept = await see(all.county, reported)
    expect([kept.title, kept.events.find((one: Json) => one.move === 'report').answers.authority]).toEqual([`代号${all.code}`, 'police'])
    expect((await verify(cloud().app)).findings).toEqual([])
    cloud().clock.advance((WORRY_KEPT_DAYS - 1) * 24 * HOUR)
    await work.sweep()
    expect(await isErased(reported)).toBe(false)
    cloud().clock.advance(2 * 24 * HOUR)
    await work.sweep()
    expect([await isErased(reported), await whyOf(reported)]).toEqual([true, [`担心一个孩子：办结了满${WORRY_KEPT_DAYS}天`]])
    expect((await verify(cloud().app)).findings).toEqual([])
  })

  it('refuses at the question whoever is not in her list', async () => {
    const all = await pairedHouse(cloud())
    expect((await mustBe(422, raise(all.her, all.pairing, { named: '0'.repeat(26) }))).fields).toEqual({ named: '请从名单里选' })
    expect((await mustBe(422, raise(all.her, all.pairing, { leftOut: 'x' }))).fields).toEqual({ leftOut: '请从名单里选' })
  })
})
