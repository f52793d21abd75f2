import { enrol, publish } from '../support/activities'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { startWechat } from '../support/wechat/stand-in'

describe('texts that others will read', () => {
  let wechat: Awaited<ReturnType<typeof startWechat>>
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setWords({ risky: ['赌场'], review: ['看不准'] })
    wechat.visit('author')
  })
  afterAll(() => wechat.close())

  onBothEngines(
    'pass WeChat first',
    (cloud) => {
      const titles = async () => (await cloud().anybody.get('/api/activities')).body.items.map((a: { title: string }) => a.title)
      let known: ReturnType<Cloud['official']> | undefined
      const author = () => {
        known ??= cloud().official('town', 't1', '李芳', 'author')
        return known
      }

      it('and show only afterwards', async () => {
        const id = await publish(await author(), cloud().clock.now(), { title: '剪枝课' })
        expect([await titles(), (await cloud().anybody.get(`/api/activities/${id}`)).status]).toEqual([
          expect.not.arrayContaining(['剪枝课']),
          404,
        ])
        expect((await (await author()).get(`/api/activities/${id}`)).body.state).toBe('checking')
        expect((await enrol(await cloud().woman(), id)).status).toBe(404)
        await cloud().app.work.checkTexts()
        expect(await titles()).toContain('剪枝课')
      })

      it('never show when WeChat finds them risky; the cadre sees that they were held back', async () => {
        const id = await publish(await author(), cloud().clock.now(), { title: '去赌场' })
        await cloud().app.work.checkTexts()
        expect(await titles()).not.toContain('去赌场')
        expect((await (await author()).get(`/api/activities/${id}`)).body.state).toBe('withheld')
        const ours = (await (await author()).get('/api/activities?box=ours')).body.items
        expect(ours).toContainEqual(expect.objectContaining({ id, state: 'withheld' }))
      })

      it("are a decision's reason as well: a risky one is refused at the field, an unchecked one waits, a usual one needs no asking", async () => {
        const cadre = await author()
        const id = await publish(cadre, cloud().clock.now(), { title: '要审核的课', needsReview: true })
        await cloud().app.work.checkTexts()
        const { body } = await enrol(await cloud().woman(), id)
        const refuse = (reason: string) => cadre.post(`/api/applications/${body.id}/moves/refuse`, { version: 1, input: { reason } })
        const risky = await refuse('去赌场玩吧')
        expect([risky.status, risky.body.fields]).toEqual([422, { reason: '这段话没有通过微信的内容检查，请换个说法' }])
        wechat.failNext('check', 'drop')
        const unchecked = await refuse('这次人满了')
        expect([unchecked.status, unchecked.body.error]).toEqual([502, 'unreachable'])
        expect((await cadre.get(`/api/applications/${body.id}`)).body.state).toBe('review')
        const asked = wechat.callsTo('check').length
        expect((await refuse('请先参加基础班，再报这一期')).body.state).toBe('refused')
        expect(wechat.callsTo('check')).toHaveLength(asked)
      })

      it('wait when WeChat leaves them to a person, and show once it lets them pass', async () => {
        const id = await publish(await author(), cloud().clock.now(), { title: '看不准的课' })
        const state = async () => (await (await author()).get(`/api/activities/${id}`)).body.state
        await cloud().app.work.checkTexts()
        expect([await state(), await titles()]).toEqual(['checking', expect.not.arrayContaining(['看不准的课'])])
        wechat.setWords({ risky: ['赌场'], review: [] })
        cloud().clock.advance(600_000)
        await cloud().app.work.checkTexts()
        wechat.setWords({ risky: ['赌场'], review: ['看不准'] })
        expect([await state(), await titles()]).toEqual(['published', expect.arrayContaining(['看不准的课'])])
      })

      it('wait while WeChat is out of reach, and show when it is back', async () => {
        await publish(await author(), cloud().clock.now(), { title: '嫁接课' })
        wechat.failNext('check', 'drop')
        await cloud().app.work.checkTexts()
        expect(await titles()).not.toContain('嫁接课')
        cloud().clock.advance(60_000)
        await cloud().app.work.checkTexts()
        expect(await titles()).toContain('嫁接课')
      })

      it("are the correction's note of a page as well, which stands above its text", async () => {
        const cadre = await author()
        const content = { title: '说法', theme: '明白', lead: '导语。', cover: 'scale', from: '2026-11-20', until: '2026-12-04' }
        const { body } = await cadre.post('/api/campaign-desk', { slug: 'checked', content })
        const path = `/api/campaign-texts/${body.items[0].texts[0].id}`
        await cadre.post(`${path}/versions`, { sort: 'frame', follows: 1, note: '更正：去赌场', content })
        for (const no of [1, 2]) await cadre.post(`${path}/check`, { no })
        const { versions } = (await cadre.get(path)).body
        expect(versions.map(({ checked }: { checked: string }) => checked)).toEqual(['pass', 'risky'])
      })
    },
    (engine) =>
      startCloud(
        engine,
        { wechat: { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates: {}, state: 'formal' } },
        { wechatTimeoutMs: 300 },
      ),
  )
})
