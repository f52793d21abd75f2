import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { addMs } from '@shared/core/time'
import sharp from 'sharp'
import { KEPT_MS } from '../../cloud/core/fresh'
import { withdrawText } from '../../cloud/features/campaign/campaign.store'
import { CampaignMedia } from '../../cloud/features/campaign/media/media.entity'
import type { Json } from '../support/api'
import { beside } from '../support/beside'
import { addArticle, articleIn, begun, bodyWith, illustrated, photo, sendPicture, sendRecording } from '../support/campaign-media'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { noPictures } from '../support/pictures'
import { handIn, people, published } from '../support/publications'
import { aac, m4a, mp3, noRecordings } from '../support/recordings'
import { pushOf } from '../support/wechat/push'
import { startWechat } from '../support/wechat/stand-in'

const DAY = 86_400_000
const fetched = async ({ url }: Pick<Cloud, 'url'>, address: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${url}${address}`, { headers })
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const statusOf = async (cloud: Pick<Cloud, 'url'>, address: string) => (await fetched(cloud, address)).status

const filesOf = ({ folder }: Pick<Cloud, 'folder'>) => {
  const media = path.join(folder, 'uploads/media')
  return existsSync(media) ? readdirSync(media).length : 0
}
const rowsOf = ({ app }: Pick<Cloud, 'app'>) => app.db.read.count(CampaignMedia)

onBothEngines('what a campaign shows beside its words', (cloud) => {
  const files = () => filesOf(cloud())
  const rows = () => rowsOf(cloud())

  it('is sent once, however often a phone that lost the answer sends it', async () => {
    const { author } = await people(cloud())
    const { id } = await begun(author, 'twice')
    const before = await rows()
    const [one, other] = [
      await sendPicture(author, id, await photo(500, 300), 'same-key-1'),
      await sendPicture(author, id, await photo(500, 300), 'same-key-1'),
    ]
    expect([one.status, other.body.id, one.body.picture.widths, (await rows()) - before]).toEqual([201, one.body.id, [360, 500], 1])
    expect((await author.get(`/api/campaign-media?campaign=${id}`)).body.items.map((item: Json) => item.id)).toEqual([one.body.id])
  })

  it('opens before it is public only for who writes or reviews it, for five minutes', async () => {
    const { author, editor } = await people(cloud())
    const { id } = await begun(author, 'hidden')
    const { body: picture } = await sendPicture(author, id, await photo(400, 300))
    const added = await addArticle(author, id, { body: bodyWith(picture.id) })
    const [{ base, pass }] = [(await editor.get(`/api/campaign-texts/${articleIn(added.body, id)}`)).body.shown.blocks[2]]
    const open = `${base}-360.webp`
    const opened = await fetched(cloud(), `${open}${pass}`)
    expect([await statusOf(cloud(), open), opened.status, opened.headers.get('cache-control')]).toEqual([404, 200, 'private, no-store'])
    const [until, other] = [pass.replace(/until=\d/, 'until=9'), `/c/p/${'0'.repeat(32)}-360.webp${pass}`]
    expect([await statusOf(cloud(), `${open}${until}`), await statusOf(cloud(), other)]).toEqual([404, 404])
    const { blocks } = (await author.post('/api/campaign-previews', { body: bodyWith(picture.id) })).body
    expect(blocks[2].sort).toBe('picture')
    // A cadre of another place who has heard of its number sees nothing of it.
    const town = await cloud().official('town', 't1')
    const seen = (await town.post('/api/campaign-previews', { body: bodyWith(picture.id) })).body.blocks[2]
    expect(seen).toEqual({ sort: 'paragraph', spans: [{ text: '（图片：一位妇女拿着保护令走出法院）' }] })
    expect((await town.get(`/api/campaign-media/${picture.id}`)).status).toBe(404)
    const now = cloud().clock.now()
    cloud().clock.advance(5 * 60_000 + 1)
    expect(await statusOf(cloud(), `${open}${pass}`)).toBe(404)
    cloud().clock.set(now)
  })

  it('must be said in words, stand by itself and be of this campaign', async () => {
    const { author } = await people(cloud())
    const [{ id }, { id: elsewhere }] = [await begun(author, 'worded'), await begun(author, 'elsewhere')]
    const [mine, others] = [
      (await sendPicture(author, id, await photo(400, 300))).body,
      (await sendPicture(author, elsewhere, await photo(400, 300))).body,
    ]
    const saying = async (changed: object) => (await addArticle(author, id, changed)).body.fields
    const body = (words: string) => saying({ body: words })
    expect(await body(`![](pic:${mine.id})`)).toEqual({ 'content.body': '每张图片都要写明图上是什么，看不见的人听得到' })
    expect(await body(`看![图](pic:${mine.id})这里`)).toEqual({ 'content.body': '有一张图片没有排好：图片单独成一段，上下各空一行' })
    expect(await body(`![${'字'.repeat(101)}](pic:${mine.id})`)).toEqual({ 'content.body': '图上是什么，最多写100个字' })
    for (const id of [others.id, '01HZZZZZZZZZZZZZZZZZZZZZZZ'])
      expect(await body(`![图](pic:${id})`)).toEqual({ 'content.body': '有一张图片找不到了，请删掉那一行，再加一次' })
    expect(await saying({ recording: mine.id })).toEqual({ 'content.recording': '录音找不到了，请再传一次' })
    expect((await addArticle(author, id, { body: bodyWith(mine.id) })).status).toBe(201)
  })

  it('is swept away when no version has shown it for a month, and kept when one has', async () => {
    const { author } = await people(cloud())
    const { id } = await begun(author, 'swept')
    const [kept, left] = [
      (await sendPicture(author, id, await photo(400, 300))).body,
      (await sendPicture(author, id, await photo(400, 300))).body,
    ]
    await addArticle(author, id, { body: bodyWith(kept.id) })
    const { app, clock } = cloud()
    await app.work.sweep()
    expect((await author.get(`/api/campaign-media?campaign=${id}`)).body.items).toHaveLength(2)
    const [now, before] = [clock.now(), files()]
    clock.set(addMs(now, 32 * DAY))
    await app.work.sweep()
    clock.set(now)
    // Her own session has been swept as well.
    const later = await cloud().official('county', 'c1')
    expect((await later.get(`/api/campaign-media?campaign=${id}`)).body.items.map((item: Json) => item.id)).toEqual([kept.id])
    expect((await later.get(`/api/campaign-media/${left.id}`)).status).toBe(404)
    expect(files()).toBeLessThan(before)
  })
})

// What is in a file is the same whatever stands behind the rows.
describe('a file that a campaign shows', () => {
  let one: Cloud
  beforeAll(async () => {
    one = await startCloud('sqlite')
  })
  afterAll(() => one.close())
  const cloud = () => one
  const files = () => filesOf(one)
  const rows = () => rowsOf(one)

  it('is a picture in three widths and three formats, without place or phone, at addresses that never change', async () => {
    const { picture } = await illustrated(await people(cloud()), 'shown')
    const { base, widths } = picture.picture
    expect([widths, picture.picture.width, picture.picture.height]).toEqual([[360, 720, 1200], 1200, 900])
    const { body } = await cloud().anybody.get('/c/shown/door')
    for (const part of [
      `<source type="image/avif" srcset="${base}-360.avif 360w,${base}-720.avif 720w,${base}-1200.avif 1200w"`,
      `<source type="image/webp" srcset="${base}-360.webp 360w`,
      `src="${base}-720.jpg"`,
      'alt="一位妇女拿着保护令走出法院" width="1200" height="900" fetchpriority="high"',
      '<figcaption class="note">悦江县妇联供图</figcaption>',
    ])
      expect(body).toContain(part)
    const sizes: number[] = []
    for (const [format, type, told] of [
      ['avif', 'image/avif', 'heif'],
      ['webp', 'image/webp', 'webp'],
      ['jpg', 'image/jpeg', 'jpeg'],
    ] as const)
      for (const width of widths) {
        const { status, headers, bytes } = await fetched(cloud(), `${base}-${width}.${format}`)
        const { format: real, width: wide, exif } = await sharp(bytes).metadata()
        expect([status, headers.get('content-type'), real, wide, exif]).toEqual([200, type, told, width, undefined])
        expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
          'private, max-age=31536000, immutable',
          'nosniff',
        ])
        sizes.push(bytes.length)
      }
    expect(sizes[3]).toBeLessThan(sizes[6] as number)
    const view = (await cloud().anybody.get('/api/campaigns/shown/articles/door')).body
    expect([view.blocks[2].sort, view.blocks[2].base, view.blocks[2].pass, view.cover.base]).toEqual(['picture', base, '', base])
  })

  it('is refused when it only says that it is a picture or a recording, and leaves nothing behind', async () => {
    const { author } = await people(cloud())
    const { id } = await begun(author, 'lying')
    const before = [files(), await rows()]
    for (const [what, data] of await noPictures()) {
      const { status, body } = await sendPicture(author, id, data)
      expect([what, status, body.message]).toEqual([what, 415, '这不是照片，请重新选一张'])
    }
    for (const [what, data] of noRecordings()) expect([what, (await sendRecording(author, id, data)).status]).toEqual([what, 415])
    expect((await sendRecording(author, id, aac(200))).body.fields).toEqual({ file: '录音最长3分钟，这一段有3分20秒，请剪短再传' })
    expect((await sendRecording(author, id, Buffer.concat([mp3(), Buffer.alloc(3 * 1024 * 1024)]))).body.message).toBe(
      '录音太大了，最大 3 MB',
    )
    expect([files(), await rows()]).toEqual(before)
  })

  it('is a recording as well: its size is said, and it comes piece by piece when it is asked for', async () => {
    const all = await people(cloud())
    const { id, frame } = await begun(all.author, 'heard')
    for (const [sent, ending] of [
      [aac(), 'aac'],
      [m4a(), 'm4a'],
    ] as const)
      expect((await sendRecording(all.author, id, sent)).body.recording.src).toContain(`.${ending}?`)
    const { body } = await sendRecording(all.author, id, mp3(65))
    const article = articleIn((await addArticle(all.author, id, { recording: body.id })).body, id)
    await published(all, frame)
    await published(all, article)
    const page = (await cloud().anybody.get('/c/heard/door')).body
    const { src, seconds, bytes } = (await cloud().anybody.get('/api/campaigns/heard/articles/door')).body.recording
    expect([src.includes('?'), seconds, bytes]).toEqual([false, 65, mp3(65).length - 128 - 51])
    expect(page).toContain(`<span class="note">1分05秒，1.0 MB，点了才下载</span><audio controls preload="none" src="${src}"></audio>`)
    const whole = await fetched(cloud(), src)
    expect([whole.status, whole.headers.get('content-type'), whole.bytes.includes('SecretSinger')]).toEqual([200, 'audio/mpeg', false])
    for (const [range, status, told] of [
      ['bytes=0-1', 206, `bytes 0-1/${bytes}`],
      ['bytes=-3', 206, `bytes ${bytes - 3}-${bytes - 1}/${bytes}`],
      [`bytes=${bytes - 1}-`, 206, `bytes ${bytes - 1}-${bytes - 1}/${bytes}`],
      [`bytes=${bytes}-`, 416, `bytes */${bytes}`],
      ['bytes=5-4', 416, `bytes */${bytes}`],
      ['bytes=0-1,4-5', 200, null],
    ] as const) {
      const part = await fetched(cloud(), src, { range })
      expect([range, part.status, part.headers.get('content-range')]).toEqual([range, status, told])
      if (status === 206)
        expect(
          part.bytes.equals(
            whole.bytes.subarray(
              ...(told.match(/\d+/g) as string[])
                .map(Number)
                .map((n, i) => n + i)
                .slice(0, 2),
            ),
          ),
        ).toBe(true)
    }
  })

  it('is not found by a trick', async () => {
    const { hash } = await cloud().app.db.read.findOneByOrFail(CampaignMedia, { sort: 'picture', width: 1200 })
    const ends = [
      '',
      '-720',
      '-720.html',
      '-719.jpg',
      '.mp3',
      '-720.jpg/x',
      '-0720.jpg',
      '-720.JPG',
      '-720.jpg%00',
      '-720.jpg/',
      '/-720.jpg',
    ]
    const paths = ['/c/p', '/c/p/', '/c/p/x', '/c/p/../p', '/c/p/%2e%2e%2fkeys.json', `/c/p//${hash}-720.jpg`, `/c/p/./../p/${hash}`]
    const tried = [...paths, ...ends.map((end) => `/c/p/${hash}${end}`)]
    const found = await Promise.all(tried.map(async (trick) => [trick, await statusOf(cloud(), trick)]))
    expect(found.filter(([, status]) => status !== 404)).toEqual([])
    expect(await statusOf(cloud(), `/c/p/${hash}-720.jpg`)).toBe(200)
  })
})

