import type { Json } from '../api'
import type { Dice } from './dice'
import type { Draft } from './draft'
import type { Makers } from './valid'

interface Text {
  id: string
  campaign: string
  sort: string
  /** its latest version */
  no: number
}

/** Texts of campaigns, what they may show and what reviewers have remarked, as the answers have told it. */
export interface KnownTexts {
  learn(who: string, path: string, body: Json): void
  text(dice: Dice, sort?: string): Text
  /** of a campaign's collection; undefined when there is none of this sort */
  media(dice: Dice, sort: 'picture' | 'recording', campaign?: string): string | undefined
  /** a remark, and who wrote it */
  remark(dice: Dice): { id: string; by: string }
}

export function knownTexts(): KnownTexts {
  const texts = new Map<string, Text>()
  const media = new Map<string, { sort: string; campaign: string }>()
  const remarks = new Map<string, { id: string; by: string }>()
  const learnRemarks = (who: string, path: string, body: Json) => {
    for (const { id, mine } of body.remarks ?? []) if (mine) remarks.set(id, { id, by: who })
    const [, , sort, id] = path.split('/')
    // Taken back it is gone.
    if (sort === 'campaign-remarks' && !(body.remarks ?? []).some((one: Json) => one.id === id)) remarks.delete(id ?? '')
  }
  return {
    learn: (who, path, body) => {
      if (!path.startsWith('/api/campaign-')) return
      for (const { id: campaign, texts: own } of Array.isArray(body.items) ? body.items : [])
        for (const { id, sort, no } of own ?? []) texts.set(id, { id, campaign, sort, no })
      if (body.shown && body.campaign) texts.set(body.id, { id: body.id, campaign: body.campaign.id, sort: body.sort, no: body.no })
      const sort = body.recording ? 'recording' : 'picture'
      if (/^\/api\/campaign-(pictures|recordings)\?/.test(path) && typeof body.id === 'string')
        media.set(body.id, { sort, campaign: new URLSearchParams(path.split('?')[1]).get('campaign') ?? '' })
      learnRemarks(who, path, body)
    },
    text: (dice, sort) => {
      const fit = [...texts.values()].filter((one) => sort === undefined || one.sort === sort)
      return fit.length > 0 ? dice.pick(fit) : { id: '0', campaign: '0', sort: 'article', no: 1 }
    },
    media: (dice, sort, campaign) => {
      const fit = [...media].filter(([, one]) => one.sort === sort && (campaign === undefined || one.campaign === campaign))
      return fit.length > 0 ? dice.pick(fit)[0] : undefined
    },
    remark: (dice) => (remarks.size > 0 ? dice.pick([...remarks.values()]) : { id: '0', by: 'editor' }),
  }
}

/** What it shows is its own campaign's, or nothing. */
function showing({ memory, dice }: Makers, content: Json, campaign: string): void {
  for (const sort of ['picture', 'recording'] as const) {
    if (!(sort in content)) continue
    const id = memory.texts.media(dice, sort, campaign)
    if (id === undefined) delete content[sort]
    else content[sort] = id
  }
}

const DESKS = ['editor', 'section', 'leader']

/** What a request about a campaign's texts needs to be one that could be granted. @returns who must send it, if only one may */
export function fitText(at: Makers, path: string, draft: Draft): string | undefined {
  const { memory, dice } = at
  const { body } = draft
  if (path.startsWith('/api/campaign-media/{id}')) draft.params.id = memory.texts.media(dice, dice.pick(['picture', 'recording'])) ?? '0'
  if (path.startsWith('/api/campaign-remarks/{id}')) {
    const { id, by } = memory.texts.remark(dice)
    draft.params.id = id
    return body ? 'county' : by
  }
  if (path.startsWith('/api/campaign-texts/{id}') && path.endsWith('/versions')) {
    const { id, no, campaign } = memory.texts.text(dice, body.sort)
    draft.params.id = id
    body.follows = no
    showing(at, body.content, campaign)
    return 'county'
  }
  if (path === '/api/campaign-desk/{id}/texts') showing(at, body.content, draft.params.id ?? '')
  if (!path.endsWith('/remarks')) return undefined
  const { id, no } = memory.texts.text(dice)
  draft.params.id = id
  Object.assign(body, { no, paragraph: 1 })
  return dice.pick(DESKS)
}
