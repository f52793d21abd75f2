import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { safe } from '../../cloud/core/html'
import { blocksHtml } from '../../cloud/features/campaign/web/blocks.html'
import { campaignHtml } from '../../cloud/features/campaign/web/pages.html'
import { HOSTILE_TEXTS } from '../support/hostile-texts'

const AT = '2026-11-25T01:00:00.000Z'
const files = { base: '/c/p/0123', widths: [360], width: 360, height: 240, pass: '' }

/** Where readers meet what others have written beside the texts: what a picture shows, and what happens where. */
const pagesWith = (words: string): string => {
  const event = { id: '01M82YNFM0A51GR5ETHBY8WCKS', title: words, place: words, startsAt: AT, endsAt: AT, enrolBy: AT, seatsLeft: 3 }
  const frame = {
    id: event.id,
    slug: 'c',
    title: '专题',
    theme: '主题',
    lead: '导语',
    cover: 'scale',
    placeId: 'c1',
    place: words,
    from: '2026-11-20',
    until: '2026-11-30',
  }
  const view = {
    ...frame,
    changedAt: AT,
    correction: words,
    leaveNow: false,
    texts: [],
    quizzes: [],
    events: [event],
  } as unknown as CampaignView
  return (
    blocksHtml([{ sort: 'picture', ...files, alt: words, caption: words }]) +
    campaignHtml(view, { origin: undefined, hasCode: true, formsOf: 'c1' })
  )
}
const inWords = (page: string, words: string): string => page.split(words).join('〇')

it('stays words in what a picture shows and in what is on where: nothing of it stands on the page but the written form', () => {
  const faults = HOSTILE_TEXTS.filter((text) => inWords(pagesWith(text), safe(text)) !== inWords(pagesWith('〇'), '〇'))
  expect([HOSTILE_TEXTS.length > 100, faults]).toEqual([true, []])
})

it('would be found if its signs were left as they are', () => {
  const bare = (text: string) => inWords(pagesWith(text).replaceAll(safe(text), text), safe(text))
  expect(HOSTILE_TEXTS.filter((text) => bare(text) !== pagesWith('〇')).length).toBeGreaterThan(100)
})