describe('pictures that were withdrawn', () => {
  const NOTICED_MS = 5_000

  it('are no longer served by another process within five seconds, as they would be if it did not look', async () => {
    const one = await startCloud('mysql')
    const [looking, blind] = [await beside(one, { keptMs: KEPT_MS }), await beside(one, { keptMs: 1_000_000 })]
    const { article, picture } = await illustrated(await people(one), 'withdrawn')
    const address = `${picture.picture.base}-360.webp`
    expect([await statusOf(looking, address), await statusOf(blind, address)]).toEqual([200, 200])
    await one.app.db.write((m) => withdrawText(m, article, '写错了', { by: null, now: one.clock.now() }))
    const began = performance.now()
    while ((await statusOf(looking, address)) !== 404) expect(performance.now() - began).toBeLessThan(NOTICED_MS)
    expect(await statusOf(blind, address)).toBe(200)
    for (const each of [looking, blind, one]) await each.close()
  })
})

describe('pictures and recordings', () => {
  const callback = { token: 'callback-token', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }
  const settingsOf = ({ url: base, appId, secret }: Awaited<ReturnType<typeof startWechat>>) => ({
    wechat: { base, appId, secret, templates: {}, state: 'formal' as const, callback },
    publicUrl: 'https://fl.example.gov.cn',
  })

  it('wait for what WeChat says of them before anybody reviews them', async () => {
    const wechat = await startWechat()
    wechat.visit('author')
    const cloud = await startCloud('sqlite', settingsOf(wechat))
    const author = await cloud.official('county', 'c1', '周慧', 'author')
    const { id } = await begun(author, 'asked')
    const { body: picture } = await sendPicture(author, id, await photo(400, 300))
    const { body: recording } = await sendRecording(author, id, mp3())
    expect(wechat.media().map(({ type }) => type)).toEqual([2, 1])
    // WeChat can fetch what is not public.
    for (const { url } of wechat.media()) expect(await statusOf(cloud, url.replace('https://fl.example.gov.cn', ''))).toBe(200)
    const article = articleIn((await addArticle(author, id, { body: bodyWith(picture.id), recording: recording.id })).body, id)
    const check = await author.post(`/api/campaign-texts/${article}/check`, { no: 1 })
    expect([check.body.versions[0].checked, check.body.waits]).toEqual(['pass', true])
    const refusal = async () => (await handIn(author, article)).body.message
    expect(await refusal()).toContain('微信还在检查这篇的')
    const says = async (trace: string | undefined, suggest: string) => {
      const message = {
        FromUserName: 'author',
        CreateTime: Date.parse(cloud.clock.now()) / 1000,
        MsgType: 'event',
        Event: 'wxa_media_check',
        trace_id: trace,
        result: { suggest },
      }
      const { query, body } = pushOf({ token: callback.token, encodingAesKey: callback.aesKey, appId: wechat.appId }, message)
      return (await cloud.anybody.raw(`/wechat/callback?${new URLSearchParams(query)}`, { method: 'POST', body })).status
    }
    const [first, second] = wechat.media()
    // Both in the same second: neither is taken for the other's repetition.
    expect([await says(first?.trace, 'risky'), await says(second?.trace, 'review'), await says('nobody', 'pass')]).toEqual([200, 200, 404])
    expect(await refusal()).toBe('有一张图片没有通过微信的内容检查，请换掉再交')
    await cloud.app.db.write((m) => m.query('UPDATE campaign_media SET checked = ? WHERE sort = ?', ['pass', 'picture']))
    // What WeChat leaves to a person, the three reviewers judge.
    expect((await handIn(author, article)).status).toBe(201)
    await cloud.close()
    await wechat.close()
  })

  it('that could not be asked about are asked about again at the check, and are refused where WeChat could never answer', async () => {
    const wechat = await startWechat()
    wechat.visit('author')
    const cloud = await startCloud('sqlite', settingsOf(wechat))
    const author = await cloud.official('county', 'c1', '周慧', 'author')
    const { id } = await begun(author, 'again')
    wechat.failNext('media', 'drop')
    const { body: picture, status } = await sendPicture(author, id, await photo(400, 300))
    const article = articleIn((await addArticle(author, id, { body: bodyWith(picture.id) })).body, id)
    expect([status, wechat.media().length]).toEqual([201, 0])
    await author.post(`/api/campaign-texts/${article}/check`, { no: 1 })
    await author.post(`/api/campaign-texts/${article}/check`, { no: 1 })
    expect(wechat.media()).toHaveLength(1)
    const { publicUrl: _, ...unreachable } = settingsOf(wechat)
    const other = await startCloud('sqlite', { ...unreachable, database: cloud.settings.database }, {}, cloud.clock, async () => undefined)
    const same = await other.official('county', 'c1', '李芳', 'another')
    const closed = await begun(same, 'closed')
    const { body: unasked } = await sendPicture(same, closed.id, await photo(400, 300))
    const text = articleIn((await addArticle(same, closed.id, { body: bodyWith(unasked.id) })).body, closed.id)
    await other.app.db.write((m) => m.query('UPDATE campaign_version SET checked = ?', ['pass']))
    expect((await handIn(same, text)).body.message).toContain('请管理员配好公网地址')
    await other.close()
    await cloud.close()
    await wechat.close()
  })
})
