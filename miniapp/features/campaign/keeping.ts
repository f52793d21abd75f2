import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { fetchAndKeep, forgetRead, keptOf, keyOf, nothingForgotten, type Read } from '../../core/reading'
import { forget, keep, keysFrom, recall } from '../../core/storage'

export const pathOf = (slug: string): string => `/campaigns/${slug}`
export const articlePath = (slug: string, page: string): string => `${pathOf(slug)}/articles/${page}`
export const quizPath = (slug: string, page: string): string => `${pathOf(slug)}/quizzes/${page}`

const CHOICES = 'choices:'
/** Where it waits what was chosen in a quiz and is not counted yet. */
export const choicesKey = (slug: string, page: string): string => `${CHOICES}${slug}:${page}`

const pagesOf = ({ slug, texts, quizzes }: CampaignView): string[] => [
  ...texts.map((text) => articlePath(slug, text.slug)),
  ...quizzes.map((quiz) => quizPath(slug, quiz.slug)),
]

/** Where it is kept that all pages of a campaign are here as they were when it was changed last. */
const markOf = (slug: string): string => keyOf(`${pathOf(slug)}/all`)

/** Keeps all pages of a campaign that has just been fetched, so that they open without signal, and forgets those that it no longer has. */
export async function keepAll({ data, at, old }: Read<CampaignView>): Promise<void> {
  if (old) return
  const wanted = nothingForgotten()
  const [own, mark] = [keyOf(pathOf(data.slug)), markOf(data.slug)]
  // A code names it by another path.
  await keep(own, { data, at })
  const paths = pagesOf(data)
  const unchanged = (await recall<string>(mark)) === data.changedAt
  const gone = keysFrom(`${own}/`).filter((key) => key !== mark && !paths.some((path) => key === keyOf(path)))
  for (const key of gone) await forget(key)
  for (const path of paths) if (wanted() && !(unchanged && (await keptOf(path)))) await fetchAndKeep(path, '?ahead=1')
  if (wanted()) await keep(mark, data.changedAt)
}

/** Takes a campaign off this phone, and whatever was opened by a code: such paths do not say of which one they are. */
export const forgetCampaign = async (slug: string): Promise<void> => {
  const own = pathOf(slug)
  for (const key of keysFrom(`${CHOICES}${slug}:`)) await forget(key)
  return forgetRead((path) => path === own || path.startsWith(`${own}/`) || path.startsWith('/campaigns/scanned/'))
}
