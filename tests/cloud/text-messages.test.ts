import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { mustBe, registerChild } from '../support/children'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { startGateway } from '../support/sms-stand-in'
import { startWechat } from '../support/wechat/stand-in'
import { raise } from '../support/worries'

const templates = { todo: { id: 'tpl-todo', data: { thing1: 'title', thing2: 'text' } } }
const KEY = 'the-key-of-the-gateway'
let people = 0

/** A child of whom somebody is worried, and one cadre of its town who should hear of it. */
async function scene(cloud: Cloud, { phone = '13800005678', openid = '' } = {}) {
  const village = await cloud.official('village', 'v01')
  const town = await cloud.official('town', 't1', '李芳', openid || undefined)
  if (phone) await mustBe(200, town.put('/api/profile', { phone }))
  const child = await registerChild(village)
  const { id } = await mustBe(201, raise(village, child.id))
  return { village, town, id: id as string, phone }
}
const drain = async ({ app }: Cloud) => {
  while ((await app.work.dispatch()) > 0);
}
/** What became of what one account was told of a case. */
const reached = ({ app }: Cloud, { account }: { account: string }, id: string): Promise<{ state: string; failure: string | null }[]> =>
  app.db.read.query(
    'SELECT o.state AS state, o.failure AS failure FROM outbox o JOIN notice n ON n.id = o.id WHERE n.application_id = ? AND n.account_id = ?',
    [id, account],
  )
const SENT = [{ state: 'sent', failure: null }]

describe('text messages', () => {
  let gateway: Awaited<ReturnType<typeof startGateway>>
  let wechat: Awaited<ReturnType<typeof startWechat>>
  beforeAll(async () => {
    gateway = await startGateway(KEY)
    wechat = await startWechat()
    wechat.setTemplates({ 'tpl-todo': templates.todo.data })
    wechat.setPages(['pages/application/index', 'features/cadre/case/index'])
  })
  afterAll(async () => {
    await gateway.close()
    await wechat.close()
  })
  let number = 0
  const nextPhone = () => `1380000${String(number++).padStart(4, '0')}`
  const to = (phone: string) => gateway.taken.filter((one) => one.phone === phone)
  const tries = (phone: string) => gateway.asked.filter((one) => one.phone === phone)
  const openid = () => `texted-${people++}`

  onBothEngines(
    'through a gateway',
    (cloud) => {
      // The time that tests before have put back would be waited for in vain.
      beforeEach(() => cloud().clock.advance(60_000))

      it('go to a cadre whom WeChat does not reach, in neutral words, and to nobody for anything else', async () => {
        const phone = nextPhone()
        const { id, town } = await scene(cloud(), { phone })
        await drain(cloud())
        expect(to(phone).map(({ text }) => text)).toEqual(['有一件事等您办。请打开小程序办理。'])
        expect(await reached(cloud(), town, id)).toEqual(SENT)
        // Another case waits for her as well: it can wait for her to look.
        const before = gateway.asked.length
        const her = await cloud().woman({ phone: nextPhone() })
        await mustBe(
          201,
          her.post('/api/applications', { kind: 'advice', move: 'submit', input: { village: 'v01', topic: 'land', question: '怎么办' } }),
        )
        await drain(cloud())
        expect([gateway.asked.length, (await mustBe(200, town.get('/api/notices'))).items.length]).toEqual([before, 2])
      })

      it('are not sent where WeChat arrives, and spare her permission where they are', async () => {
        const [phone, at] = [nextPhone(), openid()]
        wechat.visit(at)
        const { town } = await scene(cloud(), { phone, openid: at })
        wechat.allow(at, 'tpl-todo')
        await mustBe(200, town.post('/api/permissions', { answers: [{ template: 'todo', answer: 'accept' }] }))
        await drain(cloud())
        expect([to(phone), wechat.sent.filter((one) => one.openid === at).length]).toEqual([[], 1])
        // Used up now.
        const again = await registerChild(await cloud().official('village', 'v01'))
        await mustBe(201, raise(await cloud().official('county', 'c1'), again.id))
        await drain(cloud())
        expect(to(phone)).toHaveLength(1)
      })

      it('are sent when WeChat says that she wants no more, which is remembered', async () => {
        const [phone, at] = [nextPhone(), openid()]
        wechat.visit(at)
        const { town } = await scene(cloud(), { phone, openid: at })
        wechat.allow(at, 'tpl-todo')
        await mustBe(200, town.post('/api/permissions', { answers: [{ template: 'todo', answer: 'accept' }] }))
        wechat.refuse(at, 'tpl-todo')
        await drain(cloud())
        const left = await cloud().app.db.read.findBy(MessagePermission, { accountId: town.account })
        expect([to(phone).length, left.map(({ remaining }) => remaining)]).toEqual([1, [0]])
      })

      it('are tried again under the same id while the gateway stumbles or is silent, and not when it says no for good', async () => {
        const phone = nextPhone()
        gateway.answer(phone, 503, 'silent', 302)
        const { id, town } = await scene(cloud(), { phone })
        for (let n = 0; n < 5; n += 1) {
          await drain(cloud())
          cloud().clock.advance(600_000)
        }
        const all = tries(phone)
        expect([to(phone).length, new Set(all.map((one) => one.id)).size]).toEqual([1, 1])
        expect(all.length).toBe(4)
        expect(await reached(cloud(), town, id)).toEqual(SENT)
        const wrong = nextPhone()
        gateway.answer(wrong, 422)
        const second = await scene(cloud(), { phone: wrong })
        for (let n = 0; n < 3; n += 1) {
          await drain(cloud())
          cloud().clock.advance(600_000)
        }
        expect([tries(wrong).length, to(wrong).length]).toEqual([1, 0])
        expect(await reached(cloud(), second.town, second.id)).toEqual([{ state: 'failed', failure: 'noWechat' }])
      })
    },
    (engine) =>
      startCloud(
        engine,
        {
          sms: { url: gateway.url, key: KEY },
          wechat: { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates, state: 'formal' },
        },
        { wechatTimeoutMs: 300 },
      ),
  )

  onBothEngines('without a gateway', (cloud) => {
    it('are none, and her page says so', async () => {
      const phone = nextPhone()
      const { village, id } = await scene(cloud(), { phone })
      await drain(cloud())
      const shown = await mustBe(200, village.get(`/api/worries/${id}`))
      expect([tries(phone), shown.sms, shown.told]).toEqual([[], false, [{ level: 'town', reached: 'notSent' }]])
      // Whom no message reaches is the very one to be called.
      expect(shown.phones).toEqual([{ level: 'town', phone }])
    })
  })
})
