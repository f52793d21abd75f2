import { addDays, addMs, atChina, dayOf } from '@shared/core/time'
import { changeOne } from '../../cloud/core/database'
import { Activity } from '../../cloud/features/activity/activity.entity'
import { ActivityChange } from '../../cloud/features/activity/change.entity'
import { noteTold, tellChanges } from '../../cloud/features/activity/changes.telling'
import { casesAbout } from '../../cloud/features/applications/about'
import { Application } from '../../cloud/features/applications/application.entity'
import { Notice } from '../../cloud/features/notices/notice.entity'
import { enrol, HER, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { startWechat, type WechatStandIn } from '../support/wechat/stand-in'

const HOUR = 3_600_000

onBothEngines('a change of what is published', (cloud) => {
  const town = () => cloud().official('town', 't1', '李芳')
  const show = async (id: string): Promise<Json> => (await cloud().anybody.get(`/api/activities/${id}`)).body
  const changes = async (who: Api, id: string): Promise<Json> => (await who.get(`/api/activities/${id}/changes`)).body
  const told = async (her: Api): Promise<string[]> => (await her.get('/api/notices')).body.items.map((notice: Json) => notice.title)
  const caseOf = async (her: Api, id: string): Promise<Json> => (await her.get(`/api/applications/${id}`)).body
  const tellAll = async () => {
    while ((await cloud().app.work.tellChanges()) > 0);
  }
  const dayLater = ({ startsAt, endsAt, revision }: Json) => ({
    revision,
    ...{ startsAt: addMs(startsAt, 24 * HOUR), endsAt: addMs(endsAt, 24 * HOUR), why: '天气不好' },
  })
  const move = async (who: Api, id: string, more: object = {}) => {
    cloud().clock.advance(1)
    return who.post(`/api/activities/${id}/changes`, { ...dayLater(await show(id)), ...more })
  }
  const cancel = async (who: Api, id: string) =>
    who.post(`/api/activities/${id}/cancellation`, { revision: (await show(id)).revision, why: '老师来不了' })

  it('is told to everybody who has a seat, waits or is being reviewed, in words, and to nobody else', async () => {
    const cadre = await town()
    const now = cloud().clock.now()
    const id = await publish(cadre, now, { seats: 1 })
    const reviewed = await publish(cadre, now, { needsReview: true })
    const [seated, waiting, gone, begun, asking] = await Promise.all(Array.from({ length: 5 }, () => cloud().woman()))
    for (const her of [seated, gone, waiting] as Api[]) await enrol(her, id)
    const leaving = (await (gone as Api).get('/api/applications?box=mine')).body.items[0]
    await (gone as Api).post(`/api/applications/${leaving.id}/moves/cancel`, { version: 1 })
    await (begun as Api).post('/api/applications', { kind: 'enrolment', about: id, input: HER })
    await enrol(asking as Api, reviewed)
    expect((await changes(cadre, id)).toTell).toBe(2)
    for (const one of [id, reviewed]) expect((await move(cadre, one)).status).toBe(200)
    await tellAll()
    for (const her of [seated, waiting, asking] as Api[]) expect(await told(her)).toEqual(['时间改了'])
    for (const her of [gone, begun] as Api[]) expect(await told(her)).toEqual([])
    const [notice] = (await (seated as Api).get('/api/notices')).body.items
    expect(notice.text).toBe(
      '“柑橘冬季管护”原来11月26日(周四)上午9点到11点半，改到11月27日(周五)上午9点到11点半。原因：天气不好。来不了可以取消报名，不影响以后报名。',
    )
    expect((await caseOf(seated as Api, notice.application)).says).toContain('11月27日(周五)上午9点')
  })

  it('is kept, shown to everybody, with its author to the organiser; calendars take the later entry', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now())
    const sequence = async () => /SEQUENCE:(\d+)/.exec((await cloud().anybody.get(`/api/activities/${id}/calendar.ics`)).body)?.[1]
    expect(await sequence()).toBe('0')
    const { body } = await move(cadre, id, { place: '镇文化站' })
    expect([body.place, body.revision, await sequence()]).toEqual(['镇文化站', 1, '1'])
    const { items, toTell } = await changes(cloud().anybody, id)
    expect(items).toMatchObject([
      { what: 'moved', was: { place: '梅坪村果园' }, becomes: { place: '镇文化站' }, why: '天气不好', by: null },
    ])
    expect(toTell).toBeNull()
    cloud().clock.advance(1)
    await cadre.post(`/api/activities/${id}/changes`, { revision: 1, title: '柑橘冬季管护课' })
    expect((await changes(cadre, id)).items.map((one: Json) => [one.what, one.by])).toEqual([
      ['edited', '李芳'],
      ['moved', '李芳'],
    ])
    expect((await changes(cloud().anybody, id)).items).toHaveLength(1)
    expect((await show(id)).title).toBe('柑橘冬季管护课')
  })

  it('of other things is told only where she says so, and leaves who steps back without a trace', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { seats: 1 })
    const her = await cloud().woman()
    const { body } = await enrol(her, id)
    await cadre.post(`/api/activities/${id}/changes`, { revision: 0, about: '管午饭' })
    await cadre.post(`/api/activities/${id}/changes`, { revision: 1, bring: '剪刀', tell: true })
    await tellAll()
    const { items } = (await her.get('/api/notices')).body
    expect(items.map((one: Json) => one.text)).toEqual(['“柑橘冬季管护”要带的东西改成：剪刀。'])
    await her.post(`/api/applications/${body.id}/moves/cancel`, { version: body.version })
    expect((await enrol(her, id)).body.state).toBe('seated')
  })

  it('is made by one of two who change it at once; the other is told, and nothing of hers is stored', async () => {
    const cadres = [await town(), await town()] as const
    const id = await publish(cadres[0], cloud().clock.now())
    const asked = dayLater(await show(id))
    const answers = await Promise.all(cadres.map((who, i) => who.post(`/api/activities/${id}/changes`, { ...asked, place: `${i}号楼` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ error: 'staleVersion' })
    expect((await changes(cadres[0], id)).items).toHaveLength(1)
  })

  it('comes too late once it has begun, and a cancellation once it is over', async () => {
    const cadre = await town()
    const now = cloud().clock.now()
    const times = { startsAt: addMs(now, HOUR), endsAt: addMs(now, 3 * HOUR), enrolBy: addMs(now, HOUR) }
    const [begun, over] = [await publish(cadre, now, times), await publish(cadre, now, times)]
    cloud().clock.advance(2 * HOUR)
    expect((await move(cadre, begun)).body).toMatchObject({ error: 'notOpen', message: '活动已经开始了，不能再改' })
    expect((await cancel(cadre, begun)).status).toBe(200)
    cloud().clock.advance(2 * HOUR)
    expect((await cancel(cadre, over)).body).toMatchObject({ error: 'notOpen', message: '活动已经结束了，不用取消' })
    expect((await cancel(cadre, begun)).body).toMatchObject({ error: 'notOpen', message: '这个活动已经取消了' })
    cloud().clock.set(now)
  })

  it('may be a cancellation: every open case ends, she hears why and where else she could go, and may go there', async () => {
    const cadre = await town()
    const now = cloud().clock.now()
    const day = addDays(dayOf(now), 9)
    const later = { startsAt: atChina(day, '09:00'), endsAt: atChina(day, '11:00'), enrolBy: atChina(day, '08:00') }
    const county = await cloud().official('county', 'c1')
    const id = await publish(cadre, now, { seats: 1, sort: 'parenting' })
    const reviewed = await publish(cadre, now, { needsReview: true, sort: 'parenting' })
    // Not hers: of another sort, of another town, over by then.
    await publish(cadre, now, { sort: 'law' })
    await publish(await cloud().official('town', 't2'), now, { sort: 'parenting' })
    const next = await publish(county, now, { ...later, title: '下一期家长课', sort: 'parenting' })
    const [seated, waiting, asking, begun] = await Promise.all(Array.from({ length: 4 }, () => cloud().woman()))
    const cases = [await enrol(seated as Api, id), await enrol(waiting as Api, id), await enrol(asking as Api, reviewed)]
    const draft = await (begun as Api).post('/api/applications', { kind: 'enrolment', about: id, input: HER })
    for (const one of [reviewed, id]) expect((await cancel(cadre, one)).body.state).toBe('cancelled')
    expect((await enrol(await cloud().woman(), id)).status).toBe(422)
    await tellAll()

    for (const [i, her] of ([seated, waiting, asking] as Api[]).entries()) {
      const view = await caseOf(her, cases[i]?.body.id)
      expect([view.state, view.label, view.moves, view.found.next]).toEqual([
        'calledOff',
        '主办方取消了',
        [],
        { id: next, title: '下一期家长课', startsAt: later.startsAt },
      ])
      const says =
        '11月26日(周四)上午9点的“柑橘冬季管护”主办方取消了。原因：老师来不了。12月2日(周三)上午9点还有“下一期家长课”，点开就能报名。'
      expect(view.says).toBe(says)
      expect((await her.get('/api/notices')).body.items[0]).toMatchObject({ title: '主办方取消了', text: says })
    }
    expect((await caseOf(begun as Api, draft.body.id)).state).toBe('draft')
    expect((await enrol(seated as Api, next)).body.state).toBe('seated')
    expect(await show(id)).toMatchObject({ waiting: 0, seatsLeft: 1 })
  })

  it('nearer shortens what is offered to what would be fair now, and tells her; none outlasts the beginning', async () => {
    const cadre = await town()
    const now = cloud().clock.now()
    const held = (days: number) => ({
      startsAt: atChina(addDays(dayOf(now), days), '14:00'),
      endsAt: atChina(addDays(dayOf(now), days), '16:00'),
    })
    const ends = async (days: number, day: string, time: string) => {
      const id = await publish(cadre, cloud().clock.now(), { ...held(30), enrolBy: held(2).startsAt, seats: 1, offerHours: 72 })
      const [first, second] = [await cloud().woman(), await cloud().woman()]
      const [seat, queued] = [(await enrol(first, id)).body, (await enrol(second, id)).body]
      await first.post(`/api/applications/${seat.id}/moves/cancel`, { version: 1 })
      const before = (await caseOf(second, queued.id)).found.until
      const [date, clock] = [addDays(dayOf(now), days), time]
      const { revision } = await show(id)
      const sent = {
        startsAt: atChina(date, clock),
        endsAt: addMs(atChina(date, clock), HOUR),
        enrolBy: atChina(date, clock),
        why: day,
        revision,
      }
      expect((await cadre.post(`/api/activities/${id}/changes`, sent)).status).toBe(200)
      await tellAll()
      const after = await caseOf(second, queued.id)
      return { before, after, second, startsAt: sent.startsAt, queued }
    }
    const near = await ends(2, '提前了', '14:00')
    expect(near.after.found.until < near.before && near.after.found.until < near.startsAt).toBe(true)
    expect((await told(near.second)).sort()).toEqual(['时间改了', '有名额了，请答复', '有名额了，请答复'].sort())
    expect(near.after.events.map((one: Json) => one.move)).toEqual(['submit', 'offer', 'hurry'])
    const { body } = await near.second.post(`/api/applications/${near.queued.id}/moves/accept`, { version: near.after.version })
    expect(body.state).toBe('seated')
    // Moved within what is left of it, the offer stands as it was told.
    const far = await ends(25, '提前一点', '14:00')
    expect(far.after.found.until).toBe(far.before)
  })

  it('leaves an offer that was made its end, and a cancellation ends it', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { seats: 1, offerHours: 24 })
    const [first, second] = [await cloud().woman(), await cloud().woman()]
    const [seat, queued] = [(await enrol(first, id)).body, (await enrol(second, id)).body]
    await first.post(`/api/applications/${seat.id}/moves/cancel`, { version: 1 })
    const offer = await caseOf(second, queued.id)
    await move(cadre, id)
    await tellAll()
    expect([offer.state, await caseOf(second, queued.id)]).toEqual([
      'offered',
      expect.objectContaining({ state: 'offered', found: offer.found }),
    ])
    expect((await told(second)).sort()).toEqual(['时间改了', '有名额了，请答复'].sort())
    await cancel(cadre, id)
    await tellAll()
    expect((await caseOf(second, queued.id)).state).toBe('calledOff')
    expect(await cloud().app.db.read.findOneByOrFail(Activity, { id })).toMatchObject({ taken: 0, waiting: 0 })
  })

  it('tells each woman once, however many are at it, and doubles when the mark of who was told is not looked at', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { seats: 30 })
    for (let i = 0; i < 12; i++) await enrol(await cloud().woman(), id)
    const { db, keeping, regions, log } = cloud().app
    const parts = { db, cases: casesAbout(keeping.engine), atlas: regions.atlas, now: cloud().clock.now, log }
    const notices = async () => {
      const about = (await db.read.findBy(Application, { aboutId: id })).map((row) => row.id)
      const rows = await db.read.find(Notice)
      return about.map((application) => rows.filter((row) => row.applicationId === application).length)
    }
    await move(cadre, id)
    // One of them dies after a few: what it has not committed is as if it had never begun.
    let left = 5
    const dying: typeof db = {
      ...db,
      write: (unit) =>
        db.write(async (m) => {
          const value = await unit(m)
          if (--left < 0) throw new Error('killed')
          return value
        }),
    }
    await expect(tellChanges({ ...parts, db: dying })).rejects.toThrow('killed')
    await Promise.all([tellChanges(parts), tellChanges(parts), tellChanges(parts)])
    await tellAll()
    expect(await notices()).toEqual(Array(12).fill(1))

    await move(cadre, id)
    const anyway: typeof noteTold = async (m, change, to) => {
      await changeOne(m, ActivityChange, 'id = :id', { id: change.id }, { toldUpTo: to })
      return true
    }
    await Promise.all([tellChanges({ ...parts, note: anyway }), tellChanges({ ...parts, note: anyway })])
    expect((await notices()).some((count) => count > 2)).toBe(true)
    await tellAll()
  })

  it('is not overtaken: who enrols while it is moved must look at it once more', async () => {
    const cadre = await town()
    const id = await publish(cadre, cloud().clock.now(), { needsReview: true })
    const { db, regions, activities } = cloud().app
    const old = await activities.subject(db.read, id, await regions.atlas())
    await move(cadre, id)
    const effects = cloud().app.keeping.engine.ports.effects
    const her = { row: { id: 'x'.repeat(26), places: {}, answers: {} }, aboutId: id, about: old.facts, now: cloud().clock.now() }
    for (const effect of ['enrol', 'takeSeat'])
      await expect(
        db.write((m) => (effects[`enrolment.${effect}`] as (...asked: unknown[]) => Promise<unknown>)(m, her)),
      ).rejects.toMatchObject({
        code: 'staleVersion',
      })
  })

  it('may come in a series: days of their own that name each other, all published or none', async () => {
    const cadre = await town()
    const now = cloud().clock.now()
    const key = 'series-0001'
    const days = [addDays(dayOf(now), 10), addDays(dayOf(now), 17)]
    const body = { alsoOn: days, title: '每周一课' }
    const first = await publish(cadre, now, body)
    const { series, startsAt } = await show(first)
    expect(series).toBe(first)
    const list = async () => (await cloud().anybody.get(`/api/activities?series=${first}`)).body.items
    const shown = await list()
    expect(shown.map((one: Json) => dayOf(one.startsAt))).toEqual([dayOf(startsAt), ...days])
    expect(shown.map((one: Json) => Date.parse(one.startsAt) - Date.parse(one.enrolBy))).toEqual(Array(3).fill(13 * HOUR))
    expect(new Set(shown.map((one: Json) => one.id)).size).toBe(3)
    const wrong = await cadre.post('/api/activities', { ...shown[0], alsoOn: [dayOf(startsAt)] }, key)
    expect(wrong.status).toBe(422)
    await cancel(cadre, shown[1].id)
    expect(await list()).toHaveLength(2)
  })
})

