import { addDays, dayOf } from '@shared/core/time'
import { CampaignChoice } from '../../cloud/features/campaign/campaign.entity'
import { publish } from '../support/activities'
import { articleOf, campaignOf, publishCampaign } from '../support/campaigns'
import { DIST, openScene, pickDay, type Scene } from '../support/journey'
import { recordingPress } from '../support/press'
import { type App, launch, type Phone } from '../support/weapp'

const at = (page: string) => `features/campaign/${page}/index`

describe('what goes on around a campaign', () => {
  const press = recordingPress()
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const campaign = (slug: string, article = articleOf({ leaveNow: false })) => {
    const today = dayOf(scene.cloud.clock.now())
    return publishCampaign(
      scene.cloud,
      campaignOf({ slug, title: `${slug}的专题`, from: addDays(today, -1), until: addDays(today, 3) }, [article]),
    )
  }
  const desk = async (phone: Phone) => {
    const app = await open(phone)
    await app.tap(app.has('工作台') ? '工作台' : '去办')
    await app.tap('普法稿件')
    return app
  }

  beforeAll(async () => {
    scene = await openScene(undefined, { replaced: { press } })
    scene.wechat.setPages([at('campaign')])
    for (const [role, place, name] of [
      ['county', 'c1', '周慧'],
      ['editor', 'o6', '顾岚'],
      ['section', 'o7', '邵敏'],
      ['leader', 'o8', '方琼'],
    ] as const) {
      scene.wechat.visit(`openid-${name}`)
      await scene.cloud.official(role, place, name, `openid-${name}`)
    }
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('a quiz is written question by question, kept while it is, seen as its readers will, and published on a chosen day', async () => {
    await campaign('winter')
    const phone = scene.phone('周慧')
    const author = await desk(phone)
    await author.tap('.new-quiz')
    await author.type('.f-title', '小小考场')
    await author.wait(1_000)
    expect(author.value('.f-slug')).toBe('xxkc')
    await author.see('这个网址还没有人用')
    await author.tap('.m-save')
    await author.see('至少写一道题')
    await author.tap('.add-question')
    await author.type('.f-text', '李丽今年九岁，\n先打哪个电话？')
    await author.type('.f-option-0', '114')
    await author.type('.f-option-1', '12345')
    await author.tap('.add-option')
    await author.type('.f-option-2', '110')
    await author.tap('.right-2')
    await author.tap('.up-2')
    await author.tap('.drop-0')
    await author.tap('.take-question')
    await author.see('请填写为什么')
    await author.type('.f-explain', '110 来得最快。')
    await author.tap('.take-question')
    for (const words of ['1. 李丽今年九岁，先打哪个电话？', '对的是：110']) await author.see(words)
    await author.wait(1_000)
    author.kill()

    const again = await desk(phone)
    await again.tap('.new-quiz')
    await again.see('对的是：110')
    await again.tap('.m-look')
    await again.tap('12345', { within: '.text-look' })
    await again.see('110 来得最快。')
    await again.tap('关上')
    await again.tap('.m-save')
    await again.see('没有公开')
    await again.tap('.m-edit')
    await again.tap('.add-question')
    await again.type('.f-text', '打12338要钱吗？')
    await again.type('.f-option-0', '不要')
    await again.type('.f-option-1', '要')
    await again.tap('.right-0')
    await again.type('.f-explain', '不收费。')
    await again.tap('.take-question')
    await again.tap('.move-up')
    await again.tap('.m-save')
    await again.see('第2版')
    await again.tap('.m-hand-in')
    await again.see('先看一看，是不是真人')
    await again.tap('.answer-personal')
    await again.see('请选择稿子里像真人的字')
    await again.tap('都是化名，或者编的')
    await again.tap('.answer-personal')
    await again.see('现在在悦江县妇联宣传编辑手里')

    const review = async (person: string, decide: (app: App) => Promise<void>) => {
      const app = await open(scene.phone(person))
      await app.tap('去办')
      await app.tap('小小考场')
      await decide(app)
    }
    for (const person of ['顾岚', '邵敏'])
      await review(person, async (app) => {
        await app.tap('.m-pass')
        await app.tap('.do-pass')
      })
    const day = addDays(dayOf(scene.cloud.clock.now()), 2)
    await review('方琼', async (app) => {
      await app.tap('.m-publish')
      await app.tap('.picked', { within: '.f-day' })
      await pickDay(app, day)
      await app.type('.f-hour', '7')
      await app.tap('.do-publish')
      await app.see('都办完了')
    })
    const shown = async () => (await scene.cloud.anybody.get('/c/winter/xxkc')).status
    expect(await shown()).toBe(404)
    const now = scene.cloud.clock.now()
    scene.cloud.clock.set(`${addDays(day, -1)}T23:00:00.000Z`)
    await scene.cloud.app.work.tick()
    expect(await shown()).toBe(200)
    scene.cloud.clock.set(now)
  })

  it('a poster is made for a village’s board, and who scans its code counts for that village', async () => {
    await campaign('boards')
    const phone = scene.phone('周慧')
    phone.privacy.agreed = true
    const keeper = await desk(phone)
    await keeper.tap('.print-poster', { within: '.campaign-boards' })
    await keeper.see('贴在哪个村？')
    await keeper.tap('石桥村')
    expect(keeper.page.route).toBe(at('poster'))
    await keeper.see('存到手机相册')
    await keeper.tap('.paper-A4')
    expect(phone.opened.map(({ type, bytes }) => `${type} ${bytes}`)).toEqual(['pdf %PDF'])
    expect(press.orders.at(-1)).toMatchObject({ as: 'a4', told: { village: '石桥村' } })
    await keeper.tap('存到手机相册')
    expect([phone.written.includes('石桥村公告栏'), phone.album.length]).toEqual([true, 1])

    const her = await open(scene.phone('路过'), at('campaign'), { scene: String(scene.wechat.scenes().at(-1)) })
    await her.see('boards的专题')
    await keeper.back()
    await scene.cloud.app.work.countReads()
    await keeper.tap('.see-reach', { within: '.campaign-boards' })
    await keeper.see('石桥村')
  })

  it('an activity that its keeper puts there is enrolled in from its page with what she has told before', async () => {
    await campaign('talks')
    scene.wechat.visit('openid-organiser')
    const county = await scene.cloud.official('county', 'c1', '主办', 'openid-organiser')
    await publish(county, scene.cloud.clock.now(), { title: '律师坐在院子里', place: '文化院', seats: 2, rules: {} })
    await scene.work()
    const keeper = await desk(scene.phone('周慧'))
    await keeper.tap('.open-events', { within: '.campaign-talks' })
    await keeper.tap('律师坐在院子里')
    await keeper.tap('关上')
    await keeper.see('放了1个活动')

    scene.wechat.visit('openid-小兰')
    await scene.cloud.woman({ name: '王桂兰', village: 'v01', phone: '13900001234' }, 'openid-小兰')
    const her = await open(scene.phone('小兰'), at('campaign'), { slug: 'talks' })
    await her.see('律师坐在院子里')
    await her.tap('报名（还有2个名额）')
    if (her.has('同意，开始填')) await her.tap('同意，开始填')
    await her.see('核对一下，就好了')
    await her.tap('.m-submit')
    await her.see('报上名了')
    await her.back()
    await her.see('talks的专题')
  })

  it('leads from what she reads to who acts, in neutral words, and back to where she was', async () => {
    await campaign('help', articleOf({ title: '门关上以后' }))
    scene.wechat.visit('openid-小梅')
    await scene.cloud.woman({ name: '李春花', village: 'v01', phone: '13900001234' }, 'openid-小梅')
    const her = await open(scene.phone('小梅'), at('article'), { slug: 'help', page: 'door' })
    await her.see('先说要紧的')
    await her.tap('.help-petition')
    if (her.has('同意，开始填')) await her.tap('同意，开始填')
    expect(her.title()).toBe('反映情况')
    await her.tap('家庭暴力')
    await her.type('.f-story', '他又动手了')
    await her.tap('.m-submit')
    await her.see('回执号')
    await her.back()
    await her.see('先说要紧的')
    await her.tap('.help-aid')
    for (const words of ['申请哪一种', '家里的难处']) await her.see(words)
    await her.back()
    await her.tap('.help-advice')
    await her.see('想问什么')
    await her.back()
    const county = await scene.cloud.official('county', 'c1')
    const { items } = (await county.get('/api/applications?box=inbox&kind=petition')).body
    expect(items.map((one: { title: string; who: string | null }) => [one.title, one.who])).toEqual([['反映情况', null]])
    for (const notice of (await county.get('/api/notices')).body.items) expect(JSON.stringify(notice)).not.toMatch(/暴力|动手|信访/)

    // From the campaign's own page it is the same, and nothing that she wrote is lost on the way back.
    const whole = await open(scene.phone('小梅'), at('campaign'), { slug: 'help' })
    await whole.tap('.help-aid')
    if (whole.has('同意，开始填')) await whole.tap('同意，开始填')
    await whole.type('.f-story', '孩子要开学了')
    await whole.wait(1_000)
    await whole.back()
    await whole.see('help的专题')
    await whole.tap('.help-aid')
    await whole.see('申请哪一种')
    expect(whole.value('.f-story')).toBe('孩子要开学了')

    const home = await open(scene.phone('小梅'))
    await home.tap('遇到难处')
    await home.tap('.help-advice')
    if (home.has('同意，开始填')) await home.tap('同意，开始填')
    await home.see('想问什么')
  })

  it('what is chosen in a quiz without signal is counted once it is back, without who', async () => {
    await campaign('field')
    const phone = scene.phone('field')
    const before = await open(phone, at('campaign'), { slug: 'field' })
    await before.see('讲三件身边的事')
    before.kill()
    phone.network = 'offline'
    const her = await open(phone, at('quiz'), { slug: 'field', page: 'quiz' })
    await her.tap('12345', { within: '.question' })
    await her.wait(3_000)
    await her.tap('看完了')
    await her.tap('从头再看一遍')
    await her.tap('110', { within: '.question' })
    await her.wait(3_000)
    her.kill()
    phone.network = 'ok'
    const later = await open(phone, at('quiz'), { slug: 'field', page: 'quiz' })
    await later.see('有危险先打哪个电话？')
    await later.wait(1_000)
    expect([later.called('login'), [...phone.storage.keys()].filter((key) => key.startsWith('choices'))]).toEqual([[], []])
    await scene.cloud.app.work.countReads()
    const rows = await scene.cloud.app.db.read.find(CampaignChoice)
    expect(rows.map(({ question, option, times }) => [question, option, times])).toEqual([[0, 1, 1]])
    const keeper = await desk(scene.phone('周慧'))
    await keeper.tap('.see-reach', { within: '.campaign-field' })
    await keeper.see('答的人不到3个，先不显示')
  })
})
