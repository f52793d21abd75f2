import type { AnyKind } from '@shared/core/kind'
import { atChina } from '@shared/core/time'
import { publication } from '@shared/features/campaign/publication.kind'
import { kinds } from '@shared/features/index'
import { CampaignText } from '../../cloud/features/campaign/campaign.entity'
import type { Api } from '../support/api'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { ARTICLE, handIn, move, people, published, written } from '../support/publications'

const CAMPAIGN_DAY = { day: '2026-11-25', hour: 9 }
const AT = atChina('2026-11-25', '09:00')
const justBefore = new Date(Date.parse(AT) - 1).toISOString()

/** The article of a campaign whose opening is public, approved by two; the leader has not decided yet. @returns its case and its id */
async function atLeader(all: Awaited<ReturnType<typeof people>>, slug: string): Promise<{ id: string; article: string }> {
  const { frame, article } = await written(all.author, slug)
  await published(all, frame)
  return { id: await passedOn(all, article, 1), article }
}

async function passedOn({ author, editor, section }: Awaited<ReturnType<typeof people>>, text: string, no: number): Promise<string> {
  const { id } = (await handIn(author, text, no)).body
  await move(editor, id, 'pass')
  await move(section, id, 'pass')
  return id
}

const rewritten = (author: Api, text: string, follows: number) =>
  author.post(`/api/campaign-texts/${text}/versions`, {
    ...{ sort: 'article', follows, note: '电话改了。' },
    content: { ...ARTICLE, body: `第${follows + 1}版` },
  })
const shown = async (cloud: Cloud, slug: string) => (await cloud.anybody.get(`/c/${slug}/door`)).status
const stateOf = async (who: Api, id: string) => (await who.get(`/api/applications/${id}`)).body.state

onBothEngines('a text that is to appear at a set time', (cloud) => {
  beforeEach(() => cloud().clock.set(atChina('2026-11-23', '09:00')))

  it('is public from that moment on, and its author and the leader know when', async () => {
    const all = await people(cloud())
    const { id, article } = await atLeader(all, 'timed')
    const told = await move(all.leader, id, 'publish', CAMPAIGN_DAY)
    expect([told.body.state, told.body.moves.map((one: { name: string }) => one.name)]).toEqual(['scheduled', ['hold']])
    expect(JSON.stringify(told.body.events.at(-1).answers)).toBe(JSON.stringify(CAMPAIGN_DAY))
    const hers = (await all.author.get(`/api/applications/${id}`)).body
    expect([hers.says, hers.moves.map((one: { name: string }) => one.name)]).toEqual([
      '您的稿件三审都通过了，11月25日(周三)上午9点发布。',
      ['drop'],
    ])
    cloud().clock.set(justBefore)
    await cloud().app.work.tick()
    expect(await shown(cloud(), 'timed')).toBe(404)
    cloud().clock.set(AT)
    await cloud().app.work.tick()
    expect([await shown(cloud(), 'timed'), await stateOf(all.author, id)]).toEqual([200, 'published'])
    const text = await cloud().app.db.read.findOneByOrFail(CampaignText, { id: article })
    expect([text.publishedAt, text.changedBy]).toEqual([AT, all.leader.account])
  })

  it('is taken back by the leader, or by its author, as long as it is not public', async () => {
    const all = await people(cloud())
    const held = await atLeader(all, 'held')
    await move(all.leader, held.id, 'publish', CAMPAIGN_DAY)
    expect((await move(all.editor, held.id, 'hold')).status).toBe(403)
    expect((await move(all.leader, held.id, 'hold')).body.state).toBe('leader')
    const dropped = await atLeader(all, 'dropped')
    await move(all.leader, dropped.id, 'publish', { day: '2026-11-25' })
    expect((await move(all.author, dropped.id, 'drop')).body.state).toBe('dropped')
    cloud().clock.set(AT)
    await cloud().app.work.tick()
    expect([await shown(cloud(), 'held'), await shown(cloud(), 'dropped')]).toEqual([404, 404])
    expect((await move(all.leader, held.id, 'publish')).body.state).toBe('published')
    expect(await shown(cloud(), 'held')).toBe(200)
  })

  it('is approved for a moment that is still to come', async () => {
    const all = await people(cloud())
    const { id } = await atLeader(all, 'past')
    const refused = async (input: object) => Object.keys((await move(all.leader, id, 'publish', input)).body.fields ?? {})
    expect([await refused({ hour: 10 }), await refused({ day: '2026-11-23', hour: 9 }), await refused({ day: '2026-11-23' })]).toEqual([
      ['day'],
      ['hour'],
      ['day'],
    ])
    expect(await stateOf(all.leader, id)).toBe('leader')
  })

  it('goes back to the leader when what readers see is withdrawn before', async () => {
    const all = await people(cloud())
    const { id, article } = await atLeader(all, 'recalled')
    await move(all.leader, id, 'publish')
    await rewritten(all.author, article, 1)
    const second = await passedOn(all, article, 2)
    await move(all.leader, second, 'publish', CAMPAIGN_DAY)
    await all.author.post(`/api/campaign-texts/${article}/withdrawal`, { reason: '说的事不对' })
    expect(await stateOf(all.leader, second)).toBe('leader')
    cloud().clock.set(AT)
    await cloud().app.work.tick()
    expect(await shown(cloud(), 'recalled')).toBe(404)
  })

  it('does not appear over a newer version', async () => {
    const all = await people(cloud())
    const { id, article } = await atLeader(all, 'newer')
    await move(all.leader, id, 'publish', CAMPAIGN_DAY)
    const second = await cloud().official('county', 'c1', '第二位')
    await rewritten(second, article, 1)
    await move(all.leader, await passedOn({ ...all, author: second }, article, 2), 'publish')
    cloud().clock.set(AT)
    await cloud().app.work.tick()
    expect(await stateOf(all.author, id)).toBe('dropped')
    expect((await cloud().anybody.get('/c/newer/door')).body).toContain('第2版')
  })
})

describe('where a withdrawal recalls nothing', () => {
  it('the clock would bring the text back to readers', async () => {
    const { recall: _recall, ...moves } = publication.states.scheduled.moves as Record<string, object>
    const states = { ...publication.states, scheduled: { ...publication.states.scheduled, moves } }
    const deaf = { ...publication, states } as AnyKind
    const cloud = await startCloud('sqlite', {}, { kinds: kinds.map((kind): AnyKind => (kind.kind === 'publication' ? deaf : kind)) })
    const all = await people(cloud)
    const { id, article } = await atLeader(all, 'deaf')
    await move(all.leader, id, 'publish')
    await rewritten(all.author, article, 1)
    await move(all.leader, await passedOn(all, article, 2), 'publish', CAMPAIGN_DAY)
    await all.author.post(`/api/campaign-texts/${article}/withdrawal`, { reason: '说的事不对' })
    cloud.clock.set(AT)
    await cloud.app.work.tick()
    expect(await shown(cloud, 'deaf')).toBe(200)
    await cloud.close()
  })
})
