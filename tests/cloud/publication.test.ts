import type { AnyKind } from '@shared/core/kind'
import { DESKS } from '@shared/core/place'
import { publication } from '@shared/features/campaign/publication.kind'
import { kinds } from '@shared/features/index'
import { changesOf } from '../../cloud/features/campaign/changes'
import { textSubject } from '../../cloud/features/campaign/publication.effects'
import { addDesks, storeCounty } from '../../cloud/features/regions/county'
import { demoCounty } from '../../cloud/tools/demo-county'
import type { Api } from '../support/api'
import { clockAt, onBothEngines, startCloud } from '../support/cloud'
import { ARTICLE, FRAME, handIn, move, people, published, written } from '../support/publications'
import { startWechat } from '../support/wechat/stand-in'

onBothEngines('a text', (cloud) => {
  it('is public only after three persons have looked at it, one after the other', async () => {
    const all = await people(cloud())
    const { author, editor, section, leader } = all
    const { frame, article } = await written(author, 'three')
    await published(all, frame)
    const { body } = await handIn(author, article)
    const shown = async () => (await cloud().anybody.get('/c/three/door')).status
    const inbox = async (who: Api) =>
      (await who.get('/api/applications?box=inbox&kind=publication')).body.items.map((one: { id: string }) => one.id)
    expect([body.state, await inbox(editor), await inbox(leader), await shown()]).toEqual(['editor', [body.id], [], 404])
    expect((await move(leader, body.id, 'publish')).status).toBe(404)
    await move(editor, body.id, 'pass', { opinion: '文字通顺，没有错别字' })
    await move(section, body.id, 'pass')
    expect(await shown()).toBe(404)
    await move(leader, body.id, 'publish')
    expect(await shown()).toBe(200)
  })

  it('goes through all three again when it was sent back, with what is to be changed', async () => {
    const all = await people(cloud())
    const { author, editor, section, leader } = all
    const { frame, article } = await written(author, 'again')
    await published(all, frame)
    const { id } = (await handIn(author, article)).body
    await move(editor, id, 'pass')
    expect((await move(section, id, 'sendBack')).status).toBe(422)
    await move(section, id, 'sendBack', { comments: '第2段：电话写错了' })
    const back = (await author.get(`/api/applications/${id}`)).body
    expect([back.state, JSON.stringify(back.events)]).toEqual(['draft', expect.stringContaining('第2段：电话写错了')])
    const next = { sort: 'article', follows: 1, note: '', content: { ...ARTICLE, body: '有危险打[110](tel:110)，不收钱。' } }
    expect((await author.post(`/api/campaign-texts/${article}/versions`, next)).body.no).toBe(2)
    expect((await author.post(`/api/campaign-texts/${article}/versions`, next)).body.error).toBe('staleVersion')
    expect((await move(author, id, 'submit', { no: 2 })).body.state).toBe('editor')
    const { shown } = (await section.get(`/api/campaign-texts/${article}`)).body
    expect([shown.no, shown.since]).toEqual([2, 1])
    expect(shown.changes).toContainEqual({ sort: 'added', text: '，不收钱' })
    for (const [who, name] of [
      [editor, 'pass'],
      [section, 'pass'],
      [leader, 'publish'],
    ] as const)
      await move(who, id, name)
    expect((await cloud().anybody.get('/c/again/door')).body).toContain('，不收钱。')
  })

  it('is not reviewed by who has written it, nor twice by the same person', async () => {
    const { author, editor } = await people(cloud())
    const { article } = await written(author, 'hands')
    const { db, grants } = cloud().app
    const give = (account: string, role: 'editor' | 'section', place: string) =>
      db.write((m) => grants.record(m, { id: `${role}${account.slice(-12)}`, account, role, place, by: null, at: cloud().clock.now() }))
    await give(author.account, 'editor', 'o6')
    await give(editor.account, 'section', 'o7')
    const { id } = (await handIn(author, article)).body
    const own = await move(author, id, 'pass')
    expect([own.status, own.body.message]).toEqual([403, '自己的事要请别的同事来办'])
    await move(editor, id, 'pass')
    const twice = await move(editor, id, 'pass')
    expect([twice.status, twice.body.message]).toEqual([403, '您办过前面的一道，这一道要请别人来办'])
    expect((await editor.get(`/api/applications/${id}`)).body.moves).toEqual([])
  })

  it('is handed in by who has written that version, and by nobody else', async () => {
    const { author } = await people(cloud())
    const { article } = await written(author, 'whose')
    const other = await cloud().official('county', 'c1', '别人')
    expect([(await handIn(other, article)).body.message, (await handIn(author, article, 7)).status]).toEqual(['请由写这一版的人交稿', 422])
  })

  it('is not begun, and not even named, by who does not keep its campaign', async () => {
    const { author, editor } = await people(cloud())
    const { article } = await written(author, 'named')
    const begin = async (who: Api) => {
      const { status, body } = await who.post('/api/applications', { kind: 'publication', about: article, input: {} })
      return [status, JSON.stringify(body).includes(ARTICLE.title)]
    }
    const asked = [await cloud().woman(), await cloud().official('town', 't1'), editor, author]
    const answers = []
    for (const who of asked) answers.push(await begin(who))
    expect(answers).toEqual([
      [404, false],
      [404, false],
      [404, false],
      [201, true],
    ])
  })

  it('shows no older version over a newer one', async () => {
    const all = await people(cloud())
    const { author, editor, section, leader } = all
    const { frame } = await written(author, 'older')
    const old = (await handIn(author, frame)).body.id
    const second = await cloud().official('county', 'c1', '第二位')
    const next = { sort: 'frame', follows: 1, note: '', content: { ...FRAME, lead: '新的导语。' } }
    await second.post(`/api/campaign-texts/${frame}/versions`, next)
    await published({ ...all, author: second }, frame, 2)
    await move(editor, old, 'pass')
    await move(section, old, 'pass')
    expect((await move(leader, old, 'publish')).body.error).toBe('notOpen')
    expect((await cloud().anybody.get('/c/older')).body).toContain('新的导语。')
  })

  it('is withdrawn at once by a cadre of its place, who says why', async () => {
    const all = await people(cloud())
    const { author, editor } = all
    const { frame } = await written(author, 'gone')
    await published(all, frame)
    const path = `/api/campaign-texts/${frame}/withdrawal`
    expect((await editor.post(path, { reason: '写错了' })).status).toBe(403)
    expect((await author.post(path, {})).status).toBe(422)
    expect((await author.post(path, { reason: '写错了' })).body.publishedNo).toBeNull()
    expect((await cloud().anybody.get('/c/gone')).status).toBe(404)
    const later = { sort: 'frame', follows: 1, note: '导语里的日子写错了。', content: FRAME }
    await author.post(`/api/campaign-texts/${frame}/versions`, later)
    await published(all, frame, 2)
    expect((await cloud().anybody.get('/c/gone')).status).toBe(200)
  })

  it('that readers have seen is handed in only with what is different, which everybody then reads above it', async () => {
    const all = await people(cloud())
    const { author } = all
    const { frame, article } = await written(author, 'noted')
    await published(all, frame)
    await published(all, article)
    const write = (id: string, sort: string, follows: number, note: string, content: object) =>
      author.post(`/api/campaign-texts/${id}/versions`, { sort, follows, note, content })
    for (const [id, sort, content] of [
      [frame, 'frame', { ...FRAME, lead: '新的导语。' }],
      [article, 'article', { ...ARTICLE, body: '新的话。' }],
    ] as const) {
      await write(id, sort, 1, ' ', content)
      const silent = await handIn(author, id, 2)
      expect([silent.status, silent.body.fields.no]).toEqual([422, expect.stringContaining('更正说明')])
      await write(id, sort, 2, '把李丽（9岁）的名字去掉了', content)
      expect((await handIn(author, id, 3)).body.fields.named).toContain('像真人的字')
      await write(id, sort, 3, `${sort}里的电话改了。`, content)
      await published(all, id, 4)
    }
    const { anybody } = cloud()
    const pages = [(await anybody.get('/c/noted')).body, (await anybody.get('/c/noted/door')).body]
    expect(pages.map((page) => /<strong>更正：<\/strong>([^<]*)/.exec(page)?.[1])).toEqual(['frame里的电话改了。', 'article里的电话改了。'])
    const told = await Promise.all(['noted', 'noted/articles/door'].map((path) => anybody.get(`/api/campaigns/${path}`)))
    expect(told.map(({ body }) => body.correction)).toEqual(['frame里的电话改了。', 'article里的电话改了。'])
    // Nor does a withdrawal make readers forget.
    await author.post(`/api/campaign-texts/${article}/withdrawal`, { reason: '还有一处' })
    await write(article, 'article', 4, '', ARTICLE)
    expect((await handIn(author, article, 5)).status).toBe(422)
  })

  it('is seen by nobody else before it is public', async () => {
    const { author, leader } = await people(cloud())
    const { article } = await written(author, 'secret')
    const [far, her, bank] = [await cloud().official('town', 't1'), await cloud().woman(), await cloud().official('bank', 'o3')]
    const seen = await Promise.all(
      [far, her, bank, leader, author].map(async (who) => (await who.get(`/api/campaign-texts/${article}`)).status),
    )
    expect(seen).toEqual([404, 404, 404, 200, 200])
    expect((await far.get('/api/campaign-desk')).body.items).toEqual([])
    expect((await her.get('/api/campaign-desk')).status).toBe(403)
  })

  it('is previewed as readers get it, and refused where it could not be shown', async () => {
    const { author } = await people(cloud())
    const { body } = await author.post('/api/campaign-previews', { body: '**要紧** <b>x</b>' })
    expect(body.blocks).toEqual([{ sort: 'paragraph', spans: [{ text: '要紧', bold: true }, { text: ' <b>x</b>' }] }])
    const refused = async (content: object) =>
      (await author.post('/api/campaign-desk', { slug: 'bad', content: { ...FRAME, ...content } })).status
    expect([await refused({ cover: 'x' }), await refused({ until: '2026-01-01' }), await refused({ title: '' })]).toEqual([422, 422, 422])
    const { frame } = await written(author, 'cited')
    const { items } = (await author.get('/api/campaign-desk')).body
    const { id } = items.find((one: { slug: string }) => one.slug === 'cited')
    const citing = (law: string, no: number) =>
      author.post(`/api/campaign-desk/${id}/texts`, {
        ...{ sort: 'article', slug: `s${no}` },
        content: { ...ARTICLE, citations: [{ law, articles: [no] }] },
      })
    expect([
      (await citing('反家庭暴力法', 39)).status,
      (await citing('没有的法', 1)).status,
      (await citing('反家庭暴力法', 38)).status,
    ]).toEqual([422, 422, 201])
    expect((await author.post('/api/campaign-desk', { slug: 'cited', content: FRAME })).body.fields.slug).toContain('已经有了')
    expect(frame).toBeTruthy()
  })
})

