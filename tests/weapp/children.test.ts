import type { Field } from '@shared/core/fields'
import { partFields } from '@shared/features/child/child.parts'
import { ENGINES } from '../support/cloud'
import { DIST, openScene, type Scene } from '../support/journey'
import { jpeg } from '../support/pictures'
import { type App, launch, type Phone } from '../support/weapp'

/** What would tell who the child is. */
const WHO = /王小朵|张桂花|13900001234/
/** Whatever else must be chosen of what a child needs. */
const MORE = Object.entries<Field>(partFields.care).flatMap(([name, field]) =>
  name !== 'needs' && !field.optional && 'options' in field ? [name] : [],
)

const picture = async (name: string) => ({ name: `${name}.jpg`, bytes: await jpeg(300, 200), kind: 'image' as const })

describe.each(ENGINES)('a village cadre who registers a child, in the built mini-program, on %s,', (engine) => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone) => {
    const app = await launch({ dist: DIST, phone })
    apps.push(app)
    return app
  }
  const toChildren = async (app: App) => {
    await app.tap('工作台')
    await app.tap('儿童档案')
  }
  beforeAll(async () => {
    scene = await openScene(undefined, { engine })
    await scene.cloud.official('village', 'v01', '赵敏', 'openid-village')
    scene.wechat.visit('openid-village')
  })
  afterEach(() => {
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  const answerAll = async (app: App) => {
    await app.type('.f-name', '王小朵')
    await app.tap('女', { within: '.f-sex' })
    await app.tap('.picked', { within: '.f-birthDay' })
    await app.tap('确认')
    await app.tap('.part-done')
    await app.type('.f-name', '张桂花')
    await app.type('.f-phone', '13900001234')
    await app.tap('.part-done')
  }
  const sign = async (app: App) => {
    await app.tap('念完了，监护人听明白了')
    await app.tap('祖父母、外祖父母')
    await app.type('.f-name', '张桂花')
    await app.tap('当面在手机上签名')
    await app.fire('canvas', 'touchstart')
    await app.tap('写好了')
    await app.see('已签好')
    await app.tap('.do-agree')
  }

  it('has the guardian sign with a finger, loses neither the line nor the app to a name left on the phone, and asks for more with a paper', async () => {
    const phone = scene.phone('village')
    const app = await open(phone)
    await toChildren(app)
    await app.see('还没有登记孩子')
    await app.tap('登记一个孩子')
    await app.tap('农村留守儿童')
    await app.tap('登记代号')
    await app.see('代号登记好了')
    await app.tap('监护人同意，开始登记')
    await app.tap('先做这一步')
    await app.see('谁来登记：')
    await sign(app)
    await answerAll(app)
    await app.tap('需要多留意')
    await app.tap('和父母联系很少')
    await app.tap('.part-done')
    // What says who it is lies nowhere, and what is kept is kept encrypted.
    const kept = () => [...phone.storage].filter(([key]) => key.startsWith('child:'))
    expect([kept().length, kept().every(([, { encrypted }]) => encrypted), WHO.test(JSON.stringify([...phone.storage]))]).toEqual([
      1,
      true,
      false,
    ])
    app.close()
    apps.splice(0)

    const again = await open(phone)
    await toChildren(again)
    await again.tap('.line')
    await again.tap('监护人同意，开始登记')
    await again.see('先做这一步')
    await again.tap('先做这一步')
    await sign(again)
    expect(again.value('.f-name') ?? '').toBe('')
    await answerAll(again)
    expect(again.text('.f-level')).toContain('✓')
    await again.tap('.part-done')
    await again.tap('辅导功课')
    for (const name of MORE) await again.tap('.option', { within: `.f-${name}` })
    await again.tap('.part-done')
    await again.back()
    await again.tap('核对一遍，登记')
    await again.see('核对一遍，没有错就登记')
    // The town writes something on the record at this very moment.
    const town = await scene.cloud.official('town', 't1')
    const [stub] = (await town.get('/api/children')).body.items
    expect((await town.put(`/api/children/${stub.id}/duty`, { duty: 'report', words: '已经报警' })).status).toBe(200)
    await again.tap('.do-register')
    await again.see('再点一次登记')
    phone.network = 'offline'
    await again.tap('.do-register')
    await again.see('填的都还在，有信号了再发一次，不会重复')
    phone.network = 'ok'
    await again.tap('再发一次')
    await again.see('名单和消息里都没有孩子的姓名')
    expect([kept(), WHO.test(JSON.stringify([...phone.storage])), again.has('王小朵')]).toEqual([[], false, false])

    await again.tap('.ask-photo')
    await again.tap('念完了，监护人听明白了')
    await again.tap('母亲')
    await again.type('.f-name', '张桂花')
    await again.tap('纸质同意书拍照')
    phone.photos.push(await picture('paper'))
    await again.tap('.take-picture')
    await again.see('传好了')
    await again.tap('.do-agree')
    await again.tap('.put-photo')
    phone.photos.push(await picture('child'))
    await again.tap('.take-picture')
    await again.see('传好了')
    await again.tap('.picked', { within: '.f-until' })
    await again.tap('确认')
    await again.type('.f-why', '监护人给的')
    await again.tap('.do-correct')
    await again.see('要保存到今天以后的一天')
    await again.back()
    await again.tap('.withdraw-photo')
    await again.see('马上：照片销毁')
    await again.tap('.do-withdraw')
    await again.see('撤回了')
    const [child] = (await (await scene.cloud.official('county', 'c1')).get('/api/children')).body.items
    expect(child).toMatchObject({ state: 'registered', risk: 'middle', ageBand: '9到11岁' })
  })
})
