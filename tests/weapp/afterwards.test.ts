import { addMs } from '@shared/core/time'
import { READY_MADE } from '@shared/features/activity/question.schema'
import { enrol, HER, publish } from '../support/activities'
import type { Json } from '../support/api'
import { DIST, fillIn, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const HOUR = 3_600_000
const ORGANISER = 'features/cadre/activity/index'
const CHILDREN = READY_MADE.children
const TRANSPORT = { ...READY_MADE.transport, options: ['自己去，不用接', '梅坪村委会'] }
const extra = (children: number) => [
  { question: CHILDREN.label, answer: children },
  { question: TRANSPORT.label, answer: '梅坪村委会' },
]
let marks = 0
const markId = () => `aw${String(marks++).padStart(24, '0')}`

describe('an activity with questions of its own', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const activityOf = async (author: string, starts = HOUR) => {
    scene.wechat.visit(`openid-${author}`)
    const cadre = await scene.cloud.official('town', 't1', '李芳', `openid-${author}`)
    const now = scene.cloud.clock.now()
    const times = { startsAt: addMs(now, starts), endsAt: addMs(now, starts + HOUR), enrolBy: addMs(now, starts / 2) }
    const id = await publish(cadre, now, { ...times, title: `${author}的课`, seats: 10, questions: [CHILDREN, TRANSPORT] })
    await scene.work()
    return { id, cadre, ...times }
  }
  const comes = async (id: string, name: string, children = 0) => {
    const openid = `openid-${name}`
    scene.wechat.visit(openid)
    const her = await scene.cloud.woman({}, openid)
    return { her, enrolment: (await enrol(her, id, { ...HER, name, extra: extra(children) })).body.id as string }
  }
  const later = (ms: number, ...phones: Phone[]) => {
    scene.cloud.clock.advance(ms)
    for (const phone of phones) phone.skip(ms)
  }
  const tick = (about: string) => ({ id: markId(), about, undoes: [], at: scene.cloud.clock.now() })

  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
    scene.cloud.clock.set(new Date().toISOString())
  })
  afterAll(() => scene.close())

  it('asks her, reminds her, hears in one tap what she thought of it, and stands in her record', async () => {
    const { id, cadre } = await activityOf('asking')
    const phone = scene.phone('guilan')
    const her = await open(phone, 'features/activity/detail/index', { id })
    await fillIn(her)
    await her.tap('报名，并通知我')
    await her.see('请填写带几个孩子（不带填0）')
    await her.type('.f-extra1', '2')
    await her.tap('梅坪村委会')
    await her.tap('报名，并通知我')
    await her.see('报上名了！')
    expect(her.text('.answers')).toMatch(/带几个孩子（不带填0）\s*2个\s*在哪里上车\s*梅坪村委会/)
    her.kill()

    const [line] = (await cadre.get(`/api/activities/${id}/roster`)).body.items
    await cadre.post(`/api/activities/${id}/roster/marks`, { marks: [tick(line.id)] })
    later(2 * HOUR, phone)
    await cadre.post(`/api/activities/${id}/certificates`)
    const again = await open(phone, 'pages/application/index', { id: line.id })
    await again.tap('说说这次怎么样')
    await again.see('主办方只看得到一共有几个人这样选，看不到是谁。')
    const taps = again.taps
    await again.tap('有用')
    expect(again.taps - taps).toBe(1)
    await again.see('谢谢，您选的是“有用”')
    await again.type('.f-words', '老师讲得清楚')
    await again.tap('把这几句也交上去')
    expect(await scene.cloud.app.db.read.query(`SELECT face FROM activity_feedback WHERE activity_id = '${id}'`)).toEqual([
      { face: 'useful' },
    ])
    again.kill()

    const me = await open(phone, 'pages/me/index')
    await me.tap('我的培训')
    await me.see('asking的课')
    await me.see('到场了')
    await me.see('看证书')
  })

  it('reminds her through the message that she allowed, which opens her enrolment', async () => {
    const { id } = await activityOf('early', 40 * HOUR)
    const phone = scene.phone('xiaoyan')
    const her = await open(phone, 'features/activity/detail/index', { id })
    await fillIn(her, { name: '陈小燕' })
    await her.type('.f-extra1', '0')
    await her.tap('自己去，不用接')
    await her.tap('报名，并通知我')
    await her.see('报上名了！')
    scene.wechat.allow('openid-xiaoyan', 'tpl-progress')
    const [{ remind_at: at }] = await scene.cloud.app.db.read.query(`SELECT remind_at FROM activity WHERE id = '${id}'`)
    scene.cloud.clock.set(at)
    await scene.cloud.app.work.remind()
    await scene.work()
    const sent = scene.wechat.sent.filter(({ openid }) => openid === 'openid-xiaoyan')
    expect(sent.map(({ data }) => data.thing1)).toEqual([expect.stringMatching(/^(明天|今天)有活动$/)])
    her.kill()
    const inbox = await open(phone, 'pages/inbox/index')
    await inbox.see('“early的课”在梅坪村果园')
  })

  it('gives its organiser the totals beforehand and the summary afterwards, with reasons a tap each', async () => {
    const { id, cadre } = await activityOf('summing')
    const women = [await comes(id, '王秀英', 2), await comes(id, '陈小燕', 1), await comes(id, '刘素珍'), await comes(id, '赵小莲')]
    const phone = scene.phone('summing')
    const desk = await open(phone, ORGANISER, { id })
    await desk.see('一共3个')
    expect(desk.text('.asked-totals')).toMatch(/带几个孩子（不带填0）\s*一共3个\s*在哪里上车\s*梅坪村委会4人/)
    expect(desk.all('.afterwards')).toHaveLength(0)

    await cadre.post(`/api/activities/${id}/roster/marks`, { marks: women.slice(0, 3).map(({ enrolment }) => tick(enrolment)) })
    later(2 * HOUR, phone)
    for (const [i, { her, enrolment }] of women.slice(0, 2).entries())
      await her.put(`/api/enrolments/${enrolment}/feedback`, { face: 'useful', words: i === 0 ? '讲得好' : '' })
    await desk.pullDown()
    await desk.see('报了4人，来了3人。')
    await desk.see('收到2份评价，满3份才显示，这样谁也猜不出是谁说的。')
    await desk.tap('1人没来')
    await desk.tap('路远没车')
    await desk.tap('关上')
    await desk.see('路远没车1人')
    const last = women[2] as { her: Json; enrolment: string }
    await last.her.put(`/api/enrolments/${last.enrolment}/feedback`, { face: 'fair', words: '' })
    await desk.pullDown()
    await desk.see('“讲得好”')
    expect(desk.all('.afterwards .number').map((one) => one.attr.ariaLabel)).toEqual(['有用2人', '一般1人', '没用0人'])
    await desk.tap('复制小结')
    expect(String(desk.called('setClipboardData').at(-1)?.data)).toContain('到场：3人\n没来：1人（路远没车1人）')
  })

  it('is published with them: ready-made ones by a tap, others in her own words', async () => {
    scene.wechat.visit('openid-writer')
    const cadre = await scene.cloud.official('town', 't1', '李芳', 'openid-writer')
    const { id } = await activityOf('model')
    const desk = await open(scene.phone('writer'), 'features/cadre/publish/index', { copy: id })
    await desk.see('带几个孩子（不带填0）')
    await desk.tap('可以带孩子，问她带几个')
    await desk.tap('自己写一个问题')
    await desk.type('.f-label', '您的身份证号')
    await desk.tap('写一句话')
    await desk.tap('就这样问')
    await desk.see('这里不能问证件号、银行卡和密码')
    await desk.type('.f-label', '最想学什么？')
    await desk.tap('不是', { within: '.f-must' })
    await desk.tap('就这样问')
    await desk.see('写一句话（可以不答）')
    await desk.tap('.m-publish')
    await desk.see('接下来')
    const { items } = (await cadre.get('/api/activities?box=ours')).body
    const made = items.find((one: Json) => one.title === 'model的课' && one.id !== id)
    expect(made.questions).toEqual([TRANSPORT, { type: 'shortText', label: '最想学什么？', optional: true }])
  })
})
