import { ENGINES } from '../support/cloud'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const EXCLUSIONS = ['harmed', 'habits', 'neglected', 'punished', 'unwell']

describe.each(ENGINES)('a woman who wants to care for a child, in the built mini-program, on %s', (engine) => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone) => {
    const app = await launch({ dist: DIST, phone })
    apps.push(app)
    return app
  }
  const cadre = async (person: string, level: 'village' | 'town', place: string) => {
    scene.wechat.visit(`openid-${person}`)
    await scene.cloud.official(level, place, '李芳', `openid-${person}`)
    return open(scene.phone(person))
  }
  beforeAll(async () => {
    scene = await openScene(undefined, { engine })
  })
  afterEach(() => {
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  it('reads the promise before she signs it, is told kindly what stands against her, and is let in by village and town', async () => {
    const her = await open(scene.phone('mother'))
    await her.tap('爱心妈妈')
    await her.tap('同意，开始填')
    await her.see('一共4部分，还差4部分')
    await her.tap('我是谁')
    await her.type('.f-name', '王桂花')
    await her.tap('请选择所在村')
    await her.tap('柳溪村')
    await her.type('.f-phone', '13900001234')
    await her.type('.f-idCard', '11010519491231002X')
    await her.tap('.part-done')
    await her.tap('上门看看')
    await her.tap('辅导功课')
    await her.tap('周末')
    await her.tap('本镇')
    await her.tap('本地话')
    await her.type('.f-most', '2')
    await her.tap('是', { within: '.f-experienced' })
    await her.tap('.part-done')
    await her.see('只给镇、县审核的人看，村里看不到')
    for (const name of EXCLUSIONS) await her.tap('不是', { within: `.f-${name}` })
    await her.tap('是', { within: '.f-habits' })
    await her.tap('我同意')
    await her.tap('.part-done')
    await her.see('我不打骂、不羞辱孩子')
    await her.tap('.part-done')
    await her.tap('.to-check')
    await her.tap('看承诺书，签名 ›')
    await her.see('请在爱心妈妈承诺书处签名')
    await her.fire('canvas', 'touchstart')
    await her.tap('写好了')
    await her.see('已签好')
    await her.tap('.part-done')
    await her.tap('.to-check')
    await her.tap('签好了，报名')
    await her.see('有吸毒、酗酒、赌博这些习惯的，不能照护孩子')
    await her.tap('.p-2')
    await her.tap('不是', { within: '.f-habits' })
    await her.tap('.part-done')
    await her.tap('.part-done')
    await her.tap('签好了，报名')
    await her.see('您的报名村妇联收到了')

    const village = await cadre('vouching', 'village', 'v01')
    await village.tap('去办')
    await village.tap('王桂花 · 爱心妈妈报名')
    await village.see('139****1234')
    expect([village.has('是不是有吸毒'), village.has('身份证号')]).toEqual([false, false])
    await village.tap('情况属实')
    await village.tap('人品好，邻里都信得过')
    await village.tap('.do-vouch')

    const town = await cadre('checking', 'town', 't1')
    await town.tap('去办')
    await town.tap('王桂花 · 爱心妈妈报名')
    await town.see('是不是有吸毒、酗酒、赌博的习惯')
    await town.tap('通过')
    await town.tap('没有记录', { within: '.f-checkResult' })
    await town.tap('.picked', { within: '.f-checkDay' })
    await town.tap('确认')
    await town.tap('.do-accept')
    await her.pullDown()
    await her.see('您可以和孩子结对了')
    await her.tap('先歇一歇')
    await her.tap('.do-pause')
    await her.see('不会给您安排新的孩子')
    await her.tap('我回来了')
    await her.see('您可以和孩子结对了')
  })
})
