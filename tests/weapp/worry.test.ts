import { addDays, dayOf } from '@shared/core/time'
import { remove } from '../../cloud/core/database'
import { GrantGiven } from '../../cloud/features/people/people.entity'
import { acceptedMother } from '../support/caring-mothers'
import { mustBe, registerChild } from '../support/children'
import { ENGINES } from '../support/cloud'
import { DIST, openScene, type Scene } from '../support/journey'
import { agreeTo, propose } from '../support/pairings'
import { move } from '../support/publications'
import { type App, launch, type Phone } from '../support/weapp'
import { raise } from '../support/worries'

describe.each(ENGINES)('a caring mother who is worried about her child, in the built mini-program, on %s', (engine) => {
  let scene: Scene
  const apps: App[] = []
  const open = async (phone: Phone, entry?: string, query?: Record<string, string>) => {
    const app = await launch({ dist: DIST, phone, ...(entry ? { entry } : {}), ...(query ? { query } : {}) })
    apps.push(app)
    return app
  }
  /** A mother with her phone, her pairing, and the cadres of its places. */
  const paired = async (person: string) => {
    const { cloud, wechat } = scene
    // What a cadre writes is checked by WeChat, which must have seen her.
    const official = (role: 'village' | 'town' | 'county', place: string, name: string) => {
      const openid = `openid-${person}-${role}`
      wechat.visit(openid)
      return cloud.official(role, place, name, openid)
    }
    const cadres = {
      village: await official('village', 'v01', '赵敏'),
      town: await official('town', 't1', '李芳'),
      county: await official('county', 'c1', '周慧'),
    }
    await mustBe(200, cadres.village.put('/api/profile', { phone: '13900000001' }))
    wechat.visit(`openid-${person}`)
    const her = await cloud.woman({ phone: '13900001234' }, `openid-${person}`)
    const mother = await acceptedMother(her, cadres, addDays(dayOf(cloud.clock.now()), -1))
    const { id: child } = await registerChild(cadres.village)
    const { id: pairing } = await mustBe(201, propose(cadres.town, child, mother))
    await mustBe(200, move(her, pairing, 'accept'))
    await agreeTo(cadres.village, child)
    await mustBe(200, move(cadres.village, pairing, 'confirm'))
    return { ...cadres, her, child: child as string, pairing: pairing as string, phone: scene.phone(person) }
  }
  const worries = async (her: { get(path: string): Promise<{ body: { items: { id: string }[] } }> }) =>
    (await her.get('/api/applications?box=mine&kind=worry')).body.items
  beforeAll(async () => {
    scene = await openScene(undefined, { engine })
  })
  afterEach(() => {
    for (const app of apps.splice(0)) app.close()
  })
  afterAll(() => scene.close())

  it('calls for help with one tap, says what she saw and who must not hear of it, and sees who knows and whom to call', async () => {
    const { her, phone, pairing, town, village } = await paired('worried')
    const app = await open(phone, 'features/worry/raise/index', { pairing })
    await app.see('有危险，先打电话，不用等')
    await app.see('《未成年人保护法》第十一条')
    await app.tap('同意，写下来')
    const numbers = ['110', '12345', '12355']
    for (const number of numbers) await app.tap(`打${number}`)
    expect(phone.dialled).toEqual(numbers)
    await app.tap('马上告诉妇联')
    await app.see('请回答：孩子现在有危险吗')
    await app.tap('不是', { within: '.f-danger' })
    await app.tap('身上有伤，或者被打、被骂')
    await app.type('.f-words', '手臂上有几道新伤，问她也不说话')
    await app.tap('选一选', { within: '.people' })
    await app.see('赵敏（村妇联）')
    await app.tap('李芳（镇妇联）', { within: '.f-leftOut' })
    await app.tap('马上告诉妇联')
    await app.see('已经告诉妇联了')
    const [made] = await worries(her)
    await mustBe(404, town.get(`/api/worries/${made?.id}`))
    await app.tap('打电话', { within: '.worry-phones' })
    expect(phone.dialled.slice(-1)).toEqual(['13900000001'])
    await mustBe(200, move(village, made?.id as string, 'take'))
    await app.pullDown()
    await app.see('村妇联接手了')
    expect(app.has('13900000001')).toBe(false)
    await app.tap('补充')
    await app.type('.f-more', '今天又有新伤')
    await app.tap('.do-add')
    await app.see('补充了情况')
    const { events } = await mustBe(200, village.get(`/api/applications/${made?.id}`))
    expect(events.at(-1).answers).toEqual({ more: '今天又有新伤' })
  })

  // What follows hangs on the phone and on the pages, not on the database.
  if (engine !== 'sqlite') return

  it('opens for a cadre where she decides, by whatever notice she comes, and keeps what she writes while a colleague is quicker', async () => {
    const { her, pairing, village } = await paired('written')
    const { id } = await mustBe(201, raise(her, pairing))
    const app = await open(scene.phone('written-county'), 'pages/application/index', { id })
    await app.see('要办的事')
    expect(app.page.route).toBe('features/cadre/case/index')
    await app.tap('记一笔')
    await app.type('.f-note', '打了电话，孩子在学校')
    await mustBe(200, move(village, id, 'jot', { note: '去看过孩子' }))
    await app.tap('.do-jot')
    await app.see('填的都还在')
    expect(app.value('.f-note')).toBe('打了电话，孩子在学校')
    await app.tap('.do-jot')
    await app.see('记了一笔')
    const { events } = await mustBe(200, village.get(`/api/applications/${id}`))
    expect(events.slice(-2).map(({ answers }: { answers: object }) => answers)).toEqual([
      { note: '去看过孩子' },
      { note: '打了电话，孩子在学校' },
    ])
  })

  it('is one tap from there on every page about the child, and so are its cadres', async () => {
    const { child, pairing, phone } = await paired('everywhere')
    const pages: readonly [Phone, string, Record<string, string>][] = [
      [phone, 'features/pairing/child/index', { id: pairing }],
      [phone, 'features/pairing/diary/index', { id: pairing }],
      [phone, 'features/pairing/entry/index', { id: pairing }],
      [phone, 'pages/application/index', { id: pairing }],
      [scene.phone('everywhere-village'), 'features/child/record/index', { id: child }],
      [scene.phone('everywhere-village'), 'features/match/child/index', { id: child }],
      [scene.phone('everywhere-town'), 'features/cadre/case/index', { id: pairing }],
    ]
    for (const [who, page, query] of pages) {
      const app = await open(who, page, query)
      await app.tap('我担心这个孩子')
      await app.see('有危险，先打电话，不用等')
    }
  })

  it('without signal is told that nobody knows yet and to call; what she wrote goes out by itself, once, when signal is back', async () => {
    const { her, phone, pairing } = await paired('offline')
    const first = await open(phone, 'features/worry/raise/index', { pairing })
    await first.tap('同意，写下来')
    await first.see('有没有谁不能知道这件事')
    first.kill()
    phone.network = 'offline'
    const app = await open(phone, 'features/worry/raise/index', { pairing })
    await app.tap('是', { within: '.f-danger' })
    await app.tap('没有人照看，或者找不到人')
    await app.type('.f-words', '门锁着，孩子一个人在里面哭')
    await app.tap('马上告诉妇联')
    await app.see('还没有发出去，没有人知道。请现在就打电话')
    await app.tap('打110')
    expect(phone.dialled).toEqual(['110'])
    // She goes away, the phone ends the app; it all lies there still, encrypted.
    app.kill()
    const kept = [...phone.storage].filter(([key]) => key.startsWith('worry:'))
    expect(kept.map(([, { encrypted, json }]) => [encrypted, json.includes('门锁着')])).toEqual([[true, true]])
    expect(await worries(her)).toEqual([])
    phone.network = 'ok'
    await open(phone)
    while ((await worries(her)).length === 0) await new Promise((next) => setImmediate(next))
    const again = await open(phone, 'features/worry/raise/index', { pairing })
    await again.see('您看到、听到了什么？')
    expect(again.has('门锁着')).toBe(false)
    expect(await worries(her)).toHaveLength(1)
  })
  it('told a second time while the first is open, tells all of it, and nothing to whom she has now chosen', async () => {
    const { her, phone, pairing, village, town } = await paired('twice')
    const { id } = await mustBe(201, raise(her, pairing))
    await mustBe(200, village.get(`/api/applications/${id}`))
    const app = await open(phone, 'features/worry/raise/index', { pairing })
    await app.tap('同意，写下来')
    await app.tap('不是', { within: '.f-danger' })
    await app.tap('没有人照看，或者找不到人')
    const words = `${'今天看到是她把孩子关在柴房里。'.repeat(66)}最后一句`
    await app.type('.f-words', words)
    await app.tap('选一选', { within: '.people' })
    await app.tap(`.n-${village.account}`)
    await app.tap('马上告诉妇联')
    await app.see('已经告诉妇联了')
    for (const path of ['applications', 'worries']) await mustBe(404, village.get(`/api/${path}/${id}`))
    const heard = JSON.stringify((await mustBe(200, village.get('/api/notices'))).items)
    const { events } = await mustBe(200, town.get(`/api/applications/${id}`))
    const more = events.flatMap((one: { answers: { more?: string } }) => one.answers.more ?? [])
    // More than one addition holds: all of it is there, in its order.
    expect([more.length, more.join('')]).toEqual([2, `没有人照看，或者找不到人。${words}`])
    expect(heard).not.toContain('有一件事有新情况')
    expect(JSON.stringify((await mustBe(200, town.get('/api/notices'))).items)).toContain('有一件事有新情况')
    expect((await worries(her)).map((one) => one.id)).toEqual([id])
  })
  it('refused while she is elsewhere, is told to her as not sent, and waits with her words and the reason until it is', async () => {
    const { her, phone, pairing, village } = await paired('refused')
    const form = { entry: 'features/worry/raise/index', query: { pairing } }
    const first = await open(phone, form.entry, form.query)
    await first.tap('同意，写下来')
    await first.see('有没有谁不能知道这件事')
    first.kill()
    phone.network = 'offline'
    const app = await open(phone, form.entry, form.query)
    await app.tap('是', { within: '.f-danger' })
    await app.tap('没有人照看，或者找不到人')
    await app.type('.f-words', '门锁着，孩子一个人在里面哭')
    await app.tap('选一选', { within: '.people' })
    await app.tap(`.n-${village.account}`)
    await app.tap('马上告诉妇联')
    await app.see('有信号了会自动发给妇联')
    app.kill()
    // Meanwhile whom she has chosen has left her office.
    const { db } = scene.cloud.app
    for (const { id } of await db.read.findBy(GrantGiven, { accountId: village.account }))
      await db.write((m) => remove(m, GrantGiven, { id }))
    phone.network = 'ok'
    const asked: string[] = []
    phone.modal = ({ title, content }) => {
      asked.push(`${title} ${content}`)
      return true
    }
    const again = await open(phone)
    await again.see('还没有发出去，没有人知道。请现在就打电话')
    expect(asked).toEqual([expect.stringMatching(/没有发出去.*没有人知道.*请现在就打电话：110/)])
    await again.see('请从名单里选')
    expect(await worries(her)).toEqual([])
    again.kill()
    // So it stands there whenever she opens it, and does not go out behind her back.
    const later = await open(phone, form.entry, form.query)
    await later.see('要再点一次“马上告诉妇联”，才会发出去')
    await later.see('请从名单里选')
    await later.tap('原来选的人已经不在名单里，点一下去掉')
    await later.see('还没有发出去，没有人知道。请现在就打电话')
    await later.tap('马上告诉妇联')
    await later.see('已经告诉妇联了')
    expect((await worries(her)).length).toBe(1)
    expect([...phone.storage.keys()].filter((key) => key.startsWith('worry:'))).toEqual([])
    phone.modal = []
    await open(phone)
  })

  it('is sent all the same when a cadre takes the first one in that very moment', async () => {
    const { her, phone, pairing, village } = await paired('crossing')
    const { id } = await mustBe(201, raise(her, pairing))
    const app = await open(phone, 'features/worry/raise/index', { pairing })
    await app.tap('同意，写下来')
    await app.tap('不是', { within: '.f-danger' })
    await app.tap('没有人照看，或者找不到人')
    await app.type('.f-words', '今天又是一个人')
    let looked = 0
    const held = phone.holdNextAnswer(({ method, path }) => method === 'GET' && path === `/api/applications/${id}` && ++looked === 2)
    await app.tap('马上告诉妇联')
    await held.answered
    await mustBe(200, move(village, id, 'take'))
    held.release()
    await app.see('村妇联接手了')
    const { events } = await mustBe(200, village.get(`/api/applications/${id}`))
    expect(events.map((one: { move: string }) => one.move)).toEqual(['raise', 'take', 'add'])
  })
})
