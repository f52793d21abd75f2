import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sceneOf } from '@shared/core/scene'
import { addDays, dayOf } from '@shared/core/time'
import { withdrawText } from '../../cloud/features/campaign/campaign.store'
import { publish } from '../support/activities'
import { articleOf, campaignOf, publishCampaign, rewrite, rewriteAs, textOf } from '../support/campaigns'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'
import { type Fields, isRun } from '../support/weapp/types'

const at = (page: string) => `features/campaign/${page}/index`
const HOME = 'pages/home/index'
const DAY = 86_400_000
const leaving = articleOf({ leaveNow: false, slug: 'land', sort: 'case', title: '地还是她的', summary: '出嫁了，地不收。' })

describe('campaigns in the mini-program', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  /** A campaign of these days under this address. */
  const campaign = async (slug: string, ...articles: Parameters<typeof campaignOf>[1] & object) => {
    const today = dayOf(scene.cloud.clock.now())
    const body = { slug, title: `${slug}的专题`, from: addDays(today, -1), until: addDays(today, 3) }
    await publishCampaign(scene.cloud, campaignOf(body, articles.length > 0 ? articles : undefined))
  }
  const keptBy = (phone: Phone, slug: string) => [...phone.storage.keys()].filter((key) => key.includes(`/campaigns/${slug}`))
  const readings = async (slug: string) => {
    await scene.cloud.app.work.countReads()
    return (await (await scene.cloud.official('county', 'c1')).get(`/api/campaigns/${slug}/reads`)).body
  }

  beforeAll(async () => {
    scene = await openScene()
    scene.wechat.setPages([at('campaign')])
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('lead from the home page to a text, its law and every hotline, and back to where she was', async () => {
    await campaign('winter', articleOf(), leaving)
    const phone = scene.phone('reader')
    const her = await open(phone)
    await her.tap('winter的专题')
    expect(her.page.route).toBe(at('campaign'))
    for (const words of ['讲三件身边的事', '悦江县妇联', '讲明白', '身边事', '出嫁了，地不收']) await her.see(words)
    for (const number of ['110', '12338', '12348', '12345', '12355']) await her.tap(`.call-${number}`)
    expect(phone.dialled).toEqual(['110', '12338', '12348', '12345', '12355'])
    await her.tap('门关上以后')
    await her.see('先说要紧的')
    await her.see('《反家庭暴力法》第23、28条')
    await her.tap('.words .link')
    expect(phone.dialled.at(-1)).toBe('110')
    expect(her.stats()[at('article')]?.bytes).toBeLessThanOrEqual(12 * 1024)
    await her.back()
    await her.see('讲三件身边的事')
    await her.back()
    expect(her.routes()).toEqual([HOME])
  })

  it('are drawn by the mini-program itself: no page of a browser and no HTML is in it', () => {
    const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wxml'))
    const drawn = files.map((name) => readFileSync(path.join(DIST, name), 'utf8'))
    const using = (tag: string) => drawn.filter((wxml) => wxml.includes(`<${tag}`)).length
    expect([using('view') > 0, using('web-view'), using('rich-text')]).toEqual([true, 0, 0])
  })

  it('open for who is not known: nobody is signed in to read them, and what a link leads to is a page, a call or an address', async () => {
    const body =
      '看[另一篇](/c/links/land)，做做[题](/c/links/quiz)，或者上[官网](https://www.example.gov.cn/a)。\n\n> 记住\n\n1. 一\n2. 二'
    await campaign('links', articleOf({ body }), leaving)
    const phone = scene.phone('nobody')
    const her = await open(phone, at('article'), { slug: 'links', page: 'door' })
    await her.tap('官网')
    expect(phone.clipboard).toBe('https://www.example.gov.cn/a')
    await her.tap('另一篇')
    await her.see('地还是她的')
    await her.back()
    await her.tap('题')
    await her.see('第1题，一共1题')
    await her.back()
    expect(her.called('login')).toEqual([])
    await her.tap('links的专题')
    await her.see('讲三件身边的事')
    expect(her.called('login')).toEqual([])
  })

  it('can be left at once where they speak of violence: no page to come back to, nothing kept, out of the mini-program', async () => {
    await campaign('leave', articleOf(), leaving)
    await campaign('stay', leaving)
    const phone = scene.phone('leaves')
    const her = await open(phone, at('campaign'), { slug: 'leave' })
    await her.tap('门关上以后')
    expect(keptBy(phone, 'leave')).not.toEqual([])
    await her.tap('马上离开')
    expect([her.routes(), her.called('exitMiniProgram').length]).toEqual([[HOME], 1])
    expect(keptBy(phone, 'leave')).toEqual([])
    for (const { json } of phone.storage.values()) expect(json).not.toContain('门关上')

    const held = phone.holdNextAnswer(({ url }) => url.includes('ahead=1'))
    const quick = await open(phone, at('campaign'), { slug: 'leave' })
    await held.answered
    await quick.tap('马上离开')
    held.release()
    await quick.see('最近的活动')
    expect(keptBy(phone, 'leave')).toEqual([])

    const calm = await open(phone, at('campaign'), { slug: 'stay' })
    expect(calm.has('马上离开')).toBe(false)
    for (const [page, name] of [
      ['article', 'door'],
      ['quiz', 'quiz'],
    ] as const) {
      const one = await open(phone, at(page), { slug: 'leave', page: name })
      expect(one.all('.leave')).toHaveLength(1)
    }
  })

  it('explain a quiz question by question without signal, and compare nothing', async () => {
    await campaign('field', articleOf(), leaving)
    const phone = scene.phone('field')
    const before = await open(phone, at('campaign'), { slug: 'field' })
    await before.see('讲三件身边的事')
    before.kill()
    phone.network = 'offline'
    const her = await open(phone, at('campaign'), { slug: 'field' })
    await her.see('信号不好，先看手机里存的')
    await her.tap('地还是她的')
    await her.see('先说要紧的')
    await her.back()
    await her.tap('答答看')
    await her.see('有危险先打哪个电话？')
    expect(her.has('为什么')).toBe(false)
    await her.tap('12345', { within: '.question' })
    for (const words of ['您选的是这个', '✓ 这个对', '110 来得最快。']) await her.see(words)
    await her.tap('看完了')
    await her.see('都看完了')
    expect(her.text()).not.toMatch(/得分|分数|排名|答对|答错|第.名/)
    await her.tap('从头再看一遍')
    await her.tap('不选了，直接看答案')
    await her.see('110 来得最快。')
    await her.gone('您选的是这个')
    // What was fetched to be kept is no reading; the one opening with signal is.
    phone.network = 'ok'
    expect(await readings('field')).toMatchObject({ times: 1, boards: [] })
    for (const key of keptBy(phone, 'field')) expect(phone.storage.get(key)?.encrypted).toBe(true)
  })

  it('say calmly that nothing is kept yet, with the hotlines at hand, and go on when the signal is back', async () => {
    await campaign('lost')
    const phone = scene.phone('lost')
    phone.network = 'offline'
    const her = await open(phone, at('campaign'), { slug: 'lost' })
    await her.see('没有连上网，请看看信号')
    await her.tap('.call-12338')
    expect(phone.dialled).toEqual(['12338'])
    phone.network = 'ok'
    await her.tap('再试一次')
    await her.see('lost的专题')
  })

  it('show what is kept when the line takes too long, say how old it is, and take the new words when they come', async () => {
    await campaign('slow')
    const phone = scene.phone('slow')
    const first = await open(phone, at('article'), { slug: 'slow', page: 'door' })
    await first.see('门关上以后')
    await first.close()
    await rewrite(scene.cloud, 'slow', articleOf({ title: '门开了' }), '标题写错了')
    const held = phone.holdNextAnswer(({ path }) => path.includes('/articles/'))
    const her = await open(phone, at('article'), { slug: 'slow', page: 'door' })
    await her.gone('门关上以后')
    await her.wait(4_000)
    await her.see('信号不好，先看手机里存的')
    await her.see('门关上以后')
    held.release()
    await her.tap('再试一次')
    await her.see('门开了')
    await her.see('标题写错了')
    await her.gone('信号不好')
  })

  it('say above a campaign, a text and a quiz what was put right in it', async () => {
    await campaign('noted')
    await rewrite(scene.cloud, 'noted', articleOf(), '第二段的电话写错了')
    const { quiz, campaign: frame } = campaignOf()
    await rewriteAs(scene.cloud, 'noted', 'quiz', quiz, '第一题的答案写错了')
    await rewriteAs(scene.cloud, 'noted', '', { ...frame, title: 'noted的专题' }, '日子写错了')
    const her = await open(scene.phone('noted'), at('campaign'), { slug: 'noted' })
    for (const words of ['这个专题更正过', '日子写错了']) await her.see(words)
    await her.tap('门关上以后')
    for (const words of ['这一篇更正过', '第二段的电话写错了']) await her.see(words)
    await her.back()
    await her.tap('.to-quiz')
    for (const words of ['这份题更正过', '第一题的答案写错了']) await her.see(words)
  })

  it('keep nothing that was withdrawn, nor for longer than thirty days', async () => {
    await campaign('gone', articleOf(), leaving)
    const phone = scene.phone('gone')
    const first = await open(phone, at('campaign'), { slug: 'gone' })
    await first.close()
    const { app, clock } = scene.cloud
    const { id } = await textOf(app.db.read, 'gone', 'door')
    await app.db.write((m) => withdrawText(m, id, '有一处说得不准', { by: null, now: clock.now() }))
    const her = await open(phone, at('article'), { slug: 'gone', page: 'door' })
    await her.see('没有这一页，也可能已经撤下')
    expect(keptBy(phone, 'gone').filter((key) => key.includes('door'))).toEqual([])
    phone.network = 'offline'
    phone.skip(29 * DAY)
    const late = await open(phone, at('article'), { slug: 'gone', page: 'land' })
    await late.see('地还是她的')
    phone.skip(2 * DAY)
    const tooLate = await open(phone, at('article'), { slug: 'gone', page: 'land' })
    await tooLate.see('没有连上网')
  })

  it('are sent on with a title and a picture, and what was sent opens by itself with the way home', async () => {
    await campaign('shared')
    const phone = scene.phone('sender')
    const her = await open(phone, at('campaign'), { slug: 'shared' })
    const picture = expect.stringMatching(/\/c\/scale\.jpg$/)
    await her.tap('转给姐妹')
    const [sent] = her.called('share') as { message: Fields }[]
    expect(sent?.message).toEqual({
      ...{ title: 'shared的专题：把日子过明白', path: `/${at('campaign')}?slug=shared`, imageUrl: picture },
    })
    await her.tap('门关上以后')
    const { path, title } = await her.share()
    expect([title, path]).toEqual(['门关上以后', `/${at('article')}?slug=shared&page=door`])
    const { onShareTimeline } = her.page.self
    expect(isRun(onShareTimeline) && onShareTimeline.call(her.page.self)).toEqual({
      ...{ title: '门关上以后', query: 'slug=shared&page=door', imageUrl: picture },
    })
    expect((await fetch(`${scene.cloud.url}/c/scale.jpg`)).headers.get('content-type')).toBe('image/jpeg')

    const other = await open(scene.phone('receiver'), at('article'), Object.fromEntries(new URLSearchParams(String(path).split('?')[1])))
    await other.see('先说要紧的')
    await other.tap('shared的专题')
    await other.back()
    await other.tap('回首页')
    expect(other.routes()).toEqual([HOME])
  })

  it('open by the code of a poster, which counts for its board, and draw that poster for her album', async () => {
    await campaign('coded')
    const { id } = (await scene.cloud.anybody.get('/api/campaigns/coded')).body
    const phone = scene.phone('scans')
    const her = await open(phone, at('campaign'), { scene: sceneOf(id, 'v02') })
    await her.see('coded的专题')
    expect((await readings('coded')).boards).toEqual([{ village: 'v02', name: '石桥村', times: null }])
    await her.tap('做张海报')
    await her.tap('.paper-A4')
    expect(phone.opened.map(({ type, bytes }) => [type, bytes.subarray(0, 5).toString()])).toEqual([['pdf', '%PDF-']])
    expect(phone.files.has(String(her.find('.poster').attr.src))).toBe(true)
    phone.privacy.agreed = true
    phone.permissions['scope.writePhotosAlbum'] = false
    phone.modal = [false, true]
    await her.tap('存到手机相册')
    await her.tap('存到手机相册')
    expect([her.called('openSetting').length, phone.album.length]).toEqual([1, 0])
    phone.permissions['scope.writePhotosAlbum'] = true
    await her.tap('存到手机相册')
    expect([her.toast(), phone.album.length]).toEqual(['存到手机相册了', 1])
    await her.back()
    phone.failNext(({ path }) => path.endsWith('code.jpg'))
    await her.tap('做张海报')
    await her.see('没有连上网')
    await her.tap('再试一次')
    expect(her.all('.poster')).toHaveLength(1)
    await her.back()
    await her.tap('回首页')
    expect(her.routes()).toEqual([HOME])

    const wrong = await open(phone, at('campaign'), { scene: 'nothing' })
    await wrong.see('这个码不是专题的码')
  })

  it('lead to where somebody can be asked face to face, and back', async () => {
    await campaign('talks')
    scene.wechat.visit('openid-lawyer')
    const cadre = await scene.cloud.official('town', 't1', '李芳', 'openid-lawyer')
    for (const title of ['送法进村', '土地怎么分', '妇女节现场咨询']) await publish(cadre, scene.cloud.clock.now(), { title, sort: 'law' })
    await publish(cadre, scene.cloud.clock.now(), { title: '剪枝课' })
    await scene.work()
    const her = await open(scene.phone('asks'), at('campaign'), { slug: 'talks' })
    await her.gone('剪枝课')
    await her.tap('全部')
    for (const title of ['送法进村', '土地怎么分', '妇女节现场咨询']) await her.see(title)
    await her.gone('剪枝课')
    await her.back()
    await her.tap('.activity-row', { nth: 0 })
    expect(her.page.route).toBe('features/activity/detail/index')
    await her.back()
    await her.see('讲三件身边的事')
    await her.tap('看看别的专题')
    await her.see('talks的专题')
  })

  it('stand in large type when the phone says so', async () => {
    await campaign('large')
    const phone = scene.phone('large')
    phone.fontScale = 1.4
    const her = await open(phone, at('article'), { slug: 'large', page: 'door' })
    expect(her.all('.screen.large')).toHaveLength(1)
  })
})
