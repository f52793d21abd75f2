import { addMs, dayOf } from '@shared/core/time'
import { changeOne } from '../../cloud/core/database'
import { Activity, PosterRead } from '../../cloud/features/activity/activity.entity'
import { enrol, HER, publish } from '../support/activities'
import { onBothEngines, startCloud } from '../support/cloud'
import { recordingPress } from '../support/press'
import { startWechat, type WechatStandIn } from '../support/wechat/stand-in'

const press = recordingPress()
const PUBLIC = 'https://fl.example.gov.cn'

onBothEngines(
  'papers of an activity',
  (cloud) => {
    const town = () => cloud().official('town', 't1', '李芳')
    const now = () => cloud().clock.now()
    const set = (id: string, changed: Partial<Activity>) => cloud().app.db.write((m) => changeOne(m, Activity, 'id = :id', { id }, changed))

    it('prints a poster with the rules in words and the code of the village where it will hang', async () => {
      const cadre = await town()
      const id = await publish(cadre, now(), { rules: { birthYear: { from: 1966, to: 2008 }, villages: ['v01', 'v02'] } })
      const answer = await cadre.get(`/api/activities/${id}/poster.pdf?village=v01`)
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
        200,
        'application/pdf',
        'no-store',
      ])
      expect(press.orders.at(-1)).toEqual({
        paper: 'poster',
        told: {
          ...{ title: '柑橘冬季管护', cover: 'wheat', sort: '农技培训', day: '11月26日(周四)', hours: '上午9点到11点半' },
          ...{ enrolBy: '11月25日(周三)晚上8点前报名', organiser: '悦来镇妇联', village: '柳溪村' },
          facts: [
            { label: '地点', words: '梅坪村果园' },
            { label: '谁能来', words: '1966年到2008年出生；柳溪村、石桥村的姐妹' },
            { label: '名额', words: '2人，满了可以排队' },
            { label: '带什么', words: '手套' },
          ],
          code: { address: `${PUBLIC}/#/features/activity/detail/index?scene=${id}.v01` },
        },
      })
    })

    it('prints none for others, for a village that there is not, or for what is not public', async () => {
      const cadre = await town()
      const id = await publish(cadre, now())
      const poster = (who = cadre, of = id) => who.get(`/api/activities/${of}/poster.pdf`)
      for (const other of [await cloud().woman(), await cloud().official('town', 't2')]) expect((await poster(other)).status).toBe(404)
      expect((await cloud().anybody.get(`/api/activities/${id}/poster.pdf`)).status).toBe(401)
      expect((await cadre.get(`/api/activities/${id}/poster.pdf?village=t1`)).body.fields).toEqual({ village: '没有这个村，请重新选择' })
      await set(id, { state: 'cancelled' })
      expect((await poster()).body.error).toBe('notOpen')
    })

    it('prints the sign-in form for the organiser from the roster', async () => {
      const cadre = await town()
      const id = await publish(cadre, now(), {
        startsAt: addMs(now(), 3_600_000),
        endsAt: addMs(now(), 7_200_000),
        enrolBy: addMs(now(), 1_800_000),
      })
      const enrolled = (await enrol(await cloud().woman(), id)).body.id
      // Who enrolled later stands later: ids of one millisecond are in any order.
      cloud().clock.advance(1)
      await enrol(await cloud().woman(), id, { ...HER, name: '陈小燕', village: 'v02' })
      const mark = { id: `tick${id.slice(4)}`, about: enrolled, undoes: [], at: now() }
      expect((await cadre.post(`/api/activities/${id}/roster/marks`, { marks: [mark] })).status).toBe(200)
      expect((await cadre.get(`/api/activities/${id}/roster.pdf`)).status).toBe(200)
      expect(press.orders.at(-1)).toMatchObject({
        head: {
          office: expect.stringMatching(/县悦来镇妇联$/),
          title: '柑橘冬季管护',
          when: '2026年11月23日(周一)上午10点到11点',
          organiser: '悦来镇妇联',
        },
        rows: [
          { name: '王桂兰', village: '柳溪村', came: '上午9点' },
          { name: '陈小燕', village: '石桥村' },
        ],
      })
      expect((await (await cloud().official('town', 't2')).get(`/api/activities/${id}/roster.pdf`)).status).toBe(404)
    })

    it('gives anybody the calendar file of a public activity, also after it was cancelled, and of no other', async () => {
      const id = await publish(await town(), now())
      const calendar = () => cloud().anybody.get(`/api/activities/${id}/calendar.ics`)
      const first = await calendar()
      expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
      expect(first.body).toContain('DTSTART:20261126T010000Z\r\n')
      await set(id, { state: 'cancelled' })
      expect((await calendar()).body).toContain('STATUS:CANCELLED\r\n')
      await set(id, { state: 'withheld' })
      expect((await calendar()).status).toBe(404)
    })

    it('counts a village’s board by the day, from many phones at once, and keeps nothing of who it was or when', async () => {
      const cadre = await town()
      const id = await publish(cadre, now())
      const seen = (village: string) => cloud().anybody.post(`/api/activities/${id}/seen`, { village })
      const answers = await Promise.all([...Array(12).fill('v02'), ...Array(3).fill('v01')].map(seen))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
      cloud().clock.advance(86_400_000)
      await seen('v01')
      expect((await cadre.get(`/api/activities/${id}/boards`)).body.items).toEqual([
        { village: 'v02', name: '石桥村', times: 12 },
        { village: 'v01', name: '柳溪村', times: 4 },
      ])
      const rows = await cloud().app.db.read.find(PosterRead, { where: { activityId: id }, order: { day: 'ASC', villageId: 'ASC' } })
      const today = dayOf(now())
      expect(rows.map((row) => Object.entries(row))).toHaveLength(3)
      expect({ ...rows[2] }).toEqual({ activityId: id, villageId: 'v01', day: today, times: 1 })
      cloud().clock.advance(-86_400_000)
      expect((await seen('t1')).status).toBe(422)
      expect((await (await cloud().official('town', 't2')).get(`/api/activities/${id}/boards`)).status).toBe(404)
      await set(id, { state: 'cancelled' })
      expect((await seen('v01')).status).toBe(404)
    })
  },
  (engine) => startCloud(engine, { publicUrl: PUBLIC }, { press }),
)

describe('the code on a poster', () => {
  let wechat: WechatStandIn
  beforeAll(async () => {
    wechat = await startWechat({ pages: ['features/activity/detail/index'] })
  })
  afterAll(() => wechat.close())

  it('is WeChat’s own where a mini-program is configured, with activity and village as its scene', async () => {
    const { url: base, appId, secret } = wechat
    const settings = { publicUrl: PUBLIC, wechat: { base, appId, secret, templates: {}, state: 'formal' as const } }
    const printed = recordingPress()
    const cloud = await startCloud('sqlite', settings, { press: printed })
    const cadre = await cloud.official('town', 't1', '李芳')
    const id = await publish(cadre, cloud.clock.now())
    await cloud.app.db.write((m) => changeOne(m, Activity, 'id = :id', { id }, { state: 'published', checkAt: null }))
    expect((await cadre.get(`/api/activities/${id}/poster.pdf?village=v02`)).status).toBe(200)
    const [order] = printed.orders
    expect(order?.paper === 'poster' && order.told.code).toEqual({ picture: expect.any(Buffer) })
    expect(wechat.calls.find(({ body }) => body.scene)?.body).toMatchObject({
      scene: `${id}.v02`,
      page: 'features/activity/detail/index',
    })
    await cloud.close()
  })
})
