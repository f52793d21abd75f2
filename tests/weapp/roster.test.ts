import { addMs } from '@shared/core/time'
import { enrol, HER, publish } from '../support/activities'
import type { Json } from '../support/api'
import { DIST, fillIn, openScene, type Scene } from '../support/journey'
import { type App, launch, type Phone } from '../support/weapp'

const HOUR = 3_600_000
const ROSTER = 'features/cadre/roster/index'
const KB = 1024
const WALK_INS = 400

describe('the roster on the organiser’s phone', () => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, query, ...(entry ? { entry } : {}) })
    apps.push(app)
    return app
  }
  const openRoster = (phone: Phone, id: string) => open(phone, ROSTER, { id })
  const organiser = async (person: string) => {
    scene.wechat.visit(`openid-${person}`)
    return scene.cloud.official('town', 't1', '李芳', `openid-${person}`)
  }
  /** An activity that begins in an hour, with the women who have a seat. */
  const activityOf = async (author: string, names: readonly string[]) => {
    const cadre = await organiser(author)
    const now = scene.cloud.clock.now()
    const times = { startsAt: addMs(now, HOUR), endsAt: addMs(now, 3 * HOUR), enrolBy: addMs(now, HOUR / 2) }
    const id = await publish(cadre, now, { ...times, title: `${author}的课`, seats: 50 })
    await scene.work()
    const tickets: string[] = []
    for (const name of names) tickets.push((await enrol(await scene.cloud.woman(), id, { ...HER, name })).body.found.ticket)
    const came = async () =>
      (await cadre.get(`/api/activities/${id}/roster`)).body.items
        .filter((line: Json) => line.ticks.length > 0)
        .map((line: Json) => line.name)
        .sort()
    return { id, cadre, tickets, came }
  }
  const isMark = ({ path, method }: { path: string; method: string }) => method === 'POST' && path.endsWith('/roster/marks')

  beforeAll(async () => {
    scene = await openScene()
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('knows the ticket that a woman shows on hers', async () => {
    const { id, came } = await activityOf('ticket', [])
    const phone = scene.phone('guilan')
    const her = await open(phone, 'features/activity/detail/index', { id })
    await fillIn(her)
    await her.tap('报名，并通知我')
    phone.network = 'offline'
    await her.tap('我的入场码')
    await her.see('ticket的课')
    expect(her.text('.ticket-words')).toMatch(/^[2-9A-Z]{4} [2-9A-Z]{4}$/)
    expect(String(her.find('.ticket-code').attr.style)).toContain('data:image/svg+xml')

    const desk = await open(scene.phone('ticket'))
    await desk.tap('工作台')
    await desk.tap('.s-ours')
    await desk.tap('签到名册')
    await desk.see('已到 0 / 应到 1')
    const shown = new URL(`weapp:${her.called('navigateTo').at(-1)?.url}`).searchParams.get('text') ?? ''
    const madeUp = `${shown.slice(0, -1)}${shown.endsWith('7') ? '8' : '7'}`
    const other = (await activityOf('other', ['王秀英'])).tickets[0] as string
    for (const wrong of ['https://example.com', madeUp, other]) {
      desk.phone.scans.push(wrong)
      await desk.tap('扫入场码')
      await desk.see('这张码不是这次活动的')
    }
    expect(await came()).toEqual([])
    desk.phone.scans.push(shown, shown)
    await desk.tap('扫入场码')
    await desk.see('王桂兰 到了')
    await desk.tap('扫入场码')
    await desk.see('王桂兰已经签过到了')
    expect(await came()).toEqual(['王桂兰'])
  })

  it('works without signal, loses nothing when the app is killed, and sends everything when the signal is back', async () => {
    const { id, tickets, came } = await activityOf('offline', ['王秀英', '陈小燕', '刘素珍'])
    const phone = scene.phone('offline')
    const first = await openRoster(phone, id)
    await first.see('已到 0 / 应到 3')
    phone.network = 'offline'
    await first.tap('王秀英')
    await first.see('现在没有信号，照样能签到，有信号会自动传')
    phone.scans.push(tickets[1] as string)
    await first.tap('扫入场码')
    await first.see('陈小燕 到了')
    await first.tap('加一位')
    await first.type('.f-name', '赵小莲')
    await first.tap('加上，算她到了')
    await first.tap('刘素珍')
    await first.tap('刘素珍')
    await first.tap('没有来，取消她的签到')
    await first.see('已到 2 / 应到 3')
    await first.see('另有1位没在名单上的也来了')
    await first.see('还有5条没传上去，现在传')
    first.kill()
    const kept = [...phone.storage].filter(([, { json }]) => /王秀英|赵小莲/.test(json))
    expect(kept.map(([, { encrypted }]) => encrypted)).toEqual([true, true])
    expect(await came()).toEqual([])

    const again = await openRoster(phone, id)
    await again.see('已到 2 / 应到 3')
    await again.see('赵小莲')
    phone.network = 'ok'
    await again.gone('现在没有信号')
    expect(await came()).toEqual(['王秀英', '赵小莲', '陈小燕'].sort())
    await again.see('已到 2 / 应到 3')
  })

  it('stores a tick once when its answer is lost and the app is killed, and nothing remains to be sent', async () => {
    const { id, came } = await activityOf('lost', ['王秀英', '陈小燕'])
    const phone = scene.phone('lost')
    const first = await openRoster(phone, id)
    phone.loseNextAnswer(isMark)
    await first.tap('王秀英')
    await first.see('还有1条没传上去，现在传')
    first.kill()
    const again = await openRoster(phone, id)
    await again.see('已到 1 / 应到 2')
    expect(await came()).toEqual(['王秀英'])
    expect(await scene.cloud.app.db.read.query(`SELECT COUNT(*) AS n FROM roster_mark WHERE activity_id = '${id}'`)).toEqual([{ n: 1 }])
    expect([...phone.storage].find(([key]) => key.endsWith(':own'))?.[1].json).toBe('[]')

    phone.failNext(isMark)
    await again.tap('陈小燕')
    await again.tap('还有1条没传上去，现在传')
    await again.gone('没传上去')
    expect(await came()).toEqual(['王秀英', '陈小燕'])
  })

  it('comes to the same on two phones, and what one takes back does not take the other’s tick', async () => {
    const { id, came } = await activityOf('north', ['王秀英', '陈小燕', '刘素珍'])
    await organiser('south')
    const [north, south] = [scene.phone('north'), scene.phone('south')]
    const [one, two] = [await openRoster(north, id), await openRoster(south, id)]
    north.network = 'offline'
    south.network = 'offline'
    await one.tap('王秀英')
    await one.tap('陈小燕')
    await one.tap('陈小燕')
    await one.tap('没有来，取消她的签到')
    await two.tap('陈小燕')
    await two.tap('刘素珍')
    south.network = 'ok'
    await two.settle()
    north.network = 'ok'
    await one.settle()
    await two.pullDown()
    for (const app of [one, two]) await app.see('已到 3 / 应到 3')
    expect(await came()).toEqual(['刘素珍', '王秀英', '陈小燕'].sort())
  })

  it('strikes out who has given her seat back, and counts her when she comes all the same', async () => {
    const { id, came } = await activityOf('left', ['王秀英'])
    const her = await scene.cloud.woman()
    const { body } = await enrol(her, id, { ...HER, name: '陈小燕' })
    const desk = await openRoster(scene.phone('left'), id)
    await desk.see('应到 2')
    await her.post(`/api/applications/${body.id}/moves/cancel`, { version: body.version })
    await desk.pullDown()
    await desk.see('应到 1')
    await desk.see('已取消报名')
    await desk.tap('陈小燕')
    await desk.see('另有1位没在名单上的也来了')
    expect(await came()).toEqual(['陈小燕'])
  })

  it('says calmly that nobody has enrolled, and that a roster is not hers', async () => {
    const { id } = await activityOf('empty', [])
    const desk = await openRoster(scene.phone('empty'), id)
    await desk.see('还没有人报名')
    const other = await openRoster(scene.phone('stranger'), id)
    await other.see('没有找到这份名册')
  })

  it('leaves nothing on the phone after thirty days, nor of a roster that is not hers any more', async () => {
    const { id, cadre } = await activityOf('old', ['王秀英'])
    const phone = scene.phone('old')
    const kept = () => [...phone.storage.keys()].filter((key) => key.startsWith('roster:')).length
    const first = await openRoster(phone, id)
    expect(kept()).toBeGreaterThan(0)
    first.kill()
    phone.skip(29 * 24 * HOUR)
    const soon = await open(phone, 'features/cadre/desk/index')
    expect(kept()).toBeGreaterThan(0)
    soon.kill()
    phone.skip(2 * 24 * HOUR)
    await open(phone, 'features/cadre/desk/index')
    expect(kept()).toBe(0)

    const again = await openRoster(phone, id)
    expect(kept()).toBeGreaterThan(0)
    await scene.cloud.app.db.write((m) =>
      m.query(`UPDATE grant_given SET revoked_at = '2026-01-01T00:00:00.000Z' WHERE account_id = '${cadre.account}'`),
    )
    await again.pullDown()
    await again.see('没有找到这份名册')
    expect(kept()).toBe(0)
  })

  it('keeps four hundred women within the first screen, and every tick and letter small', async () => {
    const { id, cadre } = await activityOf('large', ['丁一春'])
    for (let batch = 0; batch < WALK_INS / 100; batch++) {
      const marks = Array.from({ length: 100 }, (_, n) => {
        const mark = `large${String(batch * 100 + n).padStart(21, '0')}`
        return {
          id: mark,
          about: mark,
          undoes: [],
          at: scene.cloud.clock.now(),
          who: { name: `来客${batch * 100 + n}号`, village: 'v01', phone: '13900001234' },
        }
      })
      expect((await cadre.post(`/api/activities/${id}/roster/marks`, { marks })).status).toBe(200)
    }
    const desk = await openRoster(scene.phone('large'), id)
    await desk.see('另有400位没在名单上的也来了')
    expect(desk.all('.person')).toHaveLength(20)
    const first = desk.stats()[ROSTER]?.bytes ?? 0
    const cost = async (act: () => Promise<void>) => (await desk.measure(act)).bytes
    const touches = {
      tick: await cost(() => desk.tap('丁一春')),
      ask: await cost(() => desk.tap('丁一春')),
      undo: await cost(() => desk.tap('没有来，取消她的签到')),
      letter: await cost(() => desk.type('.find', '399')),
    }
    expect(Object.entries(touches).filter(([, sent]) => sent > 2 * KB)).toEqual([])
    expect(first).toBeLessThanOrEqual(24 * KB)
    await desk.type('.find', '')
    await desk.reachBottom()
    expect(desk.all('.person')).toHaveLength(40)
  })
})
