import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { fetchAndKeep, keptOf, keyOf, type Read } from '../../core/reading'
import { forget, keep, keysFrom, recall } from '../../core/storage'

export const pathOf = (slug: string): string => `/campaigns/${slug}`
export const articlePath = (slug: string, page: string): string => `${pathOf(slug)}/articles/${page}`
export const quizPath = (slug: string, page: string): string => `${pathOf(slug)}/quizzes/${page}`

const pagesOf = ({ slug, texts, quizzes }: CampaignView): string[] => [
  ...texts.map((text) => articlePath(slug, text.slug)),
  ...quizzes.map((quiz) => quizPath(slug, quiz.slug)),
]

/** Says that all pages of a campaign are kept as they were when it was changed last. */
const markOf = (slug: string): string => `${keyOf(pathOf(slug))}:all`

/** Keeps all pages of a campaign that has just been fetched, so that they open without signal, and forgets those that it no longer has. */
export async function keepAll({ data, at, old }: Read<CampaignView>): Promise<void> {
  if (old) return
  const own = keyOf(pathOf(data.slug))
  // A code names it by another path.
  await keep(own, { data, at })
  const paths = pagesOf(data)
  for (const key of keysFrom(`${own}/`)) if (!paths.some((path) => key === keyOf(path))) await forget(key)
  const unchanged = (await recall<string>(markOf(data.slug))) === data.changedAt
  for (const path of paths) if (!unchanged || !(await keptOf(path))) await fetchAndKeep(path, '?ahead=1')
  await keep(markOf(data.slug), data.changedAt)
}

/** Takes a campaign off this phone, and whatever was opened by a code: such keys do not say of which one they are. */
export async function forgetCampaign(slug: string): Promise<void> {
  const own = keyOf(pathOf(slug))
  const isOwn = (key: string) => key === own || key.startsWith(`${own}/`) || key.startsWith(keyOf('/campaigns/scanned/'))
  for (const key of keysFrom(keyOf('')).filter(isOwn)) await forget(key)
  await forget(markOf(slug))
}
