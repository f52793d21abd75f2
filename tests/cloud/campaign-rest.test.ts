import { addMs } from '@shared/core/time'
import { CampaignChoice, CampaignText, CampaignVersion } from '../../cloud/features/campaign/campaign.entity'
import { addVersion, publishVersion, withdrawText } from '../../cloud/features/campaign/campaign.store'
import { publish } from '../support/activities'
import type { Api, Json } from '../support/api'
import { articleOf, campaignOf, publishCampaign, textOf } from '../support/campaigns'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { ARTICLE, FRAME, handIn, people, written } from '../support/publications'

const QUESTION = { text: '先打哪个电话？', options: ['110', '12345', '114'], right: 0, explain: '110 来得最快。' }
const campaignIn = (body: Json, slug: string): Json => body.items.find((one: Json) => one.slug === slug)

onBothEngines('a campaign', (cloud) => {
  const page = async (path: string) => (await cloud().anybody.get(path)).body as unknown as string

  describe('gets its addresses', () => {
    it('from the initials of its title, with a number where others have them, or hears whether its own is free', async () => {
      const author = await cloud().official('county', 'c1')
      const ask = async (query: string) => (await author.get(`/api/campaign-addresses?${query}`)).body
      const title = encodeURIComponent('三八妇女维权周')
      expect(await ask(`title=${title}`)).toEqual({ slug: 'sbfnwqz', free: true })
      await author.post('/api/campaign-desk', { slug: 'sbfnwqz', content: FRAME })
      expect([await ask(`title=${title}`), await ask('slug=sbfnwqz'), await ask('slug=other')]).toEqual([
        { slug: 'sbfnwqz-2', free: true },
        { slug: 'sbfnwqz', free: false },
        { slug: 'other', free: true },
      ])
      expect((await (await cloud().woman()).get(`/api/campaign-addresses?title=${title}`)).status).toBe(403)
    })
  })

  describe('with links in its texts', () => {
    const linking = (body: string) => ({ ...ARTICLE, body })
    const draft = async (author: Api, slug: string, body: string): Promise<string> => {
      const { article } = await written(author, slug)
      await author.post(`/api/campaign-texts/${article}/versions`, { sort: 'article', follows: 1, note: '', content: linking(body) })
      return article
    }

    it('is told of each that leads nowhere or where it must not, and goes to its reviewers only without them', async () => {
      const { author } = await people(cloud())
      const good = '[县政府](https://www.example.gov.cn/a)，[开头](/c/linked)，[电话](tel:12338)'
      const bad = '[买东西](https://shop.example.com/a)，[没有](/c/nowhere)，[脚本](javascript:1)，[样子像](https://gov.cn.example.com)'
      const article = await draft(author, 'linked', `${good}，${bad}`)
      const { links } = (await author.get(`/api/campaign-texts/${article}`)).body.shown
      expect(links.map(({ href, stops }: Json) => [href, stops])).toEqual([
        ['/c/linked', false],
        ['https://shop.example.com/a', true],
        ['/c/nowhere', true],
        ['https://gov.cn.example.com', true],
      ])
      const refused = await handIn(author, article, 2)
      expect([refused.status, refused.body.fields.no]).toEqual([422, expect.stringContaining('https://shop.example.com/a')])
      await author.post(`/api/campaign-texts/${article}/versions`, { sort: 'article', follows: 2, note: '', content: linking(good) })
      expect((await handIn(author, article, 3)).body.state).toBe('editor')
    })

    it('shows plain words where a page that a text leads to was withdrawn, and the link again when it is back', async () => {
      const leading = articleOf({ slug: 'leads', body: '看[另一篇](/c/alive/door)，打[110](tel:110)。' })
      await publishCampaign(cloud(), campaignOf({ slug: 'alive' }, [articleOf(), leading]))
      const { id, publishedId } = await textOf(cloud().app.db.read, 'alive', 'door')
      const shown = async () => {
        const { blocks } = (await cloud().anybody.get('/api/campaigns/alive/articles/leads')).body
        return [(await page('/c/alive/leads')).includes('href="/c/alive/door"'), JSON.stringify(blocks).includes('/c/alive/door')]
      }
      const now = cloud().clock.now()
      expect(await shown()).toEqual([true, true])
      await cloud().app.db.write((m) => withdrawText(m, id, '写错了', { by: null, now }))
      expect(await shown()).toEqual([false, false])
      expect(await page('/c/alive/leads')).toContain('看另一篇，打<a href="tel:110">110</a>。')
      await cloud().app.db.write((m) => publishVersion(m, id, publishedId as string, { by: null, now }))
      expect(await shown()).toEqual([true, true])
    })
  })

  it('is handed in with what looks like a real person only once its author has answered for it, and never with a child', async () => {
    const { author } = await people(cloud())
    const { article } = await written(author, 'named')
    const content = { ...ARTICLE, body: '小学生李丽（9岁）和她妈妈，电话13700002345。' }
    await author.post(`/api/campaign-texts/${article}/versions`, { sort: 'article', follows: 1, note: '', content })
    const hand = (named?: string) =>
      author.post('/api/applications', {
        kind: 'publication',
        about: article,
        move: 'submit',
        input: { no: 2, ...(named ? { named } : {}) },
      })
    const [silent, office] = [await hand(), await hand('office')]
    expect([silent.body.fields.named, office.body.fields.named]).toEqual([
      ...['稿子里有像真人的字，请先看一看，写明是不是真人', '孩子的真名不能公开：请改成化名再交'],
    ])
    const { body } = await hand('invented')
    expect([body.state, body.answers.named]).toEqual(['editor', 'invented'])
  })

  it('has quizzes and further texts written and previewed like any other, and lists them at the desk with all their states', async () => {
    const { author } = await people(cloud())
    const { article } = await written(author, 'quizzed')
    const { id } = campaignIn((await author.get('/api/campaign-desk')).body, 'quizzed')
    const quiz = (questions: object[]) =>
      author.post(`/api/campaign-desk/${id}/texts`, { sort: 'quiz', slug: 'ask', content: { title: '试一试', questions } })
    const wrong = await quiz([QUESTION, { ...QUESTION, options: ['110'] }])
    expect([wrong.status, Object.keys(wrong.body.fields)]).toEqual([422, ['content.questions.1.options']])
    const { texts } = campaignIn((await quiz([QUESTION])).body, 'quizzed')
    expect(texts.map((text: Json) => [text.slug, text.sort, text.no, text.publishedNo])).toEqual([
      ['', 'frame', 1, null],
      ['door', 'article', 1, null],
      ['ask', 'quiz', 1, null],
    ])
    expect(texts[1].id).toBe(article)
    const next = { sort: 'quiz', follows: 1, note: '', content: { title: '试一试', questions: [{ ...QUESTION, right: 1 }, QUESTION] } }
    expect((await author.post(`/api/campaign-texts/${texts[2].id}/versions`, next)).body.no).toBe(2)
  })

  describe('with activities on its page', () => {
    it('tells day, place and the seats that are left, as long as they are to come and public, put there by its keeper', async () => {
      const county = await cloud().official('county', 'c1')
      await publishCampaign(cloud(), campaignOf({ slug: 'talks' }))
      const { id } = campaignIn((await county.get('/api/campaign-desk')).body, 'talks')
      const activity = await publish(county, cloud().clock.now(), { title: '律师坐在院子里', place: '梅坪村文化院', seats: 2, rules: {} })
      const show = (who: Api, shown: boolean, which = activity) => who.post(`/api/campaign-desk/${id}/events`, { activity: which, shown })
      const far = await cloud().official('town', 't1')
      expect([(await show(far, true)).status, (await show(county, true, 'none')).status]).toEqual([404, 422])
      for (const _ of [1, 2]) expect(campaignIn((await show(county, true)).body, 'talks').events).toEqual([activity])
      const events = async () => (await cloud().anybody.get('/api/campaigns/talks')).body.events
      expect(await events()).toMatchObject([{ id: activity, title: '律师坐在院子里', place: '梅坪村文化院', seatsLeft: 2 }])
      expect(await page('/c/talks')).toContain('还有2个名额')
      const her = await cloud().woman()
      await her.post('/api/applications', {
        ...{ kind: 'enrolment', about: activity, move: 'submit' },
        input: { name: '王桂兰', village: 'v01', phone: '13900001234' },
      })
      expect(await page('/c/talks')).toContain('还有1个名额')
      await show(county, false)
      expect(await events()).toEqual([])
      await show(county, true)
      cloud().clock.set(addMs(cloud().clock.now(), 90 * 86_400_000))
      expect([await events(), (await page('/c/talks')).includes('律师')]).toEqual([[], false])
    })
  })

  describe('with a quiz', () => {
    const send = (slug: string, body: object) => cloud().anybody.post(`/api/campaigns/${slug}/quizzes/quiz/choices`, body)
    const choice = (option: number, question = 0) => ({ no: 1, choices: [{ question, option }] })

    it('counts what is chosen without who, by option and day, and tells cadres a question that at least three have answered', async () => {
      await publishCampaign(cloud(), campaignOf({ slug: 'chosen' }))
      const county = await cloud().official('county', 'c1')
      const told = async () => {
        await cloud().app.work.countReads()
        const [{ questions }] = (await county.get('/api/campaigns/chosen/reads')).body.quizzes
        return [questions[0].times, ...questions[0].options.map((one: Json) => one.times)]
      }
      await send('chosen', { no: 1, choices: [{ question: 0, option: 0 }] })
      await send('chosen', choice(1))
      expect(await told()).toEqual([null, null, null])
      await send('chosen', choice(0))
      // Of another version, of no question and of no option nothing is counted.
      for (const odd of [{ ...choice(0), no: 2 }, choice(0, 7), choice(3)]) expect((await send('chosen', odd)).status).toBe(200)
      expect(await told()).toEqual([3, 2, 1])
      const rows = await cloud().app.db.read.find(CampaignChoice)
      for (const row of rows) expect(Object.keys(row).sort()).toEqual(['day', 'no', 'option', 'question', 'textId', 'times'])
    })

    it('takes nothing but a bounded list of choices, and none for a quiz that is not there', async () => {
      const [named, many, none] = [
        await send('chosen', { ...choice(0), who: 'me' }),
        await send('chosen', { no: 1, choices: Array(41).fill({ question: 0, option: 0 }) }),
        await send('nowhere', choice(0)),
      ]
      expect([named.status, many.status, none.status]).toEqual([422, 422, 404])
    })
  })

  it('stands in lists and on the page of all by its days: those that last, those to come, those that are over', async () => {
    const day = cloud().clock.now().slice(0, 4)
    const days = { over: [`${day}-01-01`, `${day}-01-02`], now: [`${day}-01-01`, '2028-12-31'], later: ['2028-01-01', '2028-01-02'] }
    for (const [slug, [from, until]] of Object.entries(days)) await publishCampaign(cloud(), campaignOf({ slug, from, until } as never))
    const { items } = (await cloud().anybody.get('/api/campaigns')).body
    const order = items.map(({ slug }: Json) => slug).filter((slug: string) => slug in days)
    const html = await page('/c')
    const drawn = Object.keys(days).sort((a, b) => html.indexOf(`/c/${a}"`) - html.indexOf(`/c/${b}"`))
    expect([order, drawn]).toEqual([
      ['now', 'later', 'over'],
      ['now', 'later', 'over'],
    ])
  })
})

