import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { enrol, HER, publish } from '../support/activities'
import type { Api } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { startWechat } from '../support/wechat/stand-in'

type Wechat = Awaited<ReturnType<typeof startWechat>>
const templates = {
  progress: { id: 'tpl-progress', data: { thing1: 'title', thing2: 'text', time3: 'at' } },
  todo: { id: 'tpl-todo', data: { thing1: 'title', thing2: 'text' } },
}

describe('notices', () => {
  let wechat: Wechat
  let organisers = 0
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setTemplates({ 'tpl-progress': templates.progress.data, 'tpl-todo': templates.todo.data })
    wechat.setPages(['pages/application/index', 'features/cadre/case/index'])
  })
  afterAll(() => wechat.close())

  onBothEngines(
    'through WeChat',
    (cloud) => {
      const allow = async (her: Api, openid: string) => {
        wechat.allow(openid, 'tpl-progress')
        await her.post('/api/permissions', { answers: [{ template: 'progress', answer: 'accept' }] })
      }
      const drain = async () => {
        while ((await cloud().app.work.dispatch()) > 0);
      }
      const published = async () => {
        const openid = here(`organiser-${organisers++}`)
        wechat.visit(openid)
        const cadre = await cloud().official('town', 't1', '李芳', openid)
        const id = await publish(cadre, cloud().clock.now(), { needsReview: true })
        await cloud().app.work.checkTexts()
        return { cadre, id }
      }
      const reviewed = async (name: string, allowed: boolean) => {
        const openid = here(name)
        const { cadre, id } = await published()
        wechat.visit(openid)
        const her = await cloud().woman({}, openid)
        const { body } = await enrol(her, id)
        if (allowed) await allow(her, openid)
        await cadre.post(`/api/applications/${body.id}/moves/accept`, { version: 1 })
        return { cadre, her, application: body.id }
      }
      /** the same woman is somebody else on each engine's server */
      const here = (name: string) => `${name}-${cloud().app.db.engine}`
      const sentTo = (name: string) => wechat.sent.filter((m) => m.openid === here(name))
      const outbox = (id: string) =>
        cloud().app.db.read.query(
          'SELECT o.state AS state, o.failure AS failure FROM outbox o JOIN notice n ON n.id = o.id WHERE n.application_id = ? AND o.place_id IS NOT NULL',
          [id],
        )

      it('are found in her inbox and arrive as a WeChat message that opens her case', async () => {
        const { her, application } = await reviewed('reached', true)
        await drain()
        const [message] = sentTo('reached')
        expect(message).toMatchObject({ template: 'tpl-progress', page: `pages/application/index?id=${application}` })
        expect(message?.data.thing1).toBe('报上名了')
        expect(message?.data.time3).toBe('2026年11月23日 09:00')
        const notices = (await her.get('/api/notices')).body
        expect([notices.unread, notices.items[0].title]).toEqual([true, '报上名了'])
        await her.post('/api/notices/read', { upTo: notices.items[0].id })
        expect((await her.get('/api/notices')).body.unread).toBe(false)
        expect(await outbox(application)).toEqual([{ state: 'sent', failure: null }])
      })

      it('are never called sent without her permission: she stands on the list of people to call, with a masked number', async () => {
        const { cadre, application } = await reviewed('unasked', false)
        await drain()
        expect(sentTo('unasked')).toEqual([])
        expect(await outbox(application)).toEqual([{ state: 'failed', failure: 'notAllowed' }])
        const { items } = (await cadre.get('/api/calls')).body
        const mine = items.find((c: { application: string }) => c.application === application)
        expect(mine).toMatchObject({ who: '王桂兰', phone: '139****1234', why: '她没有同意再收微信消息' })
        expect((await (await cloud().official('town', 't2')).get('/api/calls')).body.items).toEqual([])
        const county = await cloud().official('county', 'c1')
        expect((await county.get('/api/calls')).body.items.map((c: { id: string }) => c.id)).toContain(mine.id)
        await cadre.post(`/api/calls/${mine.id}`, { result: 'noAnswer' })
        expect((await cadre.get('/api/calls')).body.items.map((c: { id: string }) => c.id)).toContain(mine.id)
        await cadre.post(`/api/calls/${mine.id}`, { result: 'told' })
        expect((await cadre.get('/api/calls')).body.items.some((c: { id: string }) => c.id === mine.id)).toBe(false)
      })

      it('spend one permission each, and learn from 43101 that there is none left', async () => {
        const { her, application } = await reviewed('spent', true)
        wechat.refuse(here('spent'), 'tpl-progress')
        await drain()
        expect(await outbox(application)).toEqual([{ state: 'failed', failure: 'refused' }])
        const left = await cloud().app.db.read.findBy(MessagePermission, { accountId: her.account, template: 'progress' })
        expect(left).toMatchObject([{ remaining: 0 }])
      })

      it('wait while WeChat is busy or silent and go out once when it is back', async () => {
        const { application } = await reviewed('patient', true)
        wechat.failNext('send', -1)
        await drain()
        expect(await outbox(application)).toEqual([{ state: 'waiting', failure: 'temporary' }])
        cloud().clock.advance(15_000)
        wechat.silence('send')
        await drain()
        wechat.speak()
        expect(sentTo('patient')).toEqual([])
        cloud().clock.advance(60_000)
        await drain()
        await drain()
        expect([sentTo('patient').length, await outbox(application)]).toEqual([1, [{ state: 'sent', failure: null }]])
      })

      it('end as failed when the budget of tries is spent', async () => {
        const { application } = await reviewed('unlucky', true)
        wechat.failNext('send', -1, 8)
        for (let i = 0; i < 8; i++) {
          await drain()
          cloud().clock.advance(3_600_000)
        }
        await drain()
        expect([sentTo('unlucky'), await outbox(application)]).toEqual([[], [{ state: 'failed', failure: 'tooOften' }]])
      })

      it('are sent once when two dispatchers work at the same time, and again after one of them died with the lease', async () => {
        const { application } = await reviewed('twice', true)
        await Promise.all([cloud().app.work.dispatch(), cloud().app.work.dispatch(), cloud().app.work.dispatch()])
        expect(sentTo('twice')).toHaveLength(1)
        const { application: next } = await reviewed('lease', true)
        const later = new Date(Date.parse(cloud().clock.now()) + 60_000).toISOString()
        await cloud().app.db.write((m) =>
          m.query("UPDATE outbox SET lease = 'somebody-who-died', next_at = ? WHERE state = 'waiting'", [later]),
        )
        await drain()
        expect(sentTo('lease')).toEqual([])
        cloud().clock.advance(61_000)
        await drain()
        expect([sentTo('lease').length, await outbox(application), await outbox(next)]).toEqual([
          1,
          [{ state: 'sent', failure: null }],
          [{ state: 'sent', failure: null }],
        ])
      })

      it('tell the organiser that a case waits for her, without the name of the woman', async () => {
        const { cadre, id } = await published()
        await enrol(await cloud().woman(), id)
        const [notice] = (await cadre.get('/api/notices')).body.items
        expect([notice.sort, notice.title]).toEqual(['todo', '活动报名等您办'])
        expect(JSON.stringify(notice)).not.toContain(HER.name)
      })
    },
    (engine) =>
      startCloud(
        engine,
        { wechat: { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates, state: 'formal' } },
        { wechatTimeoutMs: 300 },
      ),
  )
})
