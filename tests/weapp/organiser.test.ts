import { addMs } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import { DIST, openScene, type Scene } from '../support/journey'
import { recordingPress } from '../support/press'
import { type App, launch, type Phone } from '../support/weapp'

const HOUR = 3_600_000
const PUBLIC = 'https://fl.example.gov.cn'
const PAGE = 'features/cadre/activity/index'
const DETAIL = 'features/activity/detail/index'

describe('the organiser’s page of one activity', () => {
  let scene: Scene
  const press = recordingPress()
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const official = (person: string, town = 't1') => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official('town', town, '李芳', `openid-${person}`)
  }
  /** An activity that begins in an hour, with seats for two. */
  const activityOf = async (author: string) => {
    const cadre = await official(author)
    const now = scene.cloud.clock.now()
    const times = { startsAt: addMs(now, HOUR), endsAt: addMs(now, 2 * HOUR), enrolBy: addMs(now, HOUR / 2) }
    const id = await publish(cadre, now, { ...times, title: `${author}的课` })
    await scene.work()
    return { id, cadre }
  }
  const enrolled = async (id: string, person: string, name: string) => {
    scene.wechat.visit(`openid-${person}`)
    return (await enrol(await scene.cloud.woman({}, `openid-${person}`), id, { ...HER, name })).body.id as string
  }
  const isPaper = ({ path }: { path: string }) => path.includes('.pdf') || path.includes('.jpg')

  beforeAll(async () => {
    scene = await openScene(undefined, { changed: { publicUrl: PUBLIC }, replaced: { press } })
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
    scene.cloud.clock.set(new Date().toISOString())
  })
  afterAll(() => scene.close())

  it('says how it stands and prints the poster for a village’s board and the sign-in form', async () => {
    const { id } = await activityOf('poster')
    for (const name of ['王桂兰', '陈小燕', '刘素珍']) await enrolled(id, `poster-${name}`, name)
    const phone = scene.phone('poster')
    const desk = await open(phone)
    await desk.tap('工作台')
    await desk.tap('.s-ours')
    await desk.tap('poster的课')
    expect(desk.page.route).toBe(PAGE)
    expect(desk.all('.number').map((one) => one.attr.ariaLabel)).toEqual(['报上名2人', '名额2人', '候补1人'])
    expect(desk.stats()[PAGE]?.bytes).toBeLessThanOrEqual(16 * 1024)
    await desk.see('活动结束以后可以发')
    await expect(desk.tap('培训证书')).rejects.toThrow(/there is no|nothing happens/)

    await desk.tap('打印海报')
    await desk.tap('柳溪村')
    await desk.see('小程序发布以后才有码，请发布了再来')
    expect(phone.opened).toEqual([])
    scene.wechat.setPages([DETAIL])
    await desk.tap('打印海报')
    await desk.tap('柳溪村')
    await desk.gone('小程序发布以后才有码')
    await desk.tap('打印海报')
    await desk.tap('不写村名，贴哪里都行')
    await desk.tap('打印签到表')
    expect(phone.opened.map(({ type, bytes }) => `${type} ${bytes}`)).toEqual(Array(3).fill('pdf %PDF'))
    expect(press.orders.map((order) => (order.paper === 'poster' ? order.told.village : order.paper))).toEqual([
      '柳溪村',
      undefined,
      'signInForm',
    ])

    await desk.tap('签到名册')
    await desk.see('应到 2')
  })

  it('shows what each village’s board brought, in totals', async () => {
    const { id } = await activityOf('boards')
    const desk = await open(scene.phone('boards'), PAGE, { id })
    await desk.tap('各村看板扫码次数')
    await desk.see('只有总数：不记是谁扫的，也不记几点扫的。')
    await desk.see('还没有人扫过')
    await desk.tap('关上')
    for (const village of ['v02', 'v01', 'v02']) await scene.cloud.anybody.post(`/api/activities/${id}/seen`, { village })
    await desk.pullDown()
    await desk.see('一共扫了3次')
    await desk.tap('各村看板扫码次数')
    expect(desk.all('.board')).toHaveLength(2)
    expect(desk.text('.sheet-body')).toMatch(/石桥村\s*2次\s*柳溪村\s*1次/)
  })

  it('issues certificates to who came, shows hers to a woman, who keeps it in her album, and revokes one with a reason', async () => {
    const { id, cadre } = await activityOf('award')
    const guilan = await enrolled(id, 'guilan', '王桂兰')
    await enrolled(id, 'xiaoyan', '陈小燕')
    const now = scene.cloud.clock.now()
    const phone = scene.phone('award')
    const her = scene.phone('guilan')
    scene.cloud.clock.advance(3 * HOUR)
    for (const one of [phone, her]) one.skip(3 * HOUR)
    const desk = await open(phone, PAGE, { id })
    await desk.see('已结束')
    await desk.tap('培训证书')
    await desk.see('还没有发过证书')
    await desk.tap('给到场的人发证书')
    expect(desk.toast()).toBe('名册上还没有人签到')
    const marks = [{ id: `tick${id.slice(4)}`, about: guilan, undoes: [], at: now }]
    expect((await cadre.post(`/api/activities/${id}/roster/marks`, { marks })).status).toBe(200)
    await desk.tap('给到场的人发证书')
    expect(desk.toast()).toBe('发好了')
    await desk.see('有效1张')
    await desk.see('王**')
    expect(desk.text()).not.toContain('王桂兰')
    await desk.tap('给到场的人发证书')
    expect(desk.toast()).toBe('到场的人都有了')

    const hers = await open(her, 'pages/application/index', { id: guilan })
    expect(hers.has('我的入场码')).toBe(false)
    await hers.tap('我的证书')
    await hers.see('证书编号')
    expect(her.files.get(String(hers.find('.certificate').attr.src))?.toString()).toBe('%PDF')
    const number = hers.text('.certificate-number')
    await hers.see(`${PUBLIC}/certificate/${number}`)
    await hers.tap('复制核对网址')
    expect(her.clipboard).toBe(`${PUBLIC}/certificate/${number}`)
    her.privacy.agreed = true
    her.permissions['scope.writePhotosAlbum'] = false
    her.modal = [true]
    await hers.tap('存到手机相册')
    expect(hers.called('openSetting')).toHaveLength(1)
    her.permissions['scope.writePhotosAlbum'] = true
    await hers.tap('存到手机相册')
    expect(hers.toast()).toBe('存到手机相册了')
    expect(her.album).toHaveLength(1)
    await hers.tap('打印用的 A4 版')
    expect(her.opened).toHaveLength(1)

    await desk.tap('王**')
    await desk.tap('打印')
    expect(phone.opened).toHaveLength(1)
    await desk.tap('撤销这张证书')
    await desk.tap('确定撤销')
    await desk.see('请填写撤销原因')
    await desk.tap('签到点错了人')
    phone.loseNextAnswer(({ path }) => path.endsWith('/revocation'))
    await desk.tap('确定撤销')
    await desk.see('没有等到回音')
    await desk.tap('确定撤销')
    await desk.see('有效0张，撤销1张')
    await hers.tap('打印用的 A4 版')
    await hers.see('这张证书已经撤销了')
    await hers.back()
    expect(hers.has('我的证书')).toBe(false)
  })

  it('says calmly when there is no signal, when a paper does not come, and that an activity is not hers', async () => {
    const { id } = await activityOf('calm')
    const phone = scene.phone('calm')
    phone.network = 'offline'
    const desk = await open(phone, PAGE, { id })
    await desk.see('没有连上网，请看看信号')
    phone.network = 'ok'
    await desk.tap('再试一次')
    await desk.see('还没有人扫过')
    phone.failNext(isPaper)
    await desk.tap('打印签到表')
    await desk.see('没有连上网，请看看信号')
    phone.loseNextAnswer(isPaper)
    await desk.tap('打印签到表')
    await desk.see('网络有点慢，没有等到回音')
    await desk.tap('打印签到表')
    await desk.gone('没有等到回音')
    expect(phone.opened).toHaveLength(1)
    await scene.cloud.app.db.write((m) => m.query('DELETE FROM session'))
    await desk.tap('打印签到表')
    expect(phone.opened).toHaveLength(2)

    await official('stranger', 't2')
    const other = await open(scene.phone('stranger'), PAGE, { id })
    await other.see('没有找到这个活动')
    const list = await open(scene.phone('stranger'), 'features/cadre/certificates/index', { id })
    await list.see('没有找到这个活动')
  })
})
