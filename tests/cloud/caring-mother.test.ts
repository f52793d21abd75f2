import { SYSTEM } from '@shared/core/case'
import { lapsesAt, renewsAt } from '@shared/core/record-check'
import { addDays, atChina } from '@shared/core/time'
import { caringMother } from '@shared/features/caring-mother/caring-mother.kind'
import { newToken } from '../../cloud/features/people/accounts.service'
import { type Api, apiOf, type Json } from '../support/api'
import { signUp } from '../support/caring-mothers'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { caseOf, go } from '../support/kinds/county'
import { move } from '../support/publications'

const TODAY = '2026-11-23'
const CLEAR = { checkResult: 'clear', checkDay: TODAY }

async function people(cloud: Cloud) {
  return {
    her: await cloud.woman(),
    village: await cloud.official('village', 'v01', '陈芳'),
    town: await cloud.official('town', 't1', '李芳'),
    county: await cloud.official('county', 'c1', '周慧'),
  }
}
type People = Awaited<ReturnType<typeof people>>

/** The clock has moved on, and everybody, long signed out, has signed in again. */
async function at({ app, url, clock }: Cloud, iso: string, all: People): Promise<People> {
  clock.set(iso)
  await app.work.tick()
  const again = async ([name, one]: [string, People['her']]) => {
    const token = newToken()
    await app.db.write((m) => app.accounts.startSession(m, one.account, token))
    return [name, { ...one, ...apiOf(url, token) }]
  }
  return Object.fromEntries(await Promise.all(Object.entries(all).map(again)))
}
const justBefore = (iso: string) => new Date(Date.parse(iso) - 1).toISOString()

const look = async (who: Api, id: string): Promise<Json> => (await who.get(`/api/applications/${id}`)).body
const movesOf = ({ moves }: Json): string[] => moves.map((one: { name: string }) => one.name)
const fieldsOf = (answer: { body: Json }) => answer.body.fields ?? {}

/** A woman whom the village has vouched for and whose record was looked up today. */
async function accepted({ her, village, town }: People): Promise<string> {
  const { id } = (await signUp(her)).body
  await move(village, id, 'vouch', { opinion: '人品好' })
  expect((await move(town, id, 'accept', CLEAR)).body.state).toBe('accepted')
  return id
}