describe('two versions with nothing in common', () => {
  const { title, summary } = ARTICLE
  const lines = (from: number) => Array.from({ length: 2_900 }, (_, i) => String.fromCharCode(0x4e00 + from + i)).join('\n')
  it('are shown one below the other, for to compare them line by line would keep everybody waiting', () => {
    const [one, other] = [lines(0), lines(3_000)]
    expect(changesOf({ ...ARTICLE, body: one }, { ...ARTICLE, body: other })).toEqual([
      { sort: 'gone', text: [title, summary, one].join('\n') },
      { sort: 'added', text: [title, summary, other].join('\n') },
    ])
  })
})

describe('without the rule that keeps the three apart', () => {
  it('one person would do two of them', async () => {
    const { apart: _apart, ...alone } = publication
    const cloud = await startCloud(
      'sqlite',
      {},
      { kinds: kinds.map((kind): AnyKind => (kind.kind === 'publication' ? (alone as AnyKind) : kind)) },
    )
    const { author, editor } = await people(cloud)
    const { article } = await written(author, 'alone')
    await cloud.app.db.write((m) =>
      cloud.app.grants.record(m, { id: 'second', account: editor.account, role: 'section', place: 'o7', by: null, at: cloud.clock.now() }),
    )
    const { id } = (await handIn(author, article)).body
    await move(editor, id, 'pass')
    expect((await move(editor, id, 'pass')).body.state).toBe('leader')
    await cloud.close()
  })
})

