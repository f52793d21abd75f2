import { request } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { dayOf } from '@shared/core/time'
import { KEPT_MS } from '../../cloud/core/fresh'
import { CampaignRead } from '../../cloud/features/campaign/campaign.entity'
import { addVersion, withdrawText } from '../../cloud/features/campaign/campaign.store'
import type { Api } from '../support/api'
import { articleOf, campaignOf, publishCampaign, rewrite, textOf, versionOf, versionsIn } from '../support/campaigns'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'

const ORIGIN = 'https://fl.example.gov.cn'
const bytesOf = (url: string, encoding: string, more: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': encoding, ...more } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }))
    })
      .on('error', reject)
      .end()
  })

onBothEngines(
  'a campaign',
  (cloud) => {
    const page = (path: string) => cloud().anybody.get(path)
    const withdraw = async (slug: string, text: string) => {
      const { id } = await textOf(cloud().app.db.read, slug, text)
      await cloud().app.db.write((m) => withdrawText(m, id, '写错了', { by: null, now: cloud().clock.now() }))
    }

    it('is read by anybody, on a page and in the mini-program alike', async () => {
      await publishCampaign(cloud())
      const [list, one, article] = [await page('/c'), await page('/c/winter'), await page('/c/winter/door')]
      expect([list, one, article].map(({ status }) => status)).toEqual([200, 200, 200])
      expect(list.body).toContain('href="/c/winter"')
      expect(one.body).toContain('门关上了，法律还在。')
      for (const { body } of [list, one]) expect(body).toContain('悦江县妇联')
      expect(article.body).toContain('<h2>先说要紧的</h2><p>有危险打<a href="tel:110">110</a>。</p><ul><li>第一</li><li>第二</li></ul>')
      expect(article.body).toContain('《反家庭暴力法》第23、28条')
      expect((await page('/c/winter/quiz')).body).toContain('110 来得最快。')

      const { anybody } = cloud()
      expect((await anybody.get('/api/campaigns')).body.items).toMatchObject([{ slug: 'winter', cover: 'scale' }])
      const told = (await anybody.get('/api/campaigns/winter')).body
      expect(told).toMatchObject({
        lead: '讲三件身边的事。',
        ...{ placeId: 'c1', place: '悦江县', correction: '' },
        texts: [{ slug: 'door' }],
        quizzes: [{ slug: 'quiz', count: 1 }],
        leaveNow: true,
      })
      const { body } = await anybody.get('/api/campaigns/winter/articles/door')
      expect(body.blocks[1]).toEqual({
        sort: 'paragraph',
        spans: [{ text: '有危险打' }, { text: '110', href: 'tel:110' }, { text: '。' }],
      })
      expect((await anybody.get('/api/campaigns/winter/quizzes/quiz')).body.questions[0].right).toBe(0)
    })

    it('names itself for who is sent its address, and comes with every hotline', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'shared' }))
      const { body } = await page('/c/shared/door')
      for (const part of [
        '<title>门关上以后 · 冬日说法</title>',
        '<meta name="description" content="门关上了，法律还在。">',
        `<meta property="og:url" content="${ORIGIN}/c/shared/door">`,
        `<meta property="og:image" content="${ORIGIN}/c/scale.jpg">`,
        ...['110', '12338', '12348', '12345', '12355'].map((number) => `href="tel:${number}"`),
      ])
        expect(body).toContain(part)
      const picture = await bytesOf(`${cloud().url}/c/scale.jpg`, 'identity')
      expect([picture.status, picture.headers['content-type'], picture.body.subarray(0, 2).toString('hex')]).toEqual([
        200,
        'image/jpeg',
        'ffd8',
      ])
      expect((await page('/c.xml')).body).toContain(`<id>${ORIGIN}/c/shared/door</id>`)
      expect((await page('/sitemap.xml')).body).toContain(`<loc>${ORIGIN}/c/shared/door</loc>`)
    })

    it('is sent compressed and only when the browser has not got it already', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'packed' }))
      const url = `${cloud().url}/c/packed/door`
      const [plain, br, gzip] = [await bytesOf(url, 'identity'), await bytesOf(url, 'gzip, br'), await bytesOf(url, 'gzip')]
      expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip'])
      expect(brotliDecompressSync(br.body).equals(plain.body) && gunzipSync(gzip.body).equals(plain.body)).toBe(true)
      const again = await bytesOf(url, 'br', { 'if-none-match': String(br.headers.etag) })
      expect([again.status, again.body.length]).toEqual([304, 0])
      expect([br.headers['cache-control'], br.headers['set-cookie'], br.headers.vary]).toEqual(['no-cache', undefined, 'accept-encoding'])
    })

    it('shows a correction with its note, and nothing of what was withdrawn', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'mended' }))
      const before = (await page('/c/mended/door')).headers.get('etag')
      await rewrite(cloud(), 'mended', articleOf({ body: '改好了的话。' }), '第二段的电话写错了。')
      const after = await page('/c/mended/door')
      expect(after.body).toContain('<strong>更正：</strong>第二段的电话写错了。')
      expect(after.body).toContain('<p>改好了的话。</p>')
      expect(after.headers.get('etag')).not.toBe(before)
      await withdraw('mended', 'door')
      expect([(await page('/c/mended/door')).status, (await page('/c/mended')).body.includes('门关上以后')]).toEqual([404, false])
      expect((await cloud().anybody.get('/api/campaigns/mended/articles/door')).status).toBe(404)
      await expect(withdraw('mended', 'door')).rejects.toThrow('没有公开')
      await withdraw('mended', '')
      expect([(await page('/c/mended')).status, (await page('/c/mended/quiz')).status]).toEqual([404, 404])
      expect((await page('/c')).body).not.toContain('/c/mended')
    })

    it('is never shown made of two versions, while one after the other is published', async () => {
      const { app } = cloud()
      await versionOf(app, 'changing', 0)
      const seen = new Set<string>()
      let over = false
      const reader = async () => {
        while (!over) {
          const [one, campaign] = [versionsIn((await page('/c/changing/door')).body), versionsIn((await page('/c/changing')).body)]
          expect([one.length, campaign.length]).toEqual([1, 1])
          seen.add(String(one[0]))
        }
      }
      const readers = [reader(), reader(), reader(), reader()]
      for (let no = 1; no <= 8; no++) {
        await versionOf(app, 'changing', no)
        // Each is met by somebody who goes on reading.
        while (!seen.has(String(no))) await nextTurn()
      }
      over = true
      await Promise.all(readers)
      // The measure finds what it looks for.
      expect(versionsIn('第3版第4版')).toEqual(['3', '4'])
    })

    it('is led to by a code, and only its cadres have one for a board', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'coded' }))
      const { anybody, url } = cloud()
      const { body } = await anybody.get('/api/campaigns/coded')
      expect((await anybody.get(`/api/campaigns/scanned/${body.id}`)).body).toEqual(body)
      expect((await bytesOf(`${url}/api/campaigns/coded/code.jpg`, 'identity')).headers['content-type']).toBe('image/jpeg')
      const county = await cloud().official('county', 'c1')
      const board = async (who: Api) => (await who.get('/api/campaigns/coded/code.jpg?village=v01')).status
      expect([await board(anybody), await board(await cloud().woman()), await board(county)]).toEqual([404, 404, 200])
      expect((await county.get('/api/campaigns/coded/code.jpg?village=t1')).status).toBe(422)
    })

    it('keeps only one of two versions that were written at the same time', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'two-hands' }))
      const { id } = await textOf(cloud().app.db.read, 'two-hands', 'door')
      const { slug: _, ...content } = articleOf()
      const write = (m: Parameters<typeof addVersion>[0]) =>
        addVersion(m, id, { content, author: null, follows: 1, note: '' }, cloud().clock.now())
      const { app } = cloud()
      const both = await Promise.allSettled([app.db.write(write), app.db.write(write)])
      expect(both.map((one) => (one.status === 'rejected' ? one.reason.code : 'written')).sort()).toEqual(['staleVersion', 'written'])
    })

    it('counts readings by page, board and day, and tells only its cadres the sums', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'counted' }))
      const [county, far, her] = [await cloud().official('county', 'c1'), await cloud().official('town', 't1'), await cloud().woman()]
      for (const path of ['/c/counted', '/c/counted?v=v02', '/c/counted?v=nowhere', '/c/counted/door']) await page(path)
      await her.get('/api/campaigns/counted?village=v02')
      // What a phone fetches to have it without signal is read later, or never.
      for (const path of ['articles/door', 'quizzes/quiz']) await her.get(`/api/campaigns/counted/${path}?ahead=1`)
      await her.get('/api/campaigns/counted/articles/door')
      await cloud().app.work.countReads()
      await page('/c/counted?v=v02')
      await cloud().app.work.countReads()
      const { body } = await county.get('/api/campaigns/counted/reads')
      const days = [{ day: dayOf(cloud().clock.now()), times: 7 }]
      const { quizzes: _, ...sums } = body
      expect(sums).toEqual({ times: 7, boards: [{ village: 'v02', name: '石桥村', times: 3 }], days })
      expect([(await far.get('/api/campaigns/counted/reads')).status, (await her.get('/api/campaigns/counted/reads')).status]).toEqual([
        404, 404,
      ])
      const rows = await cloud().app.db.read.find(CampaignRead)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(['day', 'textId', 'times', 'villageId'])
    })

    it('writes one line for all villages that somebody made up, however many', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'made-up' }))
      await cloud().app.work.countReads()
      for (let i = 0; i < 30; i++) await page(`/c/made-up?v=none${i}`)
      await page('/c/made-up?v=v02')
      expect(await cloud().app.work.countReads()).toBe(2)
      const county = await cloud().official('county', 'c1')
      expect((await county.get('/api/campaigns/made-up/reads')).body).toMatchObject({
        times: 31,
        boards: [{ village: 'v02', times: null }],
      })
    })

    it.each([
      ...['/c/', '/c//', '/c/winter/', '/c/winter//door', '/c/winter/door/', '/c/winter/door/x', '/c/./winter', '/c/winter/../winter/door'],
      ...['/c/..%2f..%2fetc%2fpasswd', '/c/%2e%2e/%2e%2e/etc/passwd', '/c/winter%00', '/c/winter%2fdoor', '/c/WINTER', '/c/winter%20'],
      ...['/c/winter/door.html', '/c/.env', '/c/package.json', '/c/scale.jpg/x', '/c/../../package.json', '/c/%E5%86%AC', '/c/winter;x=1'],
      ...['/c/constructor', '/c/__proto__', '/c/toString', '/c/-', `/c/${'a'.repeat(61)}`, '/c/%', '/c/winter\\door', '/c.xml/x', '/cc'],
    ])('is not found by a trick: %s', async (path) => {
      const status = await new Promise((resolve, reject) => {
        const { hostname, port } = new URL(cloud().url)
        request({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
          .on('error', reject)
          .end()
      })
      expect(status).toBe(404)
    })
  },
  (engine) => startCloud(engine, { publicUrl: ORIGIN }),
)