onBothEngines('a caring mother', (cloud) => {
  beforeEach(() => cloud().clock.set(atChina(TODAY, '09:00')))

  it('is not let in by any of the five exclusions nor before she is eighteen, told why at the question, and nothing is kept', async () => {
    const { her } = await people(cloud())
    for (const name of ['harmed', 'habits', 'neglected', 'punished', 'unwell']) {
      const refused = await signUp(her, { [name]: true })
      expect([refused.status, Object.keys(fieldsOf(refused))]).toEqual([422, [name]])
      expect(fieldsOf(refused)[name]).toMatch(/第二十二条|牵手行动的要求/)
    }
    expect(Object.keys(fieldsOf(await signUp(her, { idCard: '110105200911240023' })))).toEqual(['idCard'])
    expect((await her.get('/api/applications?box=mine')).body.items).toEqual([])
    const { status, body } = await signUp(her)
    expect(status).toBe(201)
    // One office decides about her: no second sign-up elsewhere beside the first.
    const elsewhere = await her.post('/api/applications', { kind: 'caringMother', about: 'v09', input: {} })
    expect([elsewhere.status, elsewhere.body.error, elsewhere.body.id]).toEqual([409, 'alreadyOpen', body.id])
  })

  it('goes by village and town, and by the county when the town asks; what excludes her is not read in the village', async () => {
    const all = await people(cloud())
    const { id } = (await signUp(all.her)).body
    const there = await look(all.village, id)
    expect([there.state, there.answers.phone, there.answers.harmed, there.answers.idCard]).toEqual([
      'village',
      '139****1234',
      undefined,
      undefined,
    ])
    await move(all.village, id, 'vouch', { opinion: '人品好' })
    expect((await look(all.town, id)).answers).toMatchObject({ harmed: false, idCard: '1101**********002X' })
    expect(Object.keys(fieldsOf(await move(all.town, id, 'accept', {})))).toEqual(['checkResult', 'checkDay'])
    expect(Object.keys(fieldsOf(await move(all.town, id, 'accept', { ...CLEAR, checkResult: 'found' })))).toEqual(['checkResult'])
    const onDay = async (checkDay: string) => Object.keys(fieldsOf(await move(all.town, id, 'accept', { ...CLEAR, checkDay })))
    expect([await onDay('2025-11-22'), await onDay('2026-11-24')]).toEqual([['checkDay'], ['checkDay']])
    await move(all.town, id, 'passUp', CLEAR)
    expect((await move(all.county, id, 'handBack', { reason: '请再看看' })).body.state).toBe('town')
    await move(all.town, id, 'passUp', CLEAR)
    expect((await move(all.county, id, 'accept')).body.state).toBe('accepted')
    expect((await look(all.her, id)).says).toContain('2027年11月23日(周二)有效')
  })

  it('is looked up every year: the town is asked a month before, and she is suspended after, until it has been done', async () => {
    const all = await people(cloud())
    const id = await accepted(all)
    const stateAt = async (iso: string) => (await look((await at(cloud(), iso, all)).town, id)).state
    expect(await stateAt(justBefore(renewsAt(TODAY)))).toBe('accepted')
    const asked = await at(cloud(), renewsAt(TODAY), all)
    expect(
      (await asked.town.get('/api/applications?box=inbox')).body.items.map((one: Json) => [one.id, one.state, one.due.at]),
    ).toContainEqual([id, 'renewing', lapsesAt(TODAY)])
    expect((await look(asked.her, id)).says).toBe('记录查询11月23日(周二)到期，镇妇联会续查，您不用跑。')
    expect(await stateAt(justBefore(lapsesAt(TODAY)))).toBe('renewing')
    expect(await stateAt(lapsesAt(TODAY))).toBe('suspended')
    const after = await at(cloud(), atChina(addDays(TODAY, 370), '09:00'), all)
    expect((await look(after.her, id)).says).toContain('记录查询过了一年，按规定先暂停')
    expect(Object.keys(fieldsOf(await move(after.town, id, 'restore', CLEAR)))).toEqual(['checkDay'])
    expect((await move(after.town, id, 'restore', { checkResult: 'clear', checkDay: addDays(TODAY, 369) })).body.state).toBe('accepted')
  })

  it('rests, comes back to where her check stands, and leaves whenever she likes', async () => {
    const all = await people(cloud())
    const id = await accepted(all)
    expect(movesOf(await look(all.her, id))).toEqual(['pause', 'leave'])
    await move(all.her, id, 'pause')
    expect((await move(all.her, id, 'resume')).body.state).toBe('accepted')
    await move(all.her, id, 'pause')
    const due = await at(cloud(), renewsAt(TODAY), all)
    expect((await move(due.her, id, 'resume')).body.state).toBe('renewing')
    await move(due.her, id, 'pause')
    const { her } = await at(cloud(), atChina(addDays(TODAY, 366), '09:00'), all)
    expect((await move(her, id, 'resume')).body.state).toBe('suspended')
    expect((await move(her, id, 'leave')).body.state).toBe('left')
    expect((await signUp(her)).status).toBe(201)
  })

  it('is suspended by town or county with a reason, never by the village, and restored or dismissed', async () => {
    const all = await people(cloud())
    const id = await accepted(all)
    expect(movesOf(await look(all.village, id))).toEqual([])
    expect(Object.keys(fieldsOf(await move(all.county, id, 'suspend', {})))).toEqual(['reason'])
    await move(all.county, id, 'suspend', { reason: '有人反映情况，先核实' })
    expect((await look(all.her, id)).says).toContain('有人反映情况，先核实')
    expect((await move(all.town, id, 'restore', CLEAR)).body.state).toBe('accepted')
    await move(all.town, id, 'suspend', { reason: '再次核实' })
    expect((await move(all.town, id, 'dismiss', { reason: '核实过，不适合' })).body.state).toBe('dismissed')
  })

  it('has one case, whatever village she names, and who decides on the next one reads how the last one ended', async () => {
    const all = await people(cloud())
    const id = await accepted(all)
    const elsewhere = () => signUp(all.her, { village: 'v09' }, { about: 'v09' })
    expect([(await elsewhere()).status, (await elsewhere()).body.id]).toEqual([409, id])
    await move(all.county, id, 'suspend', { reason: '有人反映情况' })
    expect((await elsewhere()).body.error).toBe('alreadyOpen')
    await move(all.town, id, 'dismiss', { reason: '核实过，不适合' })
    const next = (await elsewhere()).body
    const town = await cloud().official('town', 't2')
    const earlier = `${TODAY} 悦来镇 不再担任：核实过，不适合`
    const village = await cloud().official('village', 'v09')
    await move(village, next.id, 'vouch', { opinion: '人品好' })
    for (const who of [town, all.county])
      expect((await look(who, next.id)).events.find((one: Json) => one.move === 'vouch').answers.earlier).toBe(earlier)
    for (const who of [all.her, village]) {
      const seen = await look(who, next.id)
      expect([seen.state, JSON.stringify(seen).includes('不再担任')]).toEqual(['town', false])
    }
  })
})

it('stays accepted for ever where the clock is taken away', async () => {
  const { clock: _, ...still } = caringMother.states.accepted
  const clockless = { ...caringMother, states: { ...caringMother.states, accepted: still } }
  const cloud = await startCloud('sqlite', {}, { kinds: [clockless] })
  try {
    const all = await people(cloud)
    const id = await accepted(all)
    const { town } = await at(cloud, atChina(addDays(TODAY, 400), '09:00'), all)
    expect((await look(town, id)).state).toBe('accepted')
    expect(go(caringMother, { ...caseOf(caringMother), state: 'accepted', answers: CLEAR }, SYSTEM, 'comeDue').row.state).toBe('renewing')
  } finally {
    await cloud.close()
  }
})
