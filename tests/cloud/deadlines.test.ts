import { addMs, atChina } from '@shared/core/time'
import { soundAlarms } from '../../cloud/features/applications/alarms'
import type { Api, Json } from '../support/api'
import { type Cloud, clockAt, onBothEngines, startCloud } from '../support/cloud'
import { declaration, ROAD } from '../support/declarations'

const see = async (who: Api, { id }: Json): Promise<Json> => (await who.get(`/api/applications/${id}`)).body
const inbox = async (who: Api): Promise<Json[]> => (await who.get('/api/applications?box=inbox')).body.items
/** How a case stands in somebody's inbox; nothing when it does not. */
const marks = async (who: Api, { id }: Json) => (await inbox(who)).filter((row) => row.id === id).map((row) => [row.yours, row.marks])
const titles = async (who: Api): Promise<string[]> => (await who.get('/api/notices')).body.items.map((one: Json) => one.title)
const move = async (who: Api, made: Json, name: string, input: object = {}): Promise<Json> => {
  const { version } = await see(who, made)
  const { status, body } = await who.post(`/api/applications/${made.id}/moves/${name}`, { version, input })
  if (status !== 200) throw new Error(`${name}: ${JSON.stringify(body)}`)
  return body
}
const ask = (field: string) => ({ corrections: [{ field, note: '请补拍' }] })
/** Nine on a Monday in a quiet week: the village has until the Monday after. */
const SENT = atChina('2026-11-23', '09:00')

const scene = async (cloud: Cloud) => {
  cloud.clock.set(SENT)
  const official = cloud.official
  const desks = { village: await official('village', 'v01'), town: await official('town', 't1'), county: await official('county', 'c1') }
  const her = await cloud.woman()
  const { body: made } = await her.post('/api/applications', { kind: 'loan', move: 'submit', input: await declaration(her) })
  return { her, made: made as Json, ...desks, hr: await official('hr', 'o1') }
}

onBothEngines('deadlines', (cloud) => {
  const at = async (moment: string) => {
    cloud().clock.set(moment)
    while ((await cloud().app.work.alarm()) > 0);
  }

  it('remind whoever has it one working day before, and tell the level above once when it is late, until it goes on', async () => {
    const { village, town, made } = await scene(cloud())
    const before = (await titles(village)).length
    await at(addMs(atChina('2026-11-27', '08:30'), -1))
    expect((await titles(village)).length).toBe(before)
    await at(atChina('2026-11-27', '08:30'))
    await at(atChina('2026-11-30', '12:00'))
    expect((await titles(village)).slice(0, -before)).toEqual(['创业担保贷款资格申报快到期了'])
    expect(await marks(town, made)).toEqual([])
    await at(atChina('2026-12-01', '08:30'))
    await at(atChina('2026-12-02', '08:30'))
    expect([await titles(town), await marks(town, made)]).toEqual([['创业担保贷款资格申报超期了'], [[true, ['late']]]])
    await move(village, made, 'vouch', ROAD[0][2])
    expect(await marks(town, made)).toEqual([[true, []]])
  })

  it('tell the county of a partner who is late; what was looked after leaves its inbox', async () => {
    const { village, town, county, hr, made } = await scene(cloud())
    const desks = { village, town, county }
    for (const [who, name, input] of ROAD.slice(0, 3)) await move(desks[who as 'village'], made, name, input)
    await at(atChina('2026-12-03', '08:30'))
    expect([await marks(county, made), (await see(hr, made)).marks]).toEqual([[[false, ['late']]], []])
    const after = `/api/applications/${made.id}/looked-after`
    expect([(await town.post(after)).status, (await county.post(after)).status, (await county.post(after)).status]).toEqual([404, 200, 404])
    expect(await marks(county, made)).toEqual([])
  })

  it('remind her as well, and ask the village to help where she has not come to it', async () => {
    const { her, village, made } = await scene(cloud())
    await move(village, made, 'sendBack', ask('proof'))
    await at(atChina('2026-12-22', '08:30'))
    expect((await titles(her))[0]).toBe('创业担保贷款资格申报快到期了')
    await at(atChina('2026-12-24', '08:30'))
    expect(await marks(await cloud().official('village', 'v01'), made)).toEqual([[false, ['late']]])
  })

  it('flag to the county who asks a second time for what could have been named the first time, and nobody else', async () => {
    const { her, village, county, made } = await scene(cloud())
    const { proof } = await declaration(her)
    const round = async (field: string) => {
      const { marks: seen } = await move(village, made, 'sendBack', ask(field))
      await move(her, made, 'resubmit', { [field]: proof })
      return seen
    }
    expect([await round('proof'), await round('proof'), await marks(county, made)]).toEqual([[], [], []])
    expect([await round('register'), await marks(county, made)]).toEqual([['again'], [[true, ['again']]]])
    expect([(await titles(county))[0], (await see(her, made)).marks]).toEqual(['创业担保贷款资格申报第二次要补正', []])
  })
})

it('are spoken of once when two servers look at the same moment, because of the mark on the row', async () => {
  const cloud = await startCloud('mysql', {}, {}, clockAt(SENT))
  try {
    const { village, town } = await scene(cloud)
    const { engine } = cloud.app.keeping
    const both = async (moment: string) =>
      Promise.all([soundAlarms(engine, cloud.app.db, moment), soundAlarms(engine, cloud.app.db, moment)])
    await both(atChina('2026-11-27', '08:30'))
    await both(atChina('2026-12-01', '08:30'))
    const told = async (who: Api, what: string) => (await titles(who)).filter((title) => title.endsWith(what)).length
    expect([await told(village, '快到期了'), await told(town, '超期了')]).toEqual([1, 1])
    // The guard taken away: with a mark that does not move on, each look is a notice.
    const forget = () =>
      cloud.app.db.write((m) => m.query("UPDATE application_todo SET alarm_at = '2026-11-27T00:30:00.000Z' WHERE why = ''"))
    for (let i = 0; i < 2; i += 1) {
      await forget()
      await both(atChina('2026-11-27', '08:30'))
    }
    expect(await told(village, '快到期了')).toBe(3)
  } finally {
    await cloud.close()
  }
})
