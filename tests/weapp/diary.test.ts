import { dayOf } from '@shared/core/time'
import { type DiaryText, entriesOf, type Revision } from '@shared/features/pairing/diary'
import { mustBe } from '../support/children'
import { ENGINES } from '../support/cloud'
import { DIST, openScene, type Scene } from '../support/journey'
import { agreeTo, type PairHouse, paired, pairHouse, proposed } from '../support/pairings'
import { jpeg } from '../support/pictures'
import { move } from '../support/publications'
import { mp3 } from '../support/recordings'
import { type App, launch, type Phone } from '../support/weapp'

const DAY = 24 * 3_600_000
const DIARY = 'features/pairing/diary/index'

describe.each(ENGINES)('a caring mother, in the built mini-program, on %s', (engine) => {
  let scene: Scene
  let women = 0
  const apps: App[] = []
  const open = async (phone: Phone, entry: string, query: Record<string, string> = {}) => {
    const app = await launch({ dist: DIST, phone, entry, query })
    apps.push(app)
    return app
  }
  const phoneOf = (person: string): Phone => {
    const phone = scene.phone(person)
    phone.privacy.agreed = true
    return phone
  }
  const house = async () => {
    women += 1
    const person = `mother${women}`
    scene.wechat.visit(`openid-${person}`)
    const all = await pairHouse(scene.cloud, dayOf(scene.cloud.clock.now()), `openid-${person}`)
    return { ...all, person }
  }
  const written = async ({ her }: PairHouse, id: string): Promise<DiaryText[]> => {
    const { items } = await mustBe(200, her.get(`/api/pairings/${id}/diary?after=0`))
    return entriesOf(items as Revision[]).flatMap(({ versions }) => versions.flatMap(({ text }) => text ?? []))
  }
  const keptOn = (phone: Phone) => [...phone.storage.keys()].filter((key) => key.includes('diary:'))
  const writeWords = async (app: App, words: string) => {
    await app.type('.f-words', words)
    await app.tap('.save')
  }

  beforeAll(async () => {
    scene = await openScene(undefined, { engine })
  })
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close()
  })
  afterAll(() => scene.close())

  it('is shown a coded child, says yes, and learns how to reach it when all have agreed, each look written down', async () => {
    const all = await house()
    const id = await proposed(all)
    const app = await open(phoneOf(all.person), 'pages/application/index', { id })
    for (const words of [`代号${all.code}`, '就在您村里', '辅导功课']) await app.see(words)
    expect(app.has('13900001234')).toBe(false)
    await app.tap('我愿意')
    await agreeTo(all.village, all.child)
    await mustBe(200, move(all.village, id, 'confirm'))
    await app.pullDown()
    await app.see('我担心这个孩子')
    await app.tap('怎么联系孩子')
    await app.see('每看一次，孩子的档案里都记下您看过')
    await app.tap('.reveal')
    await app.see('13900001234')
    const { events } = await mustBe(200, all.village.get(`/api/children/${all.child}`))
    expect(events[0].sort).toBe('reveal')
    expect([...app.phone.storage.values()].some(({ json }) => json.includes('13900001234'))).toBe(false)
  })

  it('writes of a visit without signal, with a picture and her voice, and it is sent when the signal is back', async () => {
    const all = await house()
    const id = await paired(all)
    const phone = phoneOf(all.person)
    const app = await open(phone, DIARY, { id })
    await app.see(`代号${all.code}`)
    await app.see('您写的话、录音和照片只有您自己看得到；妇联只看得到哪天、怎样陪伴')
    await app.see('还没有写过')
    phone.network = 'offline'
    await app.tap('.write')
    await app.see('不拍孩子的脸')
    await app.tap('.save')
    await app.see('请选择怎么陪的')
    await app.tap('上门看望')
    await app.type('.f-child', '挺好')
    phone.photos.push({ name: 'hands.jpg', bytes: await jpeg(8, 8), kind: 'image' })
    await app.tap('.take-picture')
    phone.spoken.push(mp3(3))
    await app.tap('.start-recording')
    await app.see('正在录')
    await app.tap('.stop-recording')
    await app.see('录好了')
    await writeWords(app, '一起包粽子')
    await app.see('还没传上去')
    await app.see('现在没有信号，照样能写')
    app.kill()
    const kept = [...phone.storage].filter(([, { json }]) => json.includes('包粽子'))
    expect([kept.length > 0, kept.every(([, { encrypted }]) => encrypted)]).toEqual([true, true])

    const again = await open(phone, 'pages/home/index')
    await again.tap('去写', { within: '.kept-diary' })
    await again.see('一起包粽子')
    phone.network = 'ok'
    await again.gone('还没传上去')
    const [one, ...others] = await written(all, id)
    expect([one?.words, one?.child, typeof one?.picture, typeof one?.voice, others]).toEqual(['一起包粽子', '挺好', 'string', 'string', []])
    await again.tap('.hear')
    expect(phone.players.at(-1)?.asked).toEqual(['play'])
  })

  it('is shown both versions when two phones have written differently, and her choice holds on both', async () => {
    const all = await house()
    const id = await paired(all)
    const [north, south] = [phoneOf(all.person), phoneOf(all.person)]
    const one = await open(north, DIARY, { id })
    await one.tap('.write')
    await one.tap('写信')
    await writeWords(one, '写了一封信')
    await one.gone('还没传上去')
    const two = await open(south, DIARY, { id })
    await two.see('写了一封信')
    for (const phone of [north, south]) phone.network = 'offline'
    for (const [app, words] of [
      [one, '写了一封信，她回了'],
      [two, '写了两封信'],
    ] as const) {
      await app.tap('.rewrite')
      await writeWords(app, words)
      await app.see(words)
    }
    south.network = 'ok'
    await two.gone('还没传上去')
    north.network = 'ok'
    await one.see('这一篇在两部手机上写得不一样，用哪一个？')
    for (const words of ['写了一封信，她回了', '写了两封信']) await one.see(words)
    expect((await written(all, id)).map(({ words }) => words).sort()).toEqual(['写了一封信，她回了', '写了两封信'])
    const first = one.text('.v-0')
    north.modal = [false, true]
    await one.tap('.choose', { within: '.v-0' })
    await one.see('这一篇在两部手机上写得不一样，用哪一个？')
    expect(await written(all, id)).toHaveLength(2)
    await one.tap('.choose', { within: '.v-0' })
    await one.gone('写得不一样')
    await two.pullDown()
    await two.gone('写得不一样')
    const [left, ...others] = await written(all, id)
    expect([first.includes(left?.words ?? '?'), others]).toEqual([true, []])
    await two.see(left?.words ?? '?')
  })

  it('loses no picture when she puts two versions together, is told so before, and says which day and way hold', async () => {
    const all = await house()
    const id = await paired(all)
    const [north, south] = [phoneOf(all.person), phoneOf(all.person)]
    const one = await open(north, DIARY, { id })
    await one.tap('.write')
    await one.tap('写信')
    await writeWords(one, '写了一封信')
    await one.gone('还没传上去')
    const two = await open(south, DIARY, { id })
    await two.see('写了一封信')
    for (const phone of [north, south]) phone.network = 'offline'
    for (const [app, words, way] of [
      [one, '她回了信', '写信'],
      [two, '带去了书', '送东西'],
    ] as const) {
      await app.tap('.rewrite')
      await app.tap(way, { within: '.f-way' })
      app.phone.photos.push({ name: 'hands.jpg', bytes: await jpeg(8, 8), kind: 'image' })
      await app.tap('.take-picture')
      await writeWords(app, words)
      await app.see(words)
    }
    south.network = 'ok'
    await two.gone('还没传上去')
    north.network = 'ok'
    await one.see('写得不一样')
    await one.gone('还没传上去')
    const pictures = (await written(all, id)).map(({ picture }) => picture)
    await one.tap('都要，合在一起改')
    await one.see('这张照片，存好时另记一篇，不会丢')
    await one.see('两部手机上记得不一样，请在下面选对的')
    await one.tap('.save')
    await one.see('请选择怎么陪的')
    await one.tap('送东西', { within: '.f-way' })
    await one.tap('.save')
    await one.gone('写得不一样')
    await one.gone('还没传上去')
    const texts = await written(all, id)
    expect(texts.map(({ picture }) => picture).sort()).toEqual(pictures.sort())
    expect(texts.find(({ words }) => words !== '')).toMatchObject({ way: 'gift', words: expect.stringMatching(/她回了信|带去了书/) })
    for (const picture of pictures) await mustBe(200, all.her.get(`/api/pairings/${id}/pictures/${picture}`))
  })

  it('keeps the recording that still runs when she saves', async () => {
    const all = await house()
    const id = await paired(all)
    const phone = phoneOf(all.person)
    const app = await open(phone, DIARY, { id })
    await app.tap('.write')
    await app.tap('上门看望')
    phone.spoken.push(mp3(3))
    await app.tap('.start-recording')
    await app.see('正在录')
    await writeWords(app, '一起包粽子')
    await app.see('一起包粽子')
    await app.gone('还没传上去')
    expect((await written(all, id)).map(({ words, voice }) => [words, typeof voice])).toEqual([['一起包粽子', 'string']])
  })

  it('is asked before an entry is taken out that another phone has taken out and she has not', async () => {
    const all = await house()
    const id = await paired(all)
    const [north, south] = [phoneOf(all.person), phoneOf(all.person)]
    const one = await open(north, DIARY, { id })
    await one.tap('.write')
    await one.tap('写信')
    await writeWords(one, '写了一封信')
    await one.gone('还没传上去')
    const two = await open(south, DIARY, { id })
    await two.see('写了一封信')
    north.network = 'offline'
    await one.tap('.rewrite')
    await writeWords(one, '她回了信')
    south.modal = [true]
    await two.tap('.remove')
    await two.gone('写了一封信')
    await two.see('还没有写过')
    north.network = 'ok'
    await one.see('另一部手机上把它删掉了')
    north.modal = [false, true]
    await one.tap('删掉它')
    await one.see('另一部手机上把它删掉了')
    expect((await written(all, id)).map(({ words }) => words)).toEqual(['她回了信'])
    await one.tap('删掉它')
    await one.see('还没有写过')
  })

  it('writes all the same when the phone may not record or a picture is refused, and keeps nothing once the pairing is over or after thirty days', async () => {
    const all = await house()
    const id = await paired(all)
    const [phone, old] = [phoneOf(all.person), phoneOf(all.person)]
    const app = await open(phone, DIARY, { id })
    await app.tap('.write')
    phone.permissions['scope.record'] = false
    phone.modal = [false]
    await app.tap('.start-recording')
    await app.tap('打电话、视频')
    phone.photos.push({ name: 'torn.jpg', bytes: Buffer.from('no picture'), kind: 'image' })
    await app.tap('.take-picture')
    await writeWords(app, '打了电话')
    await app.see('没有传成')
    await app.tap('不要照片和录音，只传字')
    await app.gone('没有传成')
    expect((await written(all, id)).map(({ words, picture }) => [words, picture])).toEqual([['打了电话', undefined]])
    const other = await open(old, DIARY, { id })
    await other.see('打了电话')
    other.kill()
    expect([keptOn(phone).length > 0, keptOn(old).length > 0]).toEqual([true, true])
    old.skip(31 * DAY)
    await open(old, 'pages/home/index')
    expect(keptOn(old)).toEqual([])
    await mustBe(200, move(all.town, id, 'end', { ending: 'time' }))
    await app.pullDown()
    await app.see('现在看不到孩子的信息')
    await app.see('我担心这个孩子')
    expect([keptOn(phone), app.has('打了电话')]).toEqual([[], false])
  })
  it.each([
    ['the pairing ends', ({ town }: PairHouse, id: string) => mustBe(200, move(town, id, 'end', { ending: 'time' }))],
    [
      'the guardian takes back the consent',
      ({ village, child }: PairHouse) => mustBe(200, village.post(`/api/children/${child}/withdrawals`, { purpose: 'motherView' })),
    ],
  ])('loses no word that never left her phone when %s: she tells it, or says that it may go', async (_why, ends) => {
    const all = await house()
    const id = await paired(all)
    const [phone, other] = [phoneOf(all.person), phoneOf(all.person)]
    const written = async (at: Phone, words: string, begun: string) => {
      const app = await open(at, DIARY, { id })
      await app.see('还没有写过')
      at.network = 'offline'
      await app.tap('.write')
      await app.tap('上门看望')
      await writeWords(app, words)
      await app.see('还没传上去')
      await app.tap('.write')
      await app.type('.f-worry', begun)
      app.kill()
      at.network = 'ok'
      return () => open(at, DIARY, { id })
    }
    const again = [await written(phone, '手臂上有几道新伤', '她说不敢回家'), await written(other, '一起包粽子', '有点咳嗽')]
    await ends(all, id)
    const app = await (again[0] as () => Promise<App>)()
    await app.see('这次结对已经结束。您写的这些还没有传上去')
    for (const words of ['手臂上有几道新伤', '她说不敢回家']) await app.see(words)
    // Not before she has said so, whatever becomes of the app.
    app.kill()
    const later = await (again[0] as () => Promise<App>)()
    await later.tap('告诉妇联')
    expect(keptOn(phone)).toEqual([])
    await later.tap('同意，写下来')
    await later.tap('不是', { within: '.f-danger' })
    await later.tap('身上有伤，或者被打、被骂')
    await later.tap('马上告诉妇联')
    await later.see('已经告诉妇联了')
    const [worry] = (await mustBe(200, all.village.get('/api/applications?box=inbox&kind=worry'))).items
    const { answers } = await mustBe(200, all.village.get(`/api/applications/${worry.id}`))
    for (const words of ['手臂上有几道新伤', '她说不敢回家']) expect(answers.words).toContain(words)

    const second = await (again[1] as () => Promise<App>)()
    await second.see('一起包粽子')
    other.modal = [false, true]
    await second.tap('不用了')
    await second.see('一起包粽子')
    await second.tap('不用了')
    await second.gone('一起包粽子')
    expect(keptOn(other)).toEqual([])
  })
})
