import { addDays, addMs, atChina, dayOf } from '@shared/core/time'
import { createApp } from '../../cloud/app'
import type { Database } from '../../cloud/core/database'
import { enrol, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { type Cloud, clockAt, onBothEngines, startCloud } from '../support/cloud'
import { startWechat, type WechatStandIn } from '../support/wechat/stand-in'

const HOUR = 3_600_000
const templates = { progress: { id: 'tpl-progress', data: { thing1: 'title', thing2: 'text', time3: 'at' } } }

/** What everybody was told by the clock, from the inbox. */
const toldTo = async (her: Api): Promise<string[]> =>
  (await her.get('/api/notices')).body.items.map((one: Json) => one.title).filter((title: string) => /活动/.test(title))

/** Training in three days at nine, with the evening before and the morning of it. */
const daysOf = (now: string) => {
  const day = addDays(dayOf(now), 3)
  return { evening: atChina(addDays(day, -1), '18:00'), morning: atChina(day, '07:30'), afterwards: atChina(day, '12:30') }
}

onBothEngines('reminders', (cloud) => {
  const now = () => cloud().clock.now()
  const remindAt = async (moment: string) => {
    cloud().clock.set(moment)
    while ((await cloud().app.work.remind()) > 0);
  }
  const training = async (changed = {}) => {
    const cadre = await cloud().official('town', 't1')
    return { cadre, id: await publish(cadre, now(), { seats: 100, ...changed }), ...daysOf(now()) }
  }
  const seated = async (id: string) => {
    const her = await cloud().woman()
    const { body } = await enrol(her, id)
    return { her, id: body.id as string }
  }

  it('reach who has a seat on the evening and the morning, and ask afterwards; who came later misses the evening only', async () => {
    const { id, evening, morning, afterwards } = await training()
    const first = await seated(id)
    await remindAt(addMs(evening, -1))
    expect(await toldTo(first.her)).toEqual([])
    await remindAt(evening)
    expect(await toldTo(first.her)).toEqual(['明天有活动'])
    const [notice] = (await first.her.get('/api/notices')).body.items
    expect([notice.application, notice.text]).toEqual([
      first.id,
      '明天上午9点，“柑橘冬季管护”在梅坪村果园，请带：手套。来不了请点开取消，名额好让给别的姐妹。',
    ])
    cloud().clock.advance(HOUR)
    const later = await seated(id)
    await remindAt(morning)
    await remindAt(afterwards)
    expect(await toldTo(first.her)).toEqual(['这次活动怎么样？', '今天有活动', '明天有活动'])
    expect(await toldTo(later.her)).toEqual(['这次活动怎么样？', '今天有活动'])
  })

  it('leave out who cancelled and who waits, and nobody is asked to telephone', async () => {
    const { cadre, id, evening } = await training({ seats: 1 })
    const [one, waiting] = [await seated(id), await seated(id)]
    await one.her.post(`/api/applications/${one.id}/moves/cancel`, { version: 1 })
    const last = await seated(id)
    await remindAt(evening)
    while ((await cloud().app.work.dispatch()) > 0);
    expect([await toldTo(one.her), await toldTo(waiting.her), await toldTo(last.her)]).toEqual([[], ['明天有活动'], []])
    const calls = (await cadre.get('/api/calls')).body.items
    expect(calls.map((call: Json) => call.text).filter((text: string) => text.startsWith('明天'))).toEqual([])
  })

  it('are left out when the server was down until late, and come again after the activity was moved', async () => {
    const { cadre, id, evening } = await training()
    const { her } = await seated(id)
    await remindAt(addMs(evening, 3 * HOUR))
    expect(await toldTo(her)).toEqual([])
    const { body } = await cadre.get(`/api/activities/${id}`)
    const day = addDays(dayOf(body.startsAt), 7)
    const times = { startsAt: atChina(day, '09:00'), endsAt: atChina(day, '11:30'), enrolBy: body.enrolBy }
    const moved = await cadre.post(`/api/activities/${id}/changes`, { revision: body.revision, ...times, why: '下大雨' })
    expect(moved.status).toBeLessThan(300)
    await remindAt(atChina(addDays(day, -1), '18:00'))
    expect(await toldTo(her)).toContain('明天有活动')
  })

  it('cost one read by key as long as nothing is due', async () => {
    const sql = 'SELECT * FROM activity WHERE remind_at <= ? ORDER BY remind_at, id LIMIT 20'
    const { read, engine } = cloud().app.db
    const plan = await read.query(`${engine === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${sql}`, ['2020'])
    expect(JSON.stringify(plan)).toContain('activity_remind')
  })
})

const WOMEN = 45

/** Everybody who was told, however often. */
const countsOf = async ({ app }: Cloud) => {
  const rows = await app.db.read.query('SELECT application_id AS id, COUNT(*) AS times FROM notice GROUP BY application_id')
  return rows.map(({ times }: Json) => Number(times)).sort()
}

async function crowd(cloud: Cloud): Promise<void> {
  const id = await publish(await cloud.official('town', 't1'), cloud.clock.now(), { seats: 100 })
  for (let i = 0; i < WOMEN; i++) expect((await enrol(await cloud.woman(), id)).status).toBe(201)
  cloud.clock.set(daysOf(cloud.clock.now()).evening)
}

/** A second process on the same database, where an engine allows that; else the same one once more. */
async function beside(cloud: Cloud): Promise<{ remind(): Promise<number>; close(): Promise<void> }> {
  if (cloud.app.db.engine === 'sqlite') return { remind: cloud.app.work.remind, close: async () => undefined }
  const other = await createApp(cloud.settings, { now: cloud.clock.now })
  return { remind: other.work.remind, close: () => other.db.close() }
}

describe.each(['sqlite', 'mysql'] as const)('a crowd on %s', (engine) => {
  let cloud: Cloud
  afterEach(() => cloud.close())

  it('is reminded once each by two processes at the same time', async () => {
    cloud = await startCloud(engine)
    await crowd(cloud)
    const other = await beside(cloud)
    while ((await Promise.all([cloud.app.work.remind(), other.remind()])).some((count) => count > 0));
    await other.close()
    expect(await countsOf(cloud)).toEqual(Array(WOMEN).fill(1))
  })

  it('is reminded once each when a process dies in the middle, and another goes on', async () => {
    let units = 0
    const dying = (db: Database): Database => ({
      ...db,
      write: (unit) =>
        db.write(async (m) => {
          const value = await unit(m)
          // As after kill -9: what was done and not committed is gone, and nothing more is done.
          if (units > 0 && --units === 0) throw new Error('killed')
          return value
        }),
    })
    cloud = await startCloud(engine, { logLevel: 'silent' }, { database: dying })
    await crowd(cloud)
    units = 2
    await expect(cloud.app.work.remind()).rejects.toThrow('killed')
    expect((await countsOf(cloud)).length).toBe(20)
    while ((await cloud.app.work.remind()) > 0);
    expect(await countsOf(cloud)).toEqual(Array(WOMEN).fill(1))
  })

  it('hears it again and again when the marks are taken away (control)', async () => {
    const unmarked = (db: Database): Database => ({
      ...db,
      write: (unit) =>
        db.write(async (m) => {
          const value = await unit(m)
          await m.query("UPDATE activity_place SET reminded = ''")
          return value
        }),
    })
    cloud = await startCloud(engine, {}, { database: unmarked })
    await crowd(cloud)
    await cloud.app.work.remind()
    expect(Math.max(...(await countsOf(cloud)))).toBeGreaterThan(1)
  })
})

describe('a reminder through WeChat', () => {
  let wechat: WechatStandIn
  let cloud: Cloud
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setTemplates({ 'tpl-progress': templates.progress.data })
    wechat.setPages(['pages/application/index'])
    const settings = { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates, state: 'formal' as const }
    cloud = await startCloud('sqlite', { wechat: settings }, {}, clockAt())
  })
  afterAll(async () => {
    await cloud?.close()
    await wechat.close()
  })

  it('goes to who allowed one, and opens her enrolment; the others find it in the inbox', async () => {
    wechat.visit('organiser')
    const cadre = await cloud.official('town', 't1', '李芳', 'organiser')
    const id = await publish(cadre, cloud.clock.now())
    await cloud.app.work.checkTexts()
    const enrolled = async (openid: string) => {
      wechat.visit(openid)
      const her = await cloud.woman({}, openid)
      return { her, application: (await enrol(her, id)).body.id }
    }
    const [allowed, silent] = [await enrolled('allowed'), await enrolled('silent')]
    wechat.allow('allowed', 'tpl-progress')
    await allowed.her.post('/api/permissions', { answers: [{ template: 'progress', answer: 'accept' }] })
    cloud.clock.set(daysOf(cloud.clock.now()).evening)
    await cloud.app.work.remind()
    while ((await cloud.app.work.dispatch()) > 0);
    expect(wechat.sent.map(({ openid, page }) => [openid, page])).toEqual([
      ['allowed', `pages/application/index?id=${allowed.application}`],
    ])
    expect(await toldTo(silent.her)).toEqual(['明天有活动'])
    expect((await cadre.get('/api/calls')).body.items).toEqual([])
  })
})
