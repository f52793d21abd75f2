import { newId } from '../../../cloud/core/ids'
import { storeCampaign } from '../../../cloud/features/campaign/campaign.store'
import type { Answer, Api, Json } from '../../support/api'
import { articleOf, campaignOf, textOf } from '../../support/campaigns'
import type { Person } from './callers'
import type { House } from './house'

const { slug: _, ...ARTICLE } = articleOf()
const { slug: __, ...FRAME } = campaignOf().campaign
export const DRAFTED = { article: ARTICLE, frame: FRAME }

/** An address that nothing has yet. */
export const freshSlug = (house: House): string => `s${newId(house.cloud.clock.now()).toLowerCase()}`

async function must(asked: Promise<Answer<Json>>): Promise<Json> {
  const { status, body } = await asked
  if (status >= 300) throw new Error(`the text could not be made: ${status} ${JSON.stringify(body)}`)
  return body
}

async function shown(house: House): Promise<string> {
  const { app, clock } = house.cloud
  const slug = freshSlug(house)
  await app.db.write((m) => storeCampaign(m, campaignOf({ slug }), 'c1', clock.now()))
  // Who asks while others are being answered may be shown what was looked at a moment before.
  while ((await house.cloud.anybody.get(`/api/campaigns/${slug}`)).status === 404);
  return slug
}

/** A campaign that nobody has published, with an article; written by a cadre of the county. */
async function drafted(house: House, author: Api): Promise<{ campaign: string; text: string }> {
  const slug = freshSlug(house)
  const mine = ({ items }: Json) => items.find((one: Json) => one.slug === slug)
  const { id: campaign } = mine(await must(author.post('/api/campaign-desk', { slug, content: FRAME })))
  const { texts } = mine(
    await must(author.post(`/api/campaign-desk/${campaign}/texts`, { sort: 'article', slug: 'door', content: ARTICLE })),
  )
  return { campaign, text: texts[1].id }
}

/** She is a cadre of the county as well, and hands in what she has written. */
async function handedIn(house: House, her: Person): Promise<{ id: string; version: number; about: string }> {
  const { app, clock } = house.cloud
  const grant = { id: newId(clock.now()), account: her.account, role: 'county', place: 'c1', by: null, at: clock.now() } as const
  await app.db.write((m) => app.grants.record(m, grant))
  const { text } = await drafted(house, her)
  const { db } = app
  // Her own identity is not known to WeChat: it is marked as checked by hand.
  await db.write((m) => m.query('UPDATE campaign_version SET checked = ? WHERE text_id = ?', ['pass', text]))
  const { id, version } = await must(her.post('/api/applications', { kind: 'publication', about: text, move: 'submit', input: { no: 1 } }))
  return { id, version, about: text }
}

/** Approved, at once or for a day to come. */
async function approved(house: House, her: Person, when: object): Promise<Awaited<ReturnType<typeof handedIn>>> {
  const one = await handedIn(house, her)
  const { editor, section, leader } = house.callers
  const on = async (who: Api, move: string, input: object) => {
    const { version } = await must(who.get(`/api/applications/${one.id}`))
    return must(who.post(`/api/applications/${one.id}/moves/${move}`, { version, input }))
  }
  await on(editor, 'pass', {})
  await on(section, 'pass', {})
  const { version } = await on(leader, 'publish', when)
  return { ...one, version }
}

export const campaignRecords = {
  /** named by its address */
  campaign: async (house: House) => ({ id: await shown(house) }),
  /** named by its id, as codes do */
  scannedCampaign: async (house: House) => {
    const { body } = await house.cloud.anybody.get(`/api/campaigns/${await shown(house)}`)
    return { id: body.id as string }
  },
  draftCampaign: async (house: House) => ({ id: (await drafted(house, house.callers.county)).campaign }),
  draftText: async (house: House) => ({ id: (await drafted(house, house.callers.county)).text }),
  campaignPicture: async (house: House) => {
    const { campaign: id } = await drafted(house, house.callers.county)
    const { body } = await house.callers.county.send(`/api/campaign-pictures?campaign=${id}`, house.picture, 'photo.jpg')
    return { id: body.id as string }
  },
  remark: async (house: House) => {
    const { text } = await drafted(house, house.callers.county)
    const given = { no: 1, paragraph: 1, note: '写清楚些' }
    const { remarks } = await must(house.callers.editor.post(`/api/campaign-texts/${text}/remarks`, given))
    return { id: remarks[0].id as string }
  },
  publishedText: async (house: House) => ({ id: (await textOf(house.cloud.app.db.read, await shown(house), 'door')).id }),
  publicationAtEditor: handedIn,
  publicationScheduled: (house: House, her: Person) => approved(house, her, { day: '2026-12-04', hour: 9 }),
  publicationPublished: (house: House, her: Person) => approved(house, her, {}),
}
