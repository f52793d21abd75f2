import Taro from '@tarojs/taro'

/** Where a page of a campaign is found: its path, and the query that says which one. */
export interface Place {
  path: string
  query: string
}

export const articlePlace = (slug: string, page: string): Place => ({
  path: '/features/campaign/article/index',
  query: `slug=${slug}&page=${page}`,
})
export const quizPlace = (slug: string, page: string): Place => ({
  path: '/features/campaign/quiz/index',
  query: `slug=${slug}&page=${page}`,
})
export const campaignPlace = (slug: string): Place => ({ path: '/features/campaign/campaign/index', query: `slug=${slug}` })

export const urlOf = ({ path, query }: Place): string => `${path}?${query}`
const open = (place: Place) => Taro.navigateTo({ url: urlOf(place) })

export const toArticle = (slug: string, page: string) => open(articlePlace(slug, page))
export const toQuiz = (slug: string, page: string) => open(quizPlace(slug, page))

/** Whether the page was opened by itself, by a code or by what somebody sent: then nothing of ours lies under it. */
export const openedAlone = (): boolean => Taro.getCurrentPages().length === 1