describe('a text where WeChat looks at it first', () => {
  let wechat: Awaited<ReturnType<typeof startWechat>>
  beforeAll(async () => {
    wechat = await startWechat()
    wechat.setWords({ risky: ['赌场'], review: ['看不准'] })
    wechat.visit('author')
  })
  afterAll(() => wechat.close())
  /** What comes of handing in a text of these words: before anybody has asked WeChat, and afterwards. */
  async function handed(author: Api, slug: string, words: string): Promise<unknown[]> {
    const { article } = await written(author, slug)
    await author.post(`/api/campaign-texts/${article}/versions`, {
      ...{ sort: 'article', follows: 1, note: '' },
      content: { ...ARTICLE, body: words },
    })
    const outcome = async () => {
      const { status, body } = await handIn(author, article, 2)
      return status === 201 ? body.state : status
    }
    const before = await outcome()
    if (before !== 409) return [before]
    await author.post(`/api/campaign-texts/${article}/check`, { no: 2 })
    return [before, await outcome()]
  }

  it('goes to its reviewers when WeChat lets it pass or leaves it to them, never unasked nor when WeChat calls it risky', async () => {
    const { url: base, appId, secret } = wechat
    const cloud = await startCloud('sqlite', { wechat: { base, appId, secret, templates: {}, state: 'formal' } })
    const author = await cloud.official('county', 'c1', '周慧', 'author')
    expect([
      await handed(author, 'good', '打12338。'),
      await handed(author, 'unsure', '看不准的话'),
      await handed(author, 'risky', '去赌场'),
    ]).toEqual([
      [409, 'editor'],
      [409, 'editor'],
      [409, 409],
    ])
    await cloud.close()
  })

  it('would reach them with any words if nobody looked', async () => {
    const cloud = await startCloud('sqlite')
    expect(await handed(await cloud.official('county', 'c1'), 'risky', '去赌场')).toEqual(['editor'])
    await cloud.close()
  })
})

