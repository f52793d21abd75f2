import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { type Place, urlOf } from './ways'

interface Shared {
  title: string
  cover: string
  place: Place
}

const NOTHING: Shared = { title: '巾帼帮办：懂法护己', cover: 'scale', place: { path: '/features/campaign/list/index', query: '' } }

/** A page that can be sent to a friend, to a group and to Moments, with a title and the picture of its campaign; it opens without signing in. */
export function useSharing(shared: Shared = NOTHING): void {
  const { title, cover, place } = shared
  const imageUrl = `${JINGUO_API}/c/${cover}.jpg`
  useShareAppMessage(() => ({ title, path: urlOf(place), imageUrl }))
  useShareTimeline(() => ({ title, query: place.query, imageUrl }))
}
