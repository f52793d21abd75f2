import type { Block, Span } from '@shared/features/campaign/blocks'
import type { ShownCampaign } from './shelf'
import { pathOf } from './web/pages.html'

const pathsOf = (campaigns: readonly ShownCampaign[]): ReadonlySet<string> =>
  new Set(
    campaigns.flatMap(({ view, articles, quizzes }) => [
      pathOf(view.slug),
      ...[...articles, ...quizzes].map((one) => pathOf(view.slug, one.view.slug)),
    ]),
  )

function spansIn(block: Block, change: (span: Span) => Span): Block {
  if (block.sort === 'picture') return block
  if (block.sort === 'list') return { ...block, items: block.items.map((item) => item.map(change)) }
  if (block.sort === 'quote') return { ...block, paragraphs: block.paragraphs.map((one) => one.map(change)) }
  return { ...block, spans: block.spans.map(change) }
}

/** A link of an article to a page of ours that is not public, not yet or no more, is plain words. @param all whatever is public */
export function withLiveLinks(all: readonly ShownCampaign[]): (campaign: ShownCampaign) => ShownCampaign {
  const paths = pathsOf(all)
  const alive = (span: Span): Span => {
    if (!span.href?.startsWith('/') || paths.has(span.href)) return span
    const { href: _dead, ...words } = span
    return words
  }
  return (campaign) => ({
    ...campaign,
    articles: campaign.articles.map(({ textId, view }) => ({
      textId,
      view: { ...view, blocks: view.blocks.map((block) => spansIn(block, alive)) },
    })),
  })
}
