import type { CountyFile } from '../../cloud/features/regions/county'
import { demoCounty } from '../../cloud/tools/demo-county'
import { publish } from '../support/activities'
import { DIST, openScene, type Scene } from '../support/journey'
import { type App, launch } from '../support/weapp'

const KB = 1024
const FIRST_SCREEN = 24 * KB
const ONE_TOUCH = 2 * KB

/** Twenty towns with fifteen villages each; the first village keeps its id. */
const largeCounty: CountyFile = {
  ...demoCounty,
  towns: Array.from({ length: 20 }, (_, t) => ({
    id: `t${t + 1}`,
    name: t === 0 ? '悦来镇' : `第${t + 1}镇`,
    code: `9901010${String(t + 10).padStart(2, '0')}000`,
    villages: Array.from({ length: 15 }, (_, n) => ({
      id: t + n === 0 ? 'v01' : `v${t}x${n}`,
      name: t + n === 0 ? '柳溪村' : `${t + 1}镇${n + 1}号村`,
      code: `9901010${String(t + 10).padStart(2, '0')}${String(n).padStart(3, '0')}`,
    })),
  })),
}

/** What crosses from the script to the screen as JSON; the slowest part of a mini-program on an old phone. */
describe.each([
  ['eleven villages', demoCounty, '柳溪村', ['柳溪村', '清泉村']],
  ['three hundred villages', largeCounty, '柳溪村', ['悦来镇 · 15个村 ›', '第20镇 · 15个村 ›']],
] as const)('in a county of %s', (_county, county, village, seen) => {
  let scene: Scene
  let first = ''
  const apps: App[] = []
  const open = async (person: string, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone: scene.phone(person), query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  /** bytes to a page so far */
  const bytes = (app: App, route: string) => app.stats()[route]?.bytes ?? 0
  const cost = async (app: App, act: () => Promise<void>) => (await app.measure(act)).bytes

  beforeAll(async () => {
    scene = await openScene(county)
    scene.wechat.visit('openid-organiser')
    const cadre = await scene.cloud.official('town', 't1', '李芳', 'openid-organiser')
    const rules = { birthYear: { from: 1950, to: 2015 } }
    for (let n = 0; n < 20; n++) first = await publish(cadre, scene.cloud.clock.now(), { title: `第${n + 1}场活动`, rules })
    await scene.work()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('keeps home, with twenty activities to show, within its first screen', async () => {
    const home = await open('home')
    await home.see('20个活动可以报名')
    expect(bytes(home, 'pages/home/index')).toBeLessThanOrEqual(FIRST_SCREEN)
  })

  it('keeps the list of all activities within its first screen', async () => {
    const list = await open('list', 'features/activity/list/index')
    await list.see('第20场活动')
    expect(bytes(list, 'features/activity/list/index')).toBeLessThanOrEqual(FIRST_SCREEN)
  })

  it('keeps the form and every touch of it small', async () => {
    const her = await open('guilan', 'features/activity/detail/index', { id: first })
    await her.type('.f-birthYear', '1980')
    await her.tap('同意并报名')
    expect(bytes(her, 'pages/apply/index')).toBeLessThanOrEqual(FIRST_SCREEN)
    const touches = {
      name: await cost(her, () => her.type('.f-name', '王')),
      key: await cost(her, () => her.type('.f-phone', '1')),
      year: await cost(her, () => her.type('.f-birthYear', '1981')),
      villages: await cost(her, () => her.tap('请选择所在村')),
    }
    for (const name of seen) await her.see(name)
    const picking = {
      search: await cost(her, () => her.type('.villages input', village.slice(0, 2))),
      pick: await cost(her, () => her.tap(village)),
    }
    const dear = Object.entries({ ...touches, ...picking }).filter(([, sent]) => sent > ONE_TOUCH)
    expect(dear).toEqual([])
    await her.see(`悦来镇 · ${village}`)
  })

  it('opens the list at her own town when it is known', async () => {
    const her = await open('scanned', 'features/activity/detail/index', { scene: `${first}.v01` })
    await her.type('.f-birthYear', '1980')
    await her.tap('同意并报名')
    expect(bytes(her, 'pages/apply/index')).toBeLessThanOrEqual(FIRST_SCREEN)
    expect(await cost(her, () => her.tap('换一个'))).toBeLessThanOrEqual(ONE_TOUCH)
    const other = county.towns[0]?.villages[3]?.name ?? ''
    expect(await cost(her, () => her.tap(other))).toBeLessThanOrEqual(ONE_TOUCH)
    await her.see(`悦来镇 · ${other}`)
  })
})
