import { fittingPath, type PictureFiles } from '@shared/features/campaign/media.schema'
import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { type Place, urlOf } from './ways'

/** px: what a card in a chat is wide on a good screen */
const SHARED = 720

interface Shared {
  title: string
  cover: string
  /** instead of the cover */
  picture?: PictureFiles | undefined
  place: Place
}

const NOTHING: Shared = { title: '巾帼帮办：懂法护己', cover: 'scale', place: { path: '/features/campaign/list/index', query: '' } }

/** A page that can be sent to a friend, to a group and to Moments, with a title and the picture of its campaign; it opens without signing in. */
export function useSharing(shared: Shared = NOTHING): void {
  const { title, cover, picture, place } = shared
  const imageUrl = `${JINGUO_API}${picture ? fittingPath(picture, SHARED) : `/c/${cover}.jpg`}`
  useShareAppMessage(() => ({ title, path: urlOf(place), imageUrl }))
  useShareTimeline(() => ({ title, query: place.query, imageUrl }))
}
