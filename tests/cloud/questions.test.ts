import { READY_MADE } from '@shared/features/activity/question.schema'
import { enrol, HER, publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { recordingPress } from '../support/press'
import { startWechat, type WechatStandIn } from '../support/wechat/stand-in'

const CHILDREN = READY_MADE.children
const TRANSPORT = { ...READY_MADE.transport, options: ['自己去，不用接', '梅坪村委会'] }
const WISH = { type: 'shortText' as const, label: '最想学什么？', optional: true }
const answersTo = (children: number, from: string, wish?: string) => [
  { question: CHILDREN.label, answer: children },
  { question: TRANSPORT.label, answer: from },
  ...(wish ? [{ question: WISH.label, answer: wish }] : []),
]
const press = recordingPress()

onBothEngines(
  'questions of an activity',
  (cloud) => {
    const training = async (changed = {}) => {
      const cadre = await cloud().official('town', 't1')
      const id = await publish(cadre, cloud().clock.now(), { seats: 10, questions: [CHILDREN, TRANSPORT, WISH], ...changed })
      return { cadre, id }
    }
    const comes = async (id: string, extra: Json, who: { api?: Api } = {}) => {
      const her = who.api ?? (await cloud().woman())
      return { her, ...(await enrol(her, id, { ...HER, extra })) }
    }

    it('are asked with the others, and refused when one is left open or made up', async () => {
      const { id } = await training()
      expect((await cloud().anybody.get(`/api/activities/${id}`)).body.questions).toEqual([CHILDREN, TRANSPORT, WISH])
      const without = await enrol(await cloud().woman(), id)
      expect([without.status, without.body.fields]).toEqual([422, { extra: '请填写带几个孩子（不带填0）' }])
      const wrong = await comes(id, answersTo(1, '我家门口'))
      expect([wrong.status, wrong.body.fields.extra]).toEqual([422, '请选择在哪里上车'])
      const right = await comes(id, answersTo(1, '梅坪村委会', ' 嫁接 '))
      expect(right.body.answers.extra).toEqual(answersTo(1, '梅坪村委会', '嫁接'))
    })

    it('are not asked of an activity that has none, and then take no answer', async () => {
      const { id } = await training({ questions: [] })
      expect((await comes(id, answersTo(1, '梅坪村委会'))).status).toBe(422)
      expect((await enrol(await cloud().woman(), id)).status).toBe(201)
    })

    it('come to totals for the organiser, of those who have a seat; who said what stands in each enrolment alone', async () => {
      const { cadre, id } = await training()
      const first = await comes(id, answersTo(2, '梅坪村委会', '嫁接'))
      await comes(id, answersTo(0, '自己去，不用接'))
      await comes(id, answersTo(3, '梅坪村委会'))
      const gone = await comes(id, answersTo(9, '梅坪村委会'))
      const left = await gone.her.post(`/api/applications/${gone.body.id}/moves/cancel`, { version: 1, input: { whyNot: 'far' } })
      expect(left.status).toBe(200)
      const { body } = await cadre.get(`/api/activities/${id}/summary`)
      expect(body).toEqual({
        expected: 3,
        gaveBack: [{ words: '路远没车', count: 1 }],
        questions: [
          { label: CHILDREN.label, answers: 3, sum: 5, totals: [] },
          {
            label: TRANSPORT.label,
            answers: 3,
            sum: null,
            totals: [
              { words: '梅坪村委会', count: 2 },
              { words: '自己去，不用接', count: 1 },
            ],
          },
          { label: WISH.label, answers: 1, sum: null, totals: [] },
        ],
        afterwards: null,
      })
      expect((await cadre.get(`/api/applications/${first.body.id}`)).body.answers.extra).toEqual(answersTo(2, '梅坪村委会', '嫁接'))
      for (const other of [await cloud().official('town', 't2'), await cloud().official('village', 'v01'), first.her])
        expect((await other.get(`/api/activities/${id}/summary`)).status).toBe(404)
    })

    it('stand on the sign-in form as totals only', async () => {
      const { cadre, id } = await training()
      await comes(id, answersTo(2, '梅坪村委会', '嫁接'))
      await cadre.get(`/api/activities/${id}/roster.pdf`)
      const order = press.orders.at(-1)
      expect(order).toMatchObject({
        head: {
          totals: ['带几个孩子（不带填0） 一共2个', '在哪里上车 梅坪村委会1人', '最想学什么？ 1人写了'],
        },
      })
      expect(JSON.stringify(order)).not.toContain('嫁接')
    })

    it('must not ask for papers, cards or secrets', async () => {
      const cadre = await cloud().official('town', 't1')
      const asking = (label: string) => publish(cadre, cloud().clock.now(), { questions: [{ type: 'shortText', label }] })
      await expect(asking('您的身份证号')).rejects.toThrow('这里不能问证件号')
      await expect(asking('银行卡号是多少')).rejects.toThrow('这里不能问证件号')
    })
  },
  (engine) => startCloud(engine, {}, { press }),
)

describe('words of questions', () => {
  let wechat: WechatStandIn
  let cloud: Cloud
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setWords({ risky: ['赌场'] })
    const settings = { base: wechat.url, appId: wechat.appId, secret: wechat.secret, templates: {}, state: 'formal' as const }
    cloud = await startCloud('sqlite', { wechat: settings })
  })
  afterAll(async () => {
    await cloud?.close()
    await wechat.close()
  })

  it('pass WeChat’s content check together with the other texts before anybody sees them', async () => {
    wechat.visit('organiser')
    const cadre = await cloud.official('town', 't1', '李芳', 'organiser')
    const ask = async (label: string, options: string[]) => {
      const id = await publish(cadre, cloud.clock.now(), { questions: [{ type: 'oneOf', label, options }] })
      await cloud.app.work.checkTexts()
      return (await cadre.get(`/api/activities/${id}`)).body.state
    }
    expect(await ask('在哪里上车', ['村口', '镇上'])).toBe('published')
    expect(await ask('在哪里上车', ['村口', '赌场门口'])).toBe('withheld')
  })
})
