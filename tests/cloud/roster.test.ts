import { addMs } from '@shared/core/time'
import { readTicket } from '@shared/features/activity/ticket'
import { RosterMark } from '../../cloud/features/activity/roster.entity'
import { enrol, HER, publish } from '../support/activities'
import type { Api } from '../support/api'
import { onBothEngines } from '../support/cloud'

const HOUR = 3_600_000
let made = 0
const markId = () => `mark${String(++made).padStart(22, '0')}`

onBothEngines('the roster of an activity', (cloud) => {
  const now = () => cloud().clock.now()
  /** An activity that begins in an hour, published by the town's cadre. */
  const today = async (changed: object = {}) => {
    const cadre = await cloud().official('town', 't1', '李芳')
    const times = { startsAt: addMs(now(), HOUR), endsAt: addMs(now(), 3 * HOUR), enrolBy: addMs(now(), HOUR / 2) }
    const id = await publish(cadre, now(), { ...times, ...changed })
    return { id, cadre }
  }
  const comes = async (id: string, told: object = HER) => (await enrol(await cloud().woman(), id, told)).body.id as string
  const tick = (about: string, undoes: string[] = []) => ({ id: markId(), about, undoes, at: now() })
  const send = (who: Api, id: string, marks: object[], key?: string) => who.post(`/api/activities/${id}/roster/marks`, { marks }, key)
  const roster = async (who: Api, id: string) => (await who.get(`/api/activities/${id}/roster`)).body.items

  it('lists who has a seat; a telephone only of women of the own area, and masked', async () => {
    const { id, cadre } = await today({ seats: 2 })
    const near = await comes(id)
    cloud().clock.advance(1)
    const far = await comes(id, { name: '何小琴', village: 'v09', phone: '13900005678' })
    await comes(id, { ...HER, name: '排队的人' })
    const lines = await roster(cadre, id)
    expect(lines).toMatchObject([
      { id: near, name: '王桂兰', village: '柳溪村', phone: '139****1234', walkIn: false, left: false, ticks: [] },
      { id: far, name: '何小琴', phone: null },
    ])
    const county = await roster(await cloud().official('county', 'c1'), id)
    expect(county.map((line: { phone: string }) => line.phone)).toEqual(['139****1234', '139****5678'])
  })

  it('is nobody else’s: to others it is not there, neither to read nor to mark', async () => {
    const { id } = await today()
    const about = await comes(id)
    const others = [await cloud().woman(), await cloud().official('town', 't2'), await cloud().official('village', 'v01')]
    for (const other of others) {
      expect((await other.get(`/api/activities/${id}/roster`)).status).toBe(404)
      expect((await send(other, id, [tick(about)])).status).toBe(404)
    }
    expect((await cloud().anybody.get(`/api/activities/${id}/roster`)).status).toBe(401)
  })

  it('stores a mark once however often it is sent, also twice at the same moment, and records who sent it', async () => {
    const { id, cadre } = await today()
    const mark = tick(await comes(id))
    const answers = await Promise.all([send(cadre, id, [mark]), send(cadre, id, [mark]), send(cadre, id, [mark, mark])])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await send(cadre, id, [mark])).body).toEqual({ items: [{ id: mark.about, ticks: [{ id: mark.id, at: mark.at }] }] })
    expect(await cloud().app.db.read.findBy(RosterMark, { activityId: id })).toMatchObject([{ id: mark.id, accountId: cadre.account }])
  })

  it('keeps a tick that another phone made before it heard of the first, when only the first is taken back', async () => {
    const { id, cadre } = await today()
    const about = await comes(id)
    const [mine, hers] = [tick(about), tick(about)]
    await send(cadre, id, [mine, tick(about, [mine.id])])
    expect((await roster(cadre, id))[0].ticks).toEqual([])
    const other = await cloud().official('town', 't1', '赵敏')
    expect((await send(other, id, [hers])).body.items[0].ticks).toEqual([{ id: hers.id, at: hers.at }])
    expect((await send(other, id, [tick(about, [hers.id])])).body.items[0].ticks).toEqual([])
  })

  it('takes in a woman who had not enrolled, sealed and masked, and takes her back', async () => {
    const { id, cadre } = await today()
    const added = markId()
    const who = { name: '赵小莲', village: 'v02', phone: '13900007777' }
    expect((await send(cadre, id, [{ id: added, about: added, undoes: [], at: now(), who }])).status).toBe(200)
    expect(await roster(cadre, id)).toMatchObject([
      { id: added, name: '赵小莲', village: '石桥村', phone: '139****7777', walkIn: true, ticket: null, ticks: [{ id: added }] },
    ])
    const [stored] = await cloud().app.db.read.findBy(RosterMark, { id: added })
    expect(JSON.stringify(stored)).not.toContain('赵小莲')
    await send(cadre, id, [tick(added, [added])])
    expect(await roster(cadre, id)).toMatchObject([{ id: added, ticks: [] }])
  })

  it.each([
    ['somebody who is not on this roster', () => [tick('01ARZ3NDEKTSV4RRFFQ69G5FAV')]],
    ['a village that there is not', () => [added({ name: '赵小莲', village: 'v99' })]],
    ['a name with marks that cannot be seen', () => [added({ name: '赵\u202e莲' })]],
    ['a telephone that is none', () => [added({ name: '赵小莲', phone: '123' })]],
    ['a name for somebody else', () => [{ ...added({ name: '赵小莲' }), about: markId() }]],
    ['more than a hundred marks', () => Array.from({ length: 101 }, () => added({ name: '赵小莲' }))],
  ])('refuses %s and stores nothing', async (_what, marks) => {
    const { id, cadre } = await today()
    expect((await send(cadre, id, marks())).status).toBe(422)
    expect(await roster(cadre, id)).toEqual([])
  })
  const added = (who: object) => {
    const id = markId()
    return { id, about: id, undoes: [], at: now(), who }
  }

  it('takes nobody in under the id of an enrolment, here or anywhere', async () => {
    const [one, other] = [await today(), await today()]
    const about = await comes(one.id)
    const taken = { id: about, about, undoes: [], at: now(), who: { name: '赵小莲' } }
    for (const { id, cadre } of [one, other]) expect((await send(cadre, id, [taken])).status).toBe(422)
    expect(await roster(other.cadre, other.id)).toEqual([])
  })

  it('is marked from twelve hours before until seven days after, and says so', async () => {
    const began = now()
    const { id, cadre } = await today()
    const about = await comes(id)
    const at = async (moment: string) => {
      cloud().clock.set(moment)
      const { status, body } = await send(cadre, id, [tick(about)])
      cloud().clock.set(began)
      return [status, body.message]
    }
    expect(await at(addMs(began, -11 * HOUR - 1))).toEqual([409, expect.stringContaining('起才能签到')])
    expect(await at(addMs(began, -11 * HOUR))).toEqual([200, undefined])
    expect(await at(addMs(began, 171 * HOUR))).toEqual([200, undefined])
    expect(await at(addMs(began, 171 * HOUR + 1))).toEqual([409, '活动结束已经超过7天，签到不能再改了'])
  })

  it('still lists a woman who gave her seat back after she was ticked, and nobody else who left', async () => {
    const { id, cadre } = await today()
    const [her, other] = [await cloud().woman(), await cloud().woman()]
    const [ticked, gone] = [(await enrol(her, id)).body, (await enrol(other, id)).body]
    await send(cadre, id, [tick(ticked.id)])
    await her.post(`/api/applications/${ticked.id}/moves/cancel`, { version: ticked.version })
    await other.post(`/api/applications/${gone.id}/moves/cancel`, { version: gone.version })
    expect(await roster(cadre, id)).toMatchObject([{ id: ticked.id, left: true, ticks: [{}] }])
  })

  it('holds the code of the ticket that the seated woman sees, and no two are alike', async () => {
    const { id, cadre } = await today({ seats: 2 })
    const [her, other, third] = [await cloud().woman(), await cloud().woman(), await cloud().woman()]
    const [mine, hers, queued] = [(await enrol(her, id)).body, (await enrol(other, id)).body, (await enrol(third, id)).body]
    const ticket = readTicket(mine.found.ticket)
    expect(ticket?.application).toBe(mine.id)
    expect(queued.found.ticket).toBeUndefined()
    const codes = (await roster(cadre, id)).map((line: { ticket: string }) => line.ticket)
    expect(codes.sort()).toEqual([ticket?.code, readTicket(hers.found.ticket)?.code].sort())
    expect(new Set(codes).size).toBe(2)
  })

  it('comes in pages by key, each woman once', async () => {
    const { id, cadre } = await today()
    const near = await comes(id)
    for (let batch = 0; batch < 6; batch++)
      await send(
        cadre,
        id,
        Array.from({ length: 100 }, (_, n) => added({ name: `来客${batch}${n}` })),
      )
    const first = (await cadre.get(`/api/activities/${id}/roster`)).body
    const second = (await cadre.get(`/api/activities/${id}/roster?after=${first.next}`)).body
    expect([first.items.length, second.items.length, second.next]).toEqual([500, 101, null])
    expect(first.items[0].id).toBe(near)
    expect(new Set([...first.items, ...second.items].map((line: { id: string }) => line.id)).size).toBe(601)
  })
})