describe('a county without the three desks', () => {
  it('is told what to do, and has them after one more step that may be run again', async () => {
    const { offices, ...places } = demoCounty
    const bare = { ...places, offices: offices.filter(({ role }) => !DESKS.some((desk) => desk === role)) }
    const cloud = await startCloud('sqlite', {}, {}, clockAt(), (app) => app.db.write((m) => storeCounty(m, bare)))
    const author = await cloud.official('county', 'c1')
    const { article } = await written(author, 'bare')
    const { body } = await handIn(author, article)
    expect([body.error, body.message]).toEqual(['officeMissing', expect.stringContaining('county:setup')])
    const add = () => cloud.app.db.write((m) => addDesks(m, 'c1', '2026-11-23'))
    expect(await add()).toEqual(['县妇联编辑（初审）', '县妇联科室负责人（复审）', '县妇联分管领导（终审）'])
    expect(await add()).toEqual([])
    // Every process looks at its places again after some seconds.
    cloud.clock.advance(6_000)
    expect((await handIn(author, article)).body).toMatchObject({ state: 'editor', holder: '县妇联编辑（初审）' })
    await cloud.close()
  })
})

describe('where a text is shown to whoever begins a case about it', () => {
  it('a stranger would read its title', async () => {
    const cloud = await startCloud('sqlite', {}, { subjects: { text: (m, id, atlas) => textSubject(m, id, atlas) } })
    const { article } = await written((await people(cloud)).author, 'open')
    const { body } = await (await cloud.woman()).post('/api/applications', { kind: 'publication', about: article, input: {} })
    expect(body.title).toBe(ARTICLE.title)
    await cloud.close()
  })
})
