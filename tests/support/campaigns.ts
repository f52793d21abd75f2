import type { ArticleBody, CampaignSeed } from '@shared/features/campaign/campaign.schema'
import { campaigns } from '@shared/features/campaign/seed/index'
import type { App } from '../../cloud/app'
import { find, findOne, type Manager } from '../../cloud/core/database'
import { Campaign, CampaignText, CampaignVersion } from '../../cloud/features/campaign/campaign.entity'
import { addVersion, publishVersion, storeCampaign } from '../../cloud/features/campaign/campaign.store'
import type { Cloud } from './cloud'

/** An article; whatever a test is about is given. */
export const articleOf = (changed: Partial<ArticleBody> = {}): ArticleBody => ({
  ...{ slug: 'door', sort: 'article', title: '门关上以后', summary: '门关上了，法律还在。', leaveNow: true },
  body: '## 先说要紧的\n\n有危险打[110](tel:110)。\n\n- 第一\n- 第二',
  citations: [{ law: '反家庭暴力法', articles: [23, 28] }],
  ...changed,
})

/** A small campaign; whatever a test is about is given. */
export function campaignOf(changed: Partial<CampaignSeed['campaign']> = {}, articles = [articleOf()]): CampaignSeed {
  return {
    campaign: {
      ...{ slug: 'winter', title: '冬日说法', theme: '把日子过明白', lead: '讲三件身边的事。', cover: 'scale' },
      ...{ from: '2026-11-20', until: '2026-12-04', ...changed },
    },
    articles,
    quiz: {
      slug: 'quiz',
      title: '答答看',
      questions: [{ text: '有危险先打哪个电话？', options: ['110', '12345'], right: 0, explain: '110 来得最快。' }],
    },
  }
}

type Words = ArticleBody | CampaignSeed['quiz'] | CampaignSeed['campaign']
type At = Pick<Cloud, 'app'> & { clock: Pick<Cloud['clock'], 'now'> }

/** Stores and publishes a campaign of the county. */
export const publishCampaign = ({ app, clock }: At, seed: CampaignSeed = campaignOf()): Promise<void> =>
  app.db.write((m) => storeCampaign(m, seed, 'c1', clock.now()))

/** The row of a campaign's page; the opening's address is empty. */
export async function textOf(m: Manager, campaign: string, slug: string): Promise<CampaignText> {
  const { id: campaignId } = (await findOne(m, Campaign, { slug: campaign })) as Campaign
  return (await findOne(m, CampaignText, { campaignId, slug })) as CampaignText
}

/** Publishes a new version of the article, in one unit. */
export const rewrite = (at: At, campaign: string, article: ArticleBody, note = ''): Promise<void> =>
  rewriteAs(at, campaign, article.slug, article, note)

/** The same of any text. @param page the last part of its address; empty for the campaign's opening */
export async function rewriteAs({ app, clock }: At, campaign: string, page: string, words: Words, note: string): Promise<void> {
  const { slug: _, ...content } = words
  const { id } = await textOf(app.db.read, campaign, page)
  await app.db.write(async (m) => {
    const follows = (await find(m, CampaignVersion, { textId: id })).length
    const version = await addVersion(m, id, { content, author: null, follows, note }, clock.now())
    await publishVersion(m, id, version, { by: null, now: clock.now() })
  })
}

/** An article that says everywhere which version it is. */
const numbered = (no: number): ArticleBody =>
  articleOf({ title: `第${no}版`, summary: `第${no}版`, body: Array(20).fill(`第${no}版`).join('\n\n'), citations: [] })

/** Publishes the article's version of this number; the first time the campaign with it. */
export async function versionOf(app: App, slug: string, no: number): Promise<void> {
  const now = new Date().toISOString()
  if (no === 0) await app.db.write((m) => storeCampaign(m, campaignOf({ slug }, [numbered(0)]), 'c1', now))
  else await rewrite({ app, clock: { now: () => now } }, slug, numbered(no))
}

/** Which versions a page is made of. */
export const versionsIn = (html: string): string[] => [...new Set([...html.matchAll(/第(\d+)版/g)].map(([, no]) => no as string))]

/** A campaign whose article and quiz are as large as a form lets them be, of words that people write. */
export function largestOf(slug: string): CampaignSeed {
  const prose = campaigns.flatMap(({ articles }) => articles.map(({ body }) => body)).join('\n\n')
  const body = prose.slice(0, 6_000)
  let words = prose.replace(/\s/g, '')
  const take = (length: number) => {
    const taken = words.slice(0, length)
    words = `${words.slice(length)}${taken}`
    return taken
  }
  const question = () => ({ text: take(100), options: [50, 50, 50, 50].map(take), right: 0, explain: take(200) })
  const citation = { law: '反家庭暴力法', articles: [1] }
  const questions = Array.from({ length: 20 }, () => ({ ...question(), citation }))
  const laws = ['妇女权益保障法', '反家庭暴力法', '禁毒法', '宪法', '未成年人保护法'].map((law) => ({ law, articles: [1, 2, 3, 4, 5] }))
  const { campaign } = campaignOf({ slug })
  return {
    campaign,
    articles: [articleOf({ title: prose.slice(0, 30).replace(/\s/g, ''), summary: words.slice(0, 80), body, citations: laws })],
    quiz: { slug: 'quiz', title: '答答看', questions },
  }
}
