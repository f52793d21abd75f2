import { PassThrough } from 'node:stream'
import { hours } from '@shared/core/deadline'
import { text } from '@shared/core/fields'
import { defineKind } from '@shared/core/kind'
import { createLog } from '../../cloud/core/log'
import { startWorkers } from '../../cloud/workers'
import { enrol, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { signal } from '../support/bases'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { startWechat } from '../support/wechat/stand-in'

/** Written straight into the database, as a fault of the disk would. */
const forge = (cloud: Cloud, sql: string, values: string[]) => cloud.app.db.write((m) => m.query(sql, values))

const patience = defineKind({
  kind: 'patience',
  title: '等一等',
  about: 'region',
  fields: { name: text('姓名', 20) },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时',
      moves: { submit: { label: '提交', to: 'waits', asks: ['name'] } },
    },
    waits: { label: '等', clock: { after: hours(1), move: 'end' }, moves: { end: { label: '到时间了', to: 'over', by: 'system' } } },
    over: { label: '完了' },
  },
})

describe('one thing that is broken', () => {
  const templates = { progress: { id: 'tpl-progress', data: { thing1: 'title' } } }
  const damaged = '1.a256gcm.AAAA'

  onBothEngines(
    'in the database',
    (cloud) => {
      it('keeps no other text from being checked, no other message from being sent, no list from being read', async () => {
        const { app, clock } = cloud()
        const [cadre, gone] = [await cloud().official('town', 't1', '李芳', 'li'), await cloud().official('town', 't1', '张', 'zhang')]
        wechat.visit('li')
        wechat.visit('zhang')
        const lost = await publish(gone, clock.now())
        const id = await publish(cadre, clock.now(), { needsReview: true })
        await forge(cloud(), 'UPDATE account SET open_id = ? WHERE id = ?', [damaged, gone.account])
        await app.work.checkTexts()
        expect([(await gone.get(`/api/activities/${lost}`)).body.state, (await gone.get(`/api/activities/${id}`)).body.state]).toEqual([
          'checking',
          'published',
        ])
        const [her, other] = [await cloud().woman({}, 'her'), await cloud().woman({}, 'other')]
        for (const [woman, openid] of [
          [her, 'her'],
          [other, 'other'],
        ] as const) {
          wechat.allow(openid, 'tpl-progress')
          await woman.post('/api/permissions', { answers: [{ template: 'progress', answer: 'accept' }] })
          const { body } = await enrol(woman, id)
          await cadre.post(`/api/applications/${body.id}/moves/accept`, { version: 1 })
        }
        await forge(cloud(), 'UPDATE notice SET words = ? WHERE account_id = ?', [damaged, her.account])
        const sent = wechat.sent.length
        for (let round = 0; round < 8; round++) {
          await app.work.dispatch()
          clock.advance(3_600_000)
        }
        expect(wechat.sent.slice(sent).map((message) => message.openid)).toEqual(['other'])
        expect((await her.get('/api/notices')).body.items[0].title).toBe('有一条消息打不开了')
        expect((await cadre.get('/api/calls')).body.items.map((call: Json) => call.why)).toEqual(['微信一直没有送达'])
      })
    },
    (engine) =>
      startCloud(engine, {
        logLevel: 'silent',
        wechat: { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates, state: 'formal' },
      }),
  )
  let wechat: Awaited<ReturnType<typeof startWechat>>
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setTemplates({ 'tpl-progress': templates.progress.data })
    wechat.setPages(['pages/application/index'])
  })
  afterAll(() => wechat.close())

  it('in one worker stops none of the others', async () => {
    const done: string[] = []
    const swept = signal()
    const work = {
      dispatch: async () => Promise.reject(new Error('broken')),
      checkTexts: async () => done.push('texts'),
      tellChanges: async () => Promise.reject(new Error('broken')),
      tick: async () => Promise.reject(new Error('broken')),
      remind: async () => Promise.reject(new Error('broken')),
      alarm: async () => Promise.reject(new Error('broken')),
      remindOfPayments: async () => 0,
      remindOfCompany: async () => 0,
      forgetDiaries: async () => 0,
      drawClaims: async () => 0,
      anchor: async () => 0,
      countReads: async () => 0,
      keepChildren: async () => 0,
      sweep: async () => {
        done.push('sweep')
        swept.give()
      },
    }
    const workers = startWorkers({ work }, createLog('silent', new PassThrough()))
    await swept.given
    await workers.stop()
    expect(done).toEqual(['texts', 'sweep'])
  })

  it('in a hundred cases keeps the clock from none of the others', async () => {
    const cloud = await startCloud('sqlite', { logLevel: 'silent' }, { kinds: [patience] })
    const woman = await cloud.woman()
    const { body } = await woman.post('/api/applications', { kind: 'patience', about: 'v01', move: 'submit', input: { name: '王桂兰' } })
    // A case under another's id cannot be opened; these are due before hers.
    const row = (await cloud.app.db.read.query('SELECT * FROM application'))[0] as Record<string, string>
    const early = new Date(Date.parse(row.clock_at as string) - 1_000).toISOString()
    for (let i = 0; i < 150; i++) {
      const copy = { ...row, id: `${i}`.padStart(26, '0'), receipt: `${i}`, clock_at: early }
      const places = Object.keys(copy).map(() => '?')
      await forge(cloud, `INSERT INTO application (${Object.keys(copy)}) VALUES (${places})`, Object.values(copy))
    }
    cloud.clock.advance(2 * 3_600_000)
    await expect(cloud.app.work.tick()).rejects.toThrow()
    await expect(cloud.app.work.tick()).rejects.toThrow()
    expect((await woman.get(`/api/applications/${body.id}`)).body.state).toBe('over')
    await cloud.close()
  })

  it('in a case keeps the clock from none of the others', async () => {
    const cloud = await startCloud('sqlite', {}, { kinds: [patience] })
    const women = await Promise.all(['v01', 'v02', 'v03'].map(() => cloud.woman()))
    const begin = (woman: Api) =>
      woman.post('/api/applications', { kind: 'patience', about: 'v01', move: 'submit', input: { name: '王桂兰' } })
    const ids: string[] = []
    for (const woman of women) ids.push((await begin(woman)).body.id)
    await forge(cloud, 'UPDATE application SET answers = ? WHERE id = ?', [damaged, ids[0] as string])
    cloud.clock.advance(2 * 3_600_000)
    await expect(cloud.app.work.tick()).rejects.toThrow()
    const states = await cloud.app.db.read.query('SELECT state FROM application ORDER BY id')
    expect(states.map((row: Json) => row.state).sort()).toEqual(['over', 'over', 'waits'])
    await cloud.close()
  })
})
