import type { CampaignEvent } from '@shared/features/campaign/campaign.api'
import { type Given, givenOf } from '../../cloud/features/campaign/given'
import { shelfNumber } from '../../cloud/features/campaign/shelf'
import { articleOf, campaignOf, publishCampaign, rewrite } from '../support/campaigns'
import { type Cloud, startCloud } from '../support/cloud'

const places = { nameOf: () => '悦江县', find: () => undefined }
const AT = { origin: undefined, day: '2026-11-23', hasCode: false, hasForms: false, atlas: places }
const EVENT: CampaignEvent = {
  ...{ id: 'a1', title: '律师坐在院子里', place: '梅坪村文化院', seatsLeft: 30 },
  ...{ startsAt: '2026-12-01T01:00:00.000Z', endsAt: '2026-12-01T03:00:00.000Z', enrolBy: '2026-11-30T01:00:00.000Z' },
}

/** The pages of `after` that were made anew, by path; the list of all campaigns always is. */
const madeAnew = (before: Given, after: Given): string[] =>
  [...after.pages].flatMap(([path, page]) => (path !== '/c' && before.pages.get(path) !== page ? [path] : [])).sort()

describe('what readers are given', () => {
  let cloud: Cloud
  beforeAll(async () => {
    cloud = await startCloud('sqlite')
    for (const slug of ['talks', 'quiet']) await publishCampaign(cloud, campaignOf({ slug }))
  })
  afterAll(() => cloud.close())
  const given = async (seatsLeft: number, before?: Given) => {
    const { read } = cloud.app.db
    const { id = '' } =
      before?.shelf.find(({ view }) => view.slug === 'talks')?.view ?? (await cloud.anybody.get('/api/campaigns/talks')).body
    return givenOf(read, { no: await shelfNumber(read), events: new Map([[id, [{ ...EVENT, seatsLeft }]]]) }, AT, before)
  }

  it('is one page more while a seat is taken, and none when nothing has happened', async () => {
    const first = await given(30)
    const [same, taken] = [await given(30, first), await given(29, first)]
    expect([madeAnew(first, same), madeAnew(first, taken)]).toEqual([[], ['/c/talks']])
    expect(taken.pages.get('/c/talks')?.packed.plain.toString()).toContain('还有29个名额')
    expect(madeAnew(first, { ...taken, pages: (await given(29)).pages })).toHaveLength(7)
  })

  it('leads to who helps by a code of the mini-program, where there is one', async () => {
    const { read } = cloud.app.db
    const standing = { no: await shelfNumber(read), events: new Map() }
    const help = async (hasCode: boolean) => {
      const { pages } = await givenOf(read, standing, { ...AT, hasCode }, undefined)
      return ['/c/talks', '/c/talks/door', '/c/talks/quiz'].map(
        (path) => /想有人帮一把<\/b>(.*?)<\/section>/.exec(pages.get(path)?.packed.plain.toString() ?? '')?.[1],
      )
    }
    for (const one of await help(true)) expect(one).toContain('<a href="/api/campaigns/talks/code.jpg">微信扫这个码</a>')
    for (const one of await help(false)) expect([one?.includes('点“遇到难处”'), one?.includes('<a')]).toEqual([true, false])
  })

  it('has what was published meanwhile', async () => {
    const first = await given(30)
    await rewrite(cloud, 'quiet', articleOf({ body: '改好了的话。' }))
    const next = await given(30, first)
    expect(next.pages.get('/c/quiet/door')?.packed.plain.toString()).toContain('改好了的话。')
    // What says the same keeps its bytes.
    expect(next.pages.get('/c/talks/door')?.packed).toBe(first.pages.get('/c/talks/door')?.packed)
  })
})