describe('a change with words', () => {
  let wechat: WechatStandIn
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setWords({ risky: ['赌场'] })
  })
  afterAll(() => wechat.close())

  onBothEngines(
    'that wait for the content check',
    (cloud) => {
      let known: ReturnType<Cloud['official']> | undefined
      const author = () => {
        wechat.visit('author')
        known ??= cloud().official('town', 't1', '李芳', 'author')
        return known
      }
      const setUp = async () => {
        const cadre = await author()
        const id = await publish(cadre, cloud().clock.now())
        await cloud().app.work.checkTexts()
        const her = await cloud().woman()
        const { body } = await enrol(her, id)
        const titles = async () => (await her.get('/api/notices')).body.items.map((one: Json) => one.title)
        const last = async () => (await cadre.get(`/api/activities/${id}/changes`)).body.items[0].state
        return { cadre, id, her, titles, last, application: body.id }
      }
      const place = async (id: string) => (await cloud().anybody.get(`/api/activities/${id}`)).body.place
      const round = async () => {
        await cloud().app.work.checkTexts()
        await cloud().app.work.tellChanges()
      }

      it('shows and is told only afterwards; meanwhile the old words stay and nobody changes it once more', async () => {
        const { cadre, id, titles, last } = await setUp()
        const change = (to: string) => cadre.post(`/api/activities/${id}/changes`, { revision: 0, place: to, why: '场地有变动' })
        expect((await change('镇文化站')).status).toBe(200)
        await cloud().app.work.tellChanges()
        expect([await place(id), await last(), await titles()]).toEqual(['梅坪村果园', 'checking', []])
        expect((await change('村委会')).body).toMatchObject({ error: 'notOpen', message: '上一次改的还在等内容审核，通过以后才能再改' })
        await round()
        expect([await place(id), await last(), await titles()]).toEqual(['镇文化站', 'done', ['地点改了']])
        cloud().clock.advance(1)
        await cadre.post(`/api/activities/${id}/changes`, { revision: 1, place: '赌场', why: '场地有变动' })
        await round()
        expect([await place(id), await last(), await titles()]).toEqual(['镇文化站', 'withheld', ['地点改了']])
      })

      it('of a cancellation are only its reason: it happens at once, and a risky reason is left out', async () => {
        const { cadre, id, her, titles, application } = await setUp()
        await cadre.post(`/api/activities/${id}/changes`, { revision: 0, place: '镇文化站', why: '场地有变动' })
        cloud().clock.advance(1)
        const answer = await cadre.post(`/api/activities/${id}/cancellation`, { revision: 0, why: '改去赌场' })
        expect(answer.body).toMatchObject({ state: 'cancelled' })
        await cloud().app.work.tellChanges()
        expect(await titles()).toEqual([])
        await round()
        expect(await titles()).toEqual(['主办方取消了'])
        expect((await her.get(`/api/applications/${application}`)).body.says).toMatch(
          /^11月26日\(周四\)上午9点的“柑橘冬季管护”主办方取消了。(?!原因)/,
        )
        expect((await cadre.get(`/api/activities/${id}/changes`)).body.items.map((one: Json) => one.state)).toEqual(['withheld', 'dropped'])
      })
    },
    (engine) =>
      startCloud(engine, { wechat: { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates: {}, state: 'formal' } }),
  )
})