describe('another process', () => {
  const NOTICED_MS = 5_000
  /** Two processes on one database; the other one looks as often as the product does, unless a control says otherwise. */
  async function beside(keptMs = KEPT_MS): Promise<{ one: Cloud; other: Cloud; close: () => Promise<void> }> {
    const one = await startCloud('mysql')
    const other = await startCloud('sqlite', { database: one.settings.database }, { keptMs }, one.clock, async () => undefined)
    return { one, other, close: () => other.close().then(one.close) }
  }
  const READ = '第一段改好了。'
  /** What one process does to the article, and how another one shows that it has noticed. */
  const CHANGES: Record<string, { change: (one: Cloud) => Promise<void>; isShown: (body: string, status: number) => boolean }> = {
    rewritten: { change: (one) => rewrite(one, 'winter', articleOf({ body: READ }), '改了第一段'), isShown: (body) => body.includes(READ) },
    withdrawn: {
      change: async (one) => {
        const { id } = await textOf(one.app.db.read, 'winter', 'door')
        await one.app.db.write((m) => withdrawText(m, id, '写错了', { by: null, now: one.clock.now() }))
      },
      isShown: (_, status) => status === 404,
    },
  }
  /** How long after each change the other process still shows what was before, asked again and again; undefined when it does all the time. */
  async function noticedAfter({ one, other }: { one: Cloud; other: Cloud }): Promise<Record<string, number | undefined>> {
    await publishCampaign(one)
    const asked = async () => {
      const answer = await fetch(`${other.url}/c/winter/door`)
      return { body: await answer.text(), status: answer.status }
    }
    expect((await asked()).status).toBe(200)
    const noticed: Record<string, number | undefined> = {}
    for (const [name, { change, isShown }] of Object.entries(CHANGES)) {
      await change(one)
      const began = performance.now()
      while (noticed[name] === undefined && performance.now() - began < NOTICED_MS) {
        const { body, status } = await asked()
        if (isShown(body, status)) noticed[name] = performance.now() - began
      }
    }
    return noticed
  }

  it('shows what was rewritten, and stops showing what was withdrawn, within five seconds, with all who read it', async () => {
    const two = await beside()
    const { rewritten, withdrawn } = await noticedAfter(two)
    expect([rewritten, withdrawn].every((ms) => ms !== undefined && ms < NOTICED_MS)).toBe(true)
    await two.close()
  })

  it('would go on showing what was there before if it did not look', async () => {
    const { one, other, close } = await beside(1_000_000)
    await publishCampaign(one)
    const shown = async () => (await fetch(`${other.url}/c/winter/door`)).text()
    const before = await shown()
    for (const { change } of Object.values(CHANGES)) await change(one)
    const began = performance.now()
    while (performance.now() - began < NOTICED_MS) expect(await shown()).toBe(before)
    await close()
  })
})
