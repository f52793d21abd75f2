import { publishCampaign } from '../support/campaigns'
import { DIST, openScene, type Scene } from '../support/journey'
import { recordingPress } from '../support/press'
import { type App, launch } from '../support/weapp'

describe('a text on its way to its readers', () => {
  const press = recordingPress()
  let scene: Scene
  const phones: App[] = []
  beforeAll(async () => {
    scene = await openScene(undefined, { replaced: { press } })
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
  const review = async (person: string, look: string, decide: (phone: App) => Promise<void>) => {
    const phone = await on(person)
    await phone.tap('去办')
    await phone.tap('保护令，三步')
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
})
