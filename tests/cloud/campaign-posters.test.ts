import sharp from 'sharp'
import { withdrawText } from '../../cloud/features/campaign/campaign.store'
import type { CampaignPosterOrder } from '../../cloud/features/campaign/poster.paper'
import type { Api } from '../support/api'
import { articleOf, campaignOf, publishCampaign, rewrite, textOf } from '../support/campaigns'
import { startCloud } from '../support/cloud'
import { recordingPress } from '../support/press'

const ORIGIN = 'https://fl.example.gov.cn'
const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

describe('the posters of a campaign', () => {
  it('are printed once for what it says now, however many ask, and anew when it says something else', async () => {
    const press = recordingPress()
    const cloud = await startCloud('sqlite', { publicUrl: ORIGIN }, { press })
    await publishCampaign(cloud, campaignOf({}, [articleOf(), articleOf({ slug: 'land', title: '地还是她的' })]))
    const ask = (name: string) => cloud.anybody.get(`/c/winter/${name}`)
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('poster.pdf')))
    const { headers } = answers[0] as (typeof answers)[number]
    expect([new Set(answers.map(({ status }) => status)), press.orders.length]).toEqual([new Set([200]), 1])
    expect([headers.get('content-type'), headers.get('content-disposition'), headers.get('cache-control')]).toEqual([
      ...['application/pdf', 'inline; filename="winter-poster.pdf"', 'no-cache'],
    ])
    expect(press.orders[0]).toMatchObject({
      paper: 'campaignPoster',
      as: 'a4',
      told: { title: '冬日说法', texts: ['门关上以后', '地还是她的'] },
    })
    expect([(await ask('poster-a3.pdf')).status, (await ask('poster.png')).headers.get('content-type')]).toEqual([200, 'image/png'])
    const etag = headers.get('etag') as string
    expect(
      (await cloud.anybody.raw('/c/winter/poster.pdf', { headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' } })).status,
    ).toBe(304)
    expect(press.orders).toHaveLength(3)
    await rewrite(cloud, 'winter', articleOf({ title: '门开了' }))
    expect([(await ask('poster.pdf')).headers.get('etag') !== etag, press.orders.length]).toEqual([true, 4])
    expect((await cloud.anybody.get('/c/winter')).body).toContain('href="/c/winter/poster.pdf"')
    for (const none of ['poster.jpg', 'poster-a5.pdf', 'poster.pdf/', '../nobody/poster.pdf', 'door/poster.pdf'])
      expect((await ask(none)).status).toBe(404)
    const { id } = await textOf(cloud.app.db.read, 'winter', '')
    await cloud.app.db.write((m) => withdrawText(m, id, '写错了', { by: null, now: cloud.clock.now() }))
    expect([(await ask('poster.pdf')).status, (await cloud.anybody.get('/c/nobody/poster.pdf')).status]).toEqual([404, 404])
    await cloud.close()
  })

  it('name the village on whose board they hang, with the code of that board, and are made by who keeps the campaign', async () => {
    const press = recordingPress()
    const cloud = await startCloud('sqlite', { publicUrl: ORIGIN }, { press })
    await publishCampaign(cloud)
    const county = await cloud.official('county', 'c1')
    const ask = (who: Api, query: string) => who.get(`/api/campaigns/winter/poster.pdf?${query}`)
    expect([(await ask(county, 'village=v02')).status, (await ask(county, 'village=v02&paper=a3')).status]).toEqual([200, 200])
    const [a4, a3] = press.orders as CampaignPosterOrder[]
    expect([a4?.as, a4?.told.village, a3?.as]).toEqual(['a4', '石桥村', 'a3'])
    const code = await bytesOf(`${cloud.url}/api/campaigns/winter/code.jpg`)
    const hers = await county.bytes('/api/campaigns/winter/code.jpg?village=v02')
    const printed = Buffer.from(a4?.told.code ?? [])
    expect([hers.equals(printed), code.equals(printed)]).toEqual([true, false])
    const refused = [await ask(county, 'village=t1'), await ask(county, ''), await ask(await cloud.official('town', 't1'), 'village=v02')]
    expect([...refused, await ask(cloud.anybody, 'village=v02')].map(({ status }) => status)).toEqual([422, 422, 404, 401])
    expect(press.orders).toHaveLength(2)
    await cloud.close()
  })

  it('say calmly that they cannot be had while the press is busy, and are asked for again afterwards', async () => {
    const { AppError } = jest.requireActual<typeof import('@shared/core/errors')>('@shared/core/errors')
    let busy = true
    const print = async () => {
      if (busy) throw new AppError('busy', '打印的人太多了，请过一会儿再点')
      return Buffer.from('%PDF')
    }
    const cloud = await startCloud('sqlite', { logLevel: 'silent' }, { press: { print } })
    await publishCampaign(cloud)
    const refused = await cloud.anybody.get('/c/winter/poster.pdf')
    expect([refused.status, refused.headers.get('etag'), refused.body.includes('暂时打不开')]).toEqual([503, null, true])
    busy = false
    expect((await cloud.anybody.get('/c/winter/poster.pdf')).status).toBe(200)
    await cloud.close()
  })

  it('are one sheet of A4, of A3 and a picture, with a code that leads to the campaign', async () => {
    const cloud = await startCloud('sqlite', { publicUrl: ORIGIN })
    await publishCampaign(cloud)
    const board = await (await cloud.official('county', 'c1')).bytes('/api/campaigns/winter/poster.pdf?village=v02')
    expect(board.subarray(0, 5).toString()).toBe('%PDF-')
    const [a4, a3, png] = await Promise.all(
      ['poster.pdf', 'poster-a3.pdf', 'poster.png'].map((name) => bytesOf(`${cloud.url}/c/winter/${name}`)),
    )
    const boxOf = (pdf: Buffer | undefined) =>
      pdf
        ?.toString('latin1')
        .match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/)
        ?.slice(1)
        .map(Number)
        .map(Math.round)
    expect([boxOf(a4), boxOf(a3)]).toEqual([
      [595, 842],
      [842, 1191],
    ])
    const { format, width, height } = await sharp(png).metadata()
    expect([format, width, height]).toEqual(['png', 1240, 1754])
    for (const paper of [a4, a3, png]) expect(paper?.length).toBeLessThan(400_000)
    if (process.env.SHOTS) await sharp(png).toFile(`${process.env.SHOTS}/campaign-poster.png`)
    await cloud.close()
  })
})
