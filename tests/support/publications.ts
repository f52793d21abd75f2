import type { Api } from './api'
import { articleOf } from './campaigns'
import type { Cloud } from './cloud'

/** What a campaign opens with. */
export const FRAME = {
  title: '冬日说法',
  theme: '把日子过明白',
  lead: '讲三件身边的事。',
  cover: 'scale',
  from: '2026-11-20',
  until: '2026-12-04',
}
const { slug: _, ...article } = articleOf()
export const ARTICLE = article

/** The author, and who sits at each of the three desks. */
export async function people(cloud: Cloud) {
  const [author, editor, section, leader] = [
    await cloud.official('county', 'c1', '周慧'),
    await cloud.official('editor', 'o6', '顾岚'),
    await cloud.official('section', 'o7', '邵敏'),
    await cloud.official('leader', 'o8', '方琼'),
  ]
  return { author, editor, section, leader }
}

/** A new campaign with one article, written and not yet handed in. @returns the ids of both texts */
export async function written(author: Api, slug: string): Promise<{ frame: string; article: string }> {
  const { status, body } = await author.post('/api/campaign-desk', { slug, content: FRAME })
  expect(status).toBe(201)
  const campaign = body.items.find((one: { slug: string }) => one.slug === slug)
  const added = await author.post(`/api/campaign-desk/${campaign.id}/texts`, { sort: 'article', slug: 'door', content: ARTICLE })
  const { texts } = added.body.items.find((one: { slug: string }) => one.slug === slug)
  return { frame: texts[0].id, article: texts[1].id }
}

/** Begins the reviews of a version. */
export const handIn = (author: Api, about: string, no = 1) =>
  author.post('/api/applications', { kind: 'publication', about, move: 'submit', input: { no } })
/** Makes a move as the case stands now. */
export const move = async (who: Api, id: string, name: string, input: object = {}) => {
  const { body } = await who.get(`/api/applications/${id}`)
  return who.post(`/api/applications/${id}/moves/${name}`, { version: body.version ?? 1, input })
}
/** Takes a text through all three reviews. */
export async function published(
  { author, editor, section, leader }: Awaited<ReturnType<typeof people>>,
  about: string,
  no = 1,
): Promise<void> {
  const handed = await handIn(author, about, no)
  // What refuses it says why.
  expect(handed.body).toMatchObject({ state: 'editor' })
  const { id } = handed.body
  await move(editor, id, 'pass')
  await move(section, id, 'pass')
  expect((await move(leader, id, 'publish')).body.state).toBe('published')
}