/** A connection as the statements use it. */
interface Line {
  query(sql: string, values: unknown[], done: (error: Error | null, given: unknown) => void): void
}

describe('two leaders who publish versions of one text in the same moment', () => {
  /** The second version is published between the first one's look and its change. @returns what readers see then, and what the first was told */
  async function crossed(cloud: Cloud, guarded: boolean): Promise<[number, string]> {
    const { db } = cloud.app
    await publishCampaign(cloud)
    const { id } = await textOf(db.read, 'winter', 'door')
    const now = cloud.clock.now()
    const versions: string[] = []
    const { slug: _, ...content } = articleOf()
    for (const follows of [1, 2]) versions.push(await db.write((m) => addVersion(m, id, { content, author: null, follows, note: '' }, now)))
    const doing = { by: null, now }
    const first = db.write(async (m) => {
      const line = (await m.queryRunner?.connect()) as Line
      const query = line.query.bind(line)
      line.query = (sql, values, done) => {
        const changing = /^UPDATE \S?campaign_text\S? SET/.test(sql)
        // The guard taken away: what readers saw is said to be so still.
        const open = changing && !guarded ? sql.replace(/AND published_id = \?$/, 'AND (published_id = ? OR 1 = 1)') : sql
        if (!changing) return query(open, values, done)
        line.query = query
        void db
          .write((other) => publishVersion(other, id, versions[1] as string, doing))
          .then(() => {
            query(open, values, done)
          })
      }
      return publishVersion(m, id, versions[0] as string, doing)
    })
    const told = await first.then(
      () => 'done',
      (error) => error.code,
    )
    const { publishedId } = (await db.read.findOneBy(CampaignText, { id })) as CampaignText
    const { no } = (await db.read.findOneBy(CampaignVersion, { id: publishedId as string })) as CampaignVersion
    return [no, told]
  }

  it.each([
    ['do not cross: who comes second is told so', true, [3, 'staleVersion']],
    ['would cross without the condition: the older one would stand over the newer', false, [2, 'done']],
  ] as const)('%s', async (_what, guarded, expected) => {
    const cloud = await startCloud('mysql')
    expect(await crossed(cloud, guarded)).toEqual(expected)
    await cloud.close()
  })
})
