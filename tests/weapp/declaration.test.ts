import { addDays, dayOf } from '@shared/core/time'
import sharp from 'sharp'
import { Application } from '../../cloud/features/applications/application.entity'
import { Upload } from '../../cloud/features/uploads/upload.entity'
import { asked, business, household, papers, photograph, who } from '../support/declaring'
import { DIST, openScene, pickDay, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const TASKS = 'features/applications/tasks/index'
const MAY_I = 'features/loan/may/index'
const CASE = 'pages/application/index'
describe('a long declaration on a phone', () => {
  let scene: Scene
  const apps: App[] = []
  const today = dayOf(new Date().toISOString())
  const open = async (phone: Phone, entry = TASKS, query: Record<string, string> = { kind: 'loan', about: '' }) => {
    const app = await launch({ dist: DIST, phone, entry, query })
    apps.push(app)
    return app
  }
  const begin = async (person: string) => {
    const phone = scene.phone(person)
    const app = await open(phone)
    await app.tap('同意，开始填')
    return { phone, app }
  }
  const lastCase = async () => (await scene.cloud.app.db.read.find(Application, { order: { id: 'DESC' }, take: 1 }))[0]
  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('goes from her first answer to the receipt, part by part, and back to what a cadre asks to be put right', async () => {
    const { app, phone } = await begin('guilan')
    await app.see('还没填')
    await app.tap('.to-check')
    await app.see('填好就能交')
    await who(app, 1)
    await app.see('第2部分')
    await household(app)
    await business(app)
    await asked(app)
    await papers(app)
    await app.tap('我同意', { within: '.f-hrConsent' })
    expect(app.text('.f-hrConsent')).toContain('他们看得到：')
    await app.tap('.part-done')
    await app.see('都存好了，换一部手机也能接着填')
    expect([...phone.storage].filter(([, kept]) => /王桂兰|jpg/.test(kept.json)).every(([, kept]) => kept.encrypted)).toBe(true)
    await app.tap('.to-check')
    await app.see('核对一遍，没有错就交上去')
    await app.tap('.p-2')
    await app.see('我的生意')
    await app.back()
    await app.tap('提交申报')
    await app.see('交给柳溪村妇联了')
    expect(app.routes()).toEqual([CASE])
    expect([[...phone.storage.keys()].filter((key) => /^(draft|pictures):/.test(key)), [...phone.files.keys()]]).toEqual([[], []])

    const sent = await lastCase()
    scene.wechat.visit('openid-reviewer')
    const village = await scene.cloud.official('village', 'v01', '李芳', 'openid-reviewer')
    const corrections = [
      { field: 'what', note: '写清楚养几箱蜂' },
      { field: 'proof', note: '执照拍糊了' },
    ]
    const back = await village.post(`/api/applications/${sent?.id}/moves/sendBack`, { version: sent?.version, input: { corrections } })
    expect(back.body).toMatchObject({ state: 'supplement' })
    await app.pullDown()
    await app.tap('去补充')
    await app.see('补好这几样，再交上去')
    expect(app.all('.part')).toHaveLength(2)
    await app.tap('我的生意')
    expect([app.all('.field').length, app.value('.f-what')]).toEqual([1, '养蜂'])
    expect(app.text('.f-what')).toContain('要改的：写清楚养几箱蜂')
    await app.type('.f-what', '养蜂，四十箱')
    await app.tap('.part-done')
    await app.see('执照拍糊了')
    phone.modal = [true]
    await app.tap('删掉')
    await photograph(app, 'proof')
    await app.tap('.part-done')
    await app.tap('.to-check')
    await app.tap('补好了，再提交')
    await app.see('交给柳溪村妇联了')
    expect((await village.get(`/api/applications/${sent?.id}`)).body.answers.what).toBe('养蜂，四十箱')

    phone.modal = [true]
    await app.tap('收回', { within: '.c-hrConsent' })
    await app.see('没有同意 · 核对人员类别')
    await app.tap('同意', { within: '.c-hrConsent' })
    await app.see('✓ 已同意 · 核对人员类别')
    await app.tap('不申报了')
    await app.tap('确定不申报了')
    await app.see('您撤回了申报')
  })

  it('sends each picture once, small, whether the signal goes or the app, and shows how far it is', async () => {
    const { app, phone } = await begin('photographs')
    const before = await scene.cloud.app.db.read.count(Upload)
    await app.tap('拍材料')
    const large = await sharp({
      create: { width: 900, height: 900, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .jpeg({ quality: 100 })
      .toBuffer()
    phone.loseNextAnswer(({ path }) => path.endsWith('/uploads'))
    await photograph(app, 'register', large)
    await app.see('没有信号，等着传')
    expect(app.called('compressImage').length).toBeGreaterThan(0)
    phone.network = 'offline'
    await photograph(app, 'idPhotos')
    expect(app.all('.picture')).toHaveLength(2)
    app.kill()
    phone.network = 'ok'
    const again = await open(phone)
    await again.see('都存好了')
    await again.tap('拍材料')
    expect([again.text('.f-register'), again.text('.f-idPhotos')].map((text) => text.includes('传好了'))).toEqual([true, true])
    expect((await scene.cloud.app.db.read.count(Upload)) - before).toBe(2)
    phone.modal = [true]
    await again.tap('.drop', { within: '.f-register' })
    expect(again.text('.f-register')).not.toContain('第1张')
  })

  it('is one draft on two phones: what differs stands side by side until she has chosen', async () => {
    const { app: first } = await begin('twophones')
    await first.tap('我的生意')
    await first.type('.f-what', '养蜂')
    await first.back()
    await first.see('都存好了')

    const other = scene.phone('twophones')
    const second = await open(other)
    await second.tap('同意，开始填')
    await second.tap('我的生意')
    expect(second.value('.f-what')).toBe('养蜂')
    other.network = 'offline'
    await second.type('.f-what', '养鸡')
    await second.type('.f-where', '后山')
    await second.back()
    await second.see('存在这部手机里了')

    await first.tap('我的生意')
    await first.type('.f-what', '养鹅')
    await first.back()
    await first.see('都存好了')
    other.network = 'ok'
    await second.see('请选一个')
    await second.tap('我的生意')
    await second.see('这部手机上填的')
    expect([second.text('.mine'), second.text('.theirs')]).toEqual(['养鸡', '养鹅'])
    await second.tap('.theirs')
    expect([second.value('.f-what'), second.value('.f-where')]).toEqual(['养鹅', '后山'])
    await second.back()
    await second.see('都存好了')
    await first.pullDown()
    await first.tap('我的生意')
    expect(first.value('.f-where')).toBe('后山')
  })

  it('takes over what “may I?” was told, without a signal and without typing it twice', async () => {
    const phone = scene.phone('carried')
    phone.network = 'offline'
    const app = await open(phone, MAY_I, {})
    await app.tap('.picked', { within: '.f-birthday' })
    await pickDay(app, '1986-05-20')
    await app.tap('.next')
    await app.tap('是', { within: '.f-local' })
    await app.tap('开店、办厂、种养，已经开始了')
    await app.tap('.picked', { within: '.f-since' })
    await pickDay(app, addDays(today, -200))
    await app.tap('.next')
    await app.tap('农村自主创业农民')
    await app.tap('没有', { within: '.f-loans' })
    await app.tap('.next')
    await app.tap('不是', { within: '.f-overdue' })
    await app.type('.f-times', '0')
    await app.tap('看看能不能申报')
    await app.see('您可以申报')
    await app.tap('.to-declare')
    await app.tap('同意，开始填')
    await app.tap('家里的情况')
    expect(app.value('.f-times')).toBe('0')
  })
})
