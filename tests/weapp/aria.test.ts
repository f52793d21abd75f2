import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { publish } from '../support/activities'
import { DIST, fillIn, openScene, type Scene } from '../support/journey'
import { type App, launch } from '../support/weapp'

const SOURCE = path.resolve(__dirname, '../../miniapp')

/** Every opening tag of a plain view or text that listens to taps, as written. */
function tapped(code: string): string[] {
  const tags: string[] = []
  for (const { index } of code.matchAll(/<(?:View|Text)\b/g)) {
    let depth = 0
    let end = index
    for (; end < code.length; end++) {
      const at = code[end]
      if (at === '{') depth++
      else if (at === '}') depth--
      else if (at === '>' && depth === 0) break
    }
    const tag = code.slice(index, end)
    if (/\bonClick\b/.test(tag)) tags.push(tag)
  }
  return tags
}

describe('a phone that reads the screen aloud', () => {
  let scene: Scene
  const apps: App[] = []
  beforeAll(async () => {
    scene = await openScene()
  })
  afterAll(async () => {
    for (const app of apps) await app.close()
    await scene.close()
  })
  const open = async (person: string, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone: scene.phone(person), query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const carrying = (app: App, name: string) =>
    app
      .all('.screen view')
      .map(({ attr }) => attr[name])
      .filter((value) => value !== undefined && value !== '')

  it('hears what can be tapped, what a mark means and what is chosen', async () => {
    scene.wechat.visit('openid-reader')
    const cadre = await scene.cloud.official('town', 't1', '李芳', 'openid-reader')
    const id = await publish(cadre, scene.cloud.clock.now(), { title: '念出来的课' })
    await scene.work()
    const her = await open('listener', 'features/activity/detail/index', { id })
    expect(carrying(her, 'ariaRole')).toContain('heading')
    await fillIn(her)
    await her.tap('报名，并通知我')
    await her.see('报上名了')
    expect(carrying(her, 'ariaLabel')).toContain('已完成')

    const desk = await open('reader')
    await desk.tap('工作台')
    await desk.tap('发布活动')
    await desk.tap('不用，报了就有名额')
    expect(carrying(desk, 'ariaChecked')).toContain(true)
    expect(carrying(desk, 'ariaRole')).toEqual(expect.arrayContaining(['button', 'radio']))
  })

  it('is told of each view that can be tapped what it is', () => {
    const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
      .map((entry) => path.join(entry.parentPath, entry.name))
    const silent = files.flatMap((file) =>
      tapped(readFileSync(file, 'utf8'))
        .filter((tag) => !/\bariaRole\b/.test(tag))
        .map((tag) => `${path.relative(SOURCE, file)}: ${tag}`),
    )
    expect(silent).toEqual([])
    expect(tapped('<View className="a" onClick={() => go({ to: 1 })}>看</View><View>不看</View>')).toHaveLength(1)
  })
})
