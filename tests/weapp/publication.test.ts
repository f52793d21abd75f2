import { addDays, dayOf } from '@shared/core/time'
import { CampaignVersion } from '../../cloud/features/campaign/campaign.entity'
import { publishVersion } from '../../cloud/features/campaign/campaign.store'
import { photo } from '../support/campaign-media'
import { publishCampaign, textOf } from '../support/campaigns'
import { DIST, openScene, pickDay, type Scene } from '../support/journey'
import { recordingPress } from '../support/press'
import { mp3 } from '../support/recordings'
import { type App, launch } from '../support/weapp'

describe('a text on its way to its readers', () => {
  const press = recordingPress()
  let scene: Scene
  const phones: App[] = []
  beforeAll(async () => {
    scene = await openScene(undefined, { changed: { publicUrl: 'https://fl.example.gov.cn' }, replaced: { press } })
    await publishCampaign(scene.cloud)
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
  afterAll(async () => {
    for (const phone of phones) phone.close()
    await scene.close()
  })
  const on = async (person: string): Promise<App> => {
    const phone = await launch({ dist: DIST, phone: scene.phone(person) })
    phones.push(phone)
    return phone
  }
  /** Opens the first thing that waits for a reviewer, looks at the text and decides. */
  const review = async (person: string, look: string, decide: (phone: App) => Promise<void>, title = '保护令，三步') => {
    const phone = await on(person)
    await phone.tap('去办')
    await phone.tap(title)
    await phone.tap('.see-text')
    await phone.see(look)
    await phone.back()
    await decide(phone)
  }

  it('has been read so often, by village and by day', async () => {
    const { cloud } = scene
    for (const path of ['/c/winter?v=v02', '/c/winter?v=v02', '/c/winter/door']) await cloud.anybody.get(path)
    await cloud.app.work.countReads()
    const cadre = await on('周慧')
    await cadre.tap('工作台')
    await cadre.tap('普法稿件')
    await cadre.tap('.see-reach')
    for (const words of ['一共3次', '石桥村', '不到3次', '没有扫公告栏上的码', '最近哪天看的']) await cadre.see(words)
  })

  it('is written with a look at what readers get, sent back once, and read after three reviews', async () => {
    const author = await on('周慧')
    await author.tap('工作台')
    await author.tap('普法稿件')
    await author.tap('.new-article')
    await author.tap('.m-save')
    await author.see('请填写标题')
    await author.type('.f-slug', 'three-steps')
    await author.type('.f-title', '保护令，三步')
    await author.type('.f-summary', '去法院，带证据，等72小时。')
    await author.type('.f-body', '## 先去法院\n\n打**12348**问路。李丽今年九岁。')
    await author.see('像孩子的真名')
    await author.tap('.m-look')
    await author.see('先去法院')
    await author.tap('关上')
    await author.type('.f-laws', '反家庭暴力法 99')
    await author.tap('.m-save')
    await author.see('这部法律没有这一条')
    await author.type('.f-laws', '反家庭暴力法 23、28')
    await author.tap('.m-save')
    await author.see('没有公开')
    await author.tap('.m-hand-in')
    await author.see('先看一看，是不是真人')
    await author.tap('都是化名，或者编的')
    await author.tap('.answer-personal')
    await author.see('现在在悦江县妇联宣传编辑手里')

    await review('顾岚', '第1段', async (editor) => {
      await editor.tap('.m-sendBack')
      await editor.type('.f-comments', '第2段：不要写孩子的名字')
      await editor.tap('.do-sendBack')
    })
    await author.back()
    await author.tap('.m-edit')
    await author.type('.f-body', '## 先去法院\n\n打**12348**问路。')
    await author.tap('.m-save')
    await author.see('第2版')
    await author.tap('.s-changes')
    await author.see('李丽今年九岁')
    await author.tap('.m-hand-in')
    await author.see('现在在悦江县妇联宣传编辑手里')
    for (const [person, move] of [
      ['顾岚', 'pass'],
      ['邵敏', 'pass'],
      ['方琼', 'publish'],
    ] as const)
      await review(person, '第2版', async (phone) => {
        await phone.tap(`.m-${move}`)
        await phone.tap(`.do-${move}`)
      })
    const { status, body } = await scene.cloud.anybody.get('/c/winter/three-steps')
    expect([status, body.includes('李丽')]).toEqual([200, false])

    const leader = scene.phone('方琼')
    const desk = await launch({ dist: DIST, phone: leader })
    phones.push(desk)
    await desk.tap('工作台')
    await desk.tap('.s-handled')
    await desk.tap('保护令，三步')
    await desk.tap('.print-sheet')
    await desk.gone('正在排版')
    expect([press.orders.map(({ paper }) => paper), leader.opened.map(({ type }) => type)]).toEqual([['approval'], ['pdf']])
  })

  it('opens a campaign, is withdrawn with a reason, and comes back only with what was put right', async () => {
    const { cloud } = scene
    const author = await on('周慧')
    await author.tap('工作台')
    await author.tap('普法稿件')
    await author.tap('.new-campaign')
    await author.tap('.m-save')
    await author.see('请填写专题名称')
    await author.type('.f-title', '春耕说法')
    await author.type('.f-theme', '地里的事')
    await author.type('.f-lead', '承包地、宅基地，都有您的一份。')
    const today = dayOf(cloud.clock.now())
    for (const [name, days] of [
      ['from', 0],
      ['until', 7],
    ] as const) {
      await author.tap('.picked', { within: `.f-${name}` })
      await pickDay(author, addDays(today, days))
    }
    await author.wait(1_000)
    const slug = String(author.value('.f-slug'))
    expect(slug).toBe('cgsf')
    await author.tap('.m-save')
    await author.see('没有公开')
    await author.tap('.m-hand-in')
    await author.see('现在在悦江县妇联宣传编辑手里')
    for (const [person, move] of [
      ['顾岚', 'pass'],
      ['邵敏', 'pass'],
      ['方琼', 'publish'],
    ] as const)
      await review(
        person,
        '第1版',
        async (phone) => {
          await phone.tap(`.m-${move}`)
          await phone.tap(`.do-${move}`)
        },
        '春耕说法',
      )
    const shown = async () => (await cloud.anybody.get(`/c/${slug}`)).status
    expect(await shown()).toBe(200)

    await author.back()
    await author.see('这一版已公开')
    await author.tap('.open-withdraw')
    await author.tap('.m-withdraw')
    await author.see('请填写撤下的原因')
    await author.tap('内容有错，改好再发')
    await author.tap('.m-withdraw')
    await author.see('撤下了，原因：内容有错，改好再发')
    expect(await shown()).toBe(404)

    await author.tap('.m-edit')
    await author.type('.f-lead', '承包地、宅基地、集体分红，都有您的一份。')
    await author.tap('.m-save')
    await author.see('请填写更正说明')
    await author.type('.f-note', '加上了集体分红')
    await author.tap('.m-save')
    await author.see('更正说明，读的人看得到：加上了集体分红')
    await author.tap('.m-hand-in')
    await author.see('现在在悦江县妇联宣传编辑手里')
  })

  it('is told where its links must not lead, and is handed in without them', async () => {
    const author = await on('周慧')
    await author.tap('工作台')
    await author.tap('普法稿件')
    await author.tap('.new-article', { within: '.campaign-winter' })
    await author.type('.f-title', '看看别处')
    await author.type('.f-slug', 'elsewhere')
    await author.type('.f-summary', '外面的网站。')
    await author.type('.f-body', '[买东西](https://shop.example.com/a)，[县政府](https://www.example.gov.cn/)。')
    await author.tap('.m-save')
    await author.see('链接看一看')
    expect([author.all('.href').length, author.text('.href')]).toEqual([1, 'https://shop.example.com/a'])
    await author.tap('.m-hand-in')
    await author.see('链接 https://shop.example.com/a 要改')
    await author.tap('.m-edit')
    await author.type('.f-body', '[县政府](https://www.example.gov.cn/)。')
    await author.tap('.m-save')
    await author.gone('链接看一看')
    await author.tap('.m-hand-in')
    await author.see('现在在悦江县妇联宣传编辑手里')
  })

  it('shows a picture and is heard: added by its author, remarked upon at a paragraph, and read', async () => {
    const { cloud } = scene
    const phone = scene.phone('周慧')
    phone.privacy.agreed = true
    phone.photos.push({ name: 'court.jpg', bytes: await photo(800, 600), kind: 'image' })
    phone.chatFiles.push({ name: 'read.mp3', bytes: mp3(65) })
    const author = await launch({ dist: DIST, phone })
    phones.push(author)
    await author.tap('工作台')
    await author.tap('普法稿件')
    await author.tap('.new-article', { within: '.campaign-winter' })
    await author.type('.f-slug', 'with-picture')
    await author.type('.f-title', '有图有声')
    await author.type('.f-summary', '看一看，听一听。')
    await author.type('.f-body', '第一段。\n\n第二段。')
    await author.tap('.add-picture')
    await author.see('不放孩子的正脸')
    await author.tap('.m-place')
    await author.see('请填写图上是什么')
    await author.type('.f-alt', '一位妇女走出法院')
    await author.type('.f-behind', '1')
    await author.tap('.m-place')
    await author.see('一位妇女走出法院')
    await author.tap('.add-recording')
    await author.see('录音 1分05秒，1.0 MB')
    await author.tap('.m-save')
    await author.see('没有公开')
    await author.see('1分05秒，1.0 MB')
    expect(author.all('.figure')).toHaveLength(1)
    await author.tap('.m-hand-in')
    await author.see('微信还在检查这篇的')
    expect(scene.wechat.media().map(({ type }) => type)).toEqual([2, 1])
    await cloud.app.db.write((m) => m.query('UPDATE campaign_media SET checked = ?', ['pass']))
    await author.tap('.m-hand-in')
    await author.see('现在在悦江县妇联宣传编辑手里')

    const editor = await on('顾岚')
    await editor.tap('去办')
    await editor.tap('有图有声')
    await editor.tap('.see-text')
    await editor.tap('.r-3')
    await editor.type('.f-note', '第二段说得再清楚些')
    await editor.tap('.m-say')
    await editor.see('第二段说得再清楚些')
    await editor.back()
    await editor.tap('.m-sendBack')
    await editor.type('.f-comments', '见各段旁边')
    await editor.tap('.do-sendBack')
    await author.back()
    await author.see('还有1条意见没有改好')
    await author.tap('.m-reply')
    await author.type('.f-reply', '照着改了')
    await author.tap('.m-say')
    await author.see('作者：照着改了')
    await author.tap('.m-done')
    await author.see('各段的意见都改好了')
    await cloud.app.db.write(async (m) => {
      const text = await textOf(m, 'winter', 'with-picture')
      const version = await m.findOneByOrFail(CampaignVersion, { textId: text.id })
      await publishVersion(m, text.id, version.id, { by: null, now: cloud.clock.now() })
    })
    const her = scene.phone('reader')
    const reader = await launch({
      dist: DIST,
      phone: her,
      entry: 'features/campaign/article/index',
      query: { slug: 'winter', page: 'with-picture' },
    })
    phones.push(reader)
    const there = (address: unknown) => fetch(`${cloud.url}${new URL(String(address)).pathname}`)
    const { src } = reader.find('.figure .shown').attr
    expect([(await there(src)).headers.get('content-type'), String(src).includes('?')]).toEqual(['image/jpeg', false])
    await reader.fire('.figure .shown', 'error')
    await reader.tap('图片没有出来：一位妇女走出法院')
    expect(String(reader.find('.figure .shown').attr.src)).toMatch(/again=1$/)
    await reader.see('1分05秒，1.0 MB，点了才下载')
    expect(her.players).toEqual([])
    await reader.tap('.play')
    await reader.see('先停一下')
    const [player] = her.players
    player?.passes(20)
    await reader.see('20秒／1分05秒')
    await reader.tap('.on-15')
    await reader.see('35秒／1分05秒')
    await reader.tap('.play')
    await reader.see('接着听')
    player?.fails()
    await reader.see('录音没有放出来')
    expect(player?.asked).toEqual(['play', 'seek 35', 'pause'])
    expect((await there(player?.src())).headers.get('content-type')).toBe('audio/mpeg')
    expect((await reader.share()).imageUrl).toMatch(/\/c\/p\/[0-9a-f]{32}-720\.jpg$/)
  })
})
