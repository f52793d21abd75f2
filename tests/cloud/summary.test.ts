import { addMs } from '@shared/core/time'
import { summaryText } from '@shared/features/activity/summary.words'
import { enrol, HER, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { onBothEngines } from '../support/cloud'

const HOUR = 3_600_000
let marks = 0
const markId = () => `sm${String(marks++).padStart(24, '0')}`

onBothEngines('when an activity is over', (cloud) => {
  const now = () => cloud().clock.now()
  const training = async (changed = {}) => {
    const cadre = await cloud().official('town', 't1')
    const times = { startsAt: addMs(now(), HOUR), endsAt: addMs(now(), 2 * HOUR), enrolBy: addMs(now(), HOUR / 2) }
    return { cadre, id: await publish(cadre, now(), { ...times, seats: 10, ...changed }), ...times }
  }
  const seated = async (id: string, name: string, her?: Api) => {
    const api = her ?? (await cloud().woman())
    return { her: api, enrolment: (await enrol(api, id, { ...HER, name })).body.id as string }
  }
  const tick = (about: string) => ({ id: markId(), about, undoes: [], at: now() })
  const walkIn = (name: string) => {
    const id = markId()
    return { id, about: id, undoes: [], at: now(), who: { name } }
  }
  const send = (cadre: Api, id: string, sent: Json[]) => cadre.post(`/api/activities/${id}/roster/marks`, { marks: sent })
  const summary = async (cadre: Api, id: string): Promise<Json> => (await cadre.get(`/api/activities/${id}/summary`)).body

  it('its summary makes itself: who came, who walked in, who did not and why', async () => {
    const { cadre, id, startsAt, endsAt } = await training()
    const [came, , unreachable] = [await seated(id, '王桂兰'), await seated(id, '陈小燕'), await seated(id, '刘素珍')]
    expect((await summary(cadre, id)).afterwards).toBeNull()
    cloud().clock.set(startsAt)
    await send(cadre, id, [tick(came.enrolment), walkIn('赵小莲'), walkIn('孙小梅')])
    cloud().clock.set(endsAt)
    const absences = `/api/activities/${id}/absences`
    expect((await cadre.put(absences, { enrolment: unreachable.enrolment, reason: 'unreachable' })).status).toBe(200)
    const body = await summary(cadre, id)
    expect([body.expected, body.afterwards.came, body.afterwards.walkIns]).toEqual([3, 1, 2])
    const missing = body.afterwards.missing.map(({ name, reason }: Json) => `${name} ${reason}`)
    expect(missing.sort()).toEqual(['刘素珍 unreachable', '陈小燕 null'])
    const activity = (await cadre.get(`/api/activities/${id}`)).body
    expect(summaryText(activity, body, now()).split('\n').slice(-3)).toEqual([
      '报上名：3人',
      '到场：3人（其中现场来的2人）',
      '没来：2人（联系不上1人、没说原因1人）',
    ])
    await cadre.put(absences, { enrolment: unreachable.enrolment, reason: null })
    expect((await summary(cadre, id)).afterwards.missing.map(({ reason }: Json) => reason)).toEqual([null, null])
  })

  it('says nothing of who came where nobody kept a roster', async () => {
    const { cadre, id, endsAt } = await training()
    await seated(id, '王桂兰')
    cloud().clock.set(endsAt)
    expect((await summary(cadre, id)).afterwards).toMatchObject({ came: null, walkIns: 0, missing: [] })
  })

  it('a reason is ticked by the organiser only, of women of this activity, once it has begun', async () => {
    const [one, other] = [await training(), await training()]
    const { enrolment } = await seated(one.id, '王桂兰')
    const put = (who: Api, id: string) => who.put(`/api/activities/${id}/absences`, { enrolment, reason: 'family' })
    expect((await put(one.cadre, one.id)).status).toBe(409)
    cloud().clock.set(one.startsAt)
    expect((await put(await cloud().official('town', 't2'), one.id)).status).toBe(404)
    expect((await put(other.cadre, other.id)).status).toBe(404)
    expect((await put(one.cadre, one.id)).status).toBe(200)
  })

  it('it stands in her own record, with the certificate; not where she was missing, nor before it is over', async () => {
    const her = await cloud().woman()
    const [ticked, plain, missed] = [await training(), await training({ title: '法律讲座', sort: 'law' }), await training()]
    const mine = await seated(ticked.id, '王桂兰', her)
    for (const { id } of [missed, plain]) {
      cloud().clock.advance(1)
      await seated(id, '王桂兰', her)
    }
    const other = await seated(missed.id, '陈小燕')
    const records = async () => (await her.get('/api/me/trainings')).body
    cloud().clock.set(ticked.startsAt)
    await send(ticked.cadre, ticked.id, [tick(mine.enrolment)])
    await send(missed.cadre, missed.id, [tick(other.enrolment)])
    expect(await records()).toEqual({ items: [], next: null })
    cloud().clock.set(plain.endsAt)
    await ticked.cadre.post(`/api/activities/${ticked.id}/certificates`)
    const { items } = await records()
    expect(items).toEqual([
      expect.objectContaining({ title: '法律讲座', sort: 'law', organiser: '悦来镇妇联', came: false, certificate: null }),
      expect.objectContaining({ id: mine.enrolment, day: '2026-11-23', came: true, certificate: expect.stringMatching(/^[0-9A-Z]+/) }),
    ])
    expect((await other.her.get('/api/me/trainings')).body.items).toHaveLength(1)
  })

  it('her record comes in pages by key, each once', async () => {
    const her = await cloud().woman()
    let last = ''
    for (let i = 0; i < 21; i++) {
      const { id, endsAt } = await training({ title: `第${i}课` })
      await seated(id, '王桂兰', her)
      last = endsAt
    }
    cloud().clock.set(last)
    const first = (await her.get('/api/me/trainings')).body
    const second = (await her.get(`/api/me/trainings?after=${first.next}`)).body
    expect([first.items.length, second.items.length, second.next]).toEqual([20, 1, null])
    expect(new Set([...first.items, ...second.items].map(({ id }: Json) => id)).size).toBe(21)
  })
})
