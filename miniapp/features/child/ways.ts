import type { Part } from '@shared/features/child/child.parts'
import type { Purpose } from '@shared/features/child/child.words'
import Taro from '@tarojs/taro'

const urlOf = (page: string, of: Readonly<Record<string, string>>): string => {
  const names = Object.keys(of)
  return `/features/child/${page}/index${names.length > 0 ? `?${names.map((name) => `${name}=${encodeURIComponent(of[name] ?? '')}`).join('&')}` : ''}`
}

export const toBegin = () => Taro.navigateTo({ url: urlOf('begin', {}) })
export const toParts = (id: string) => Taro.navigateTo({ url: urlOf('parts', { id }) })
export const insteadToParts = (id: string) => Taro.redirectTo({ url: urlOf('parts', { id }) })
export const toConsent = (id: string, purpose: Purpose) => Taro.navigateTo({ url: urlOf('consent', { id, purpose }) })
/** `look`: show at once what is missing there */
export const toPart = (id: string, part: Part, look = false) =>
  Taro.navigateTo({ url: urlOf('part', { id, part, ...(look ? { look: '1' } : {}) }) })
export const insteadToPart = (id: string, part: Part) => Taro.redirectTo({ url: urlOf('part', { id, part }) })
export const toCheck = (id: string) => Taro.navigateTo({ url: urlOf('check', { id }) })
/** The receipt takes the form's place: nothing of the form is left to come back to. */
export const insteadToRecord = (id: string, fresh: 'stub' | 'registered') => Taro.redirectTo({ url: urlOf('record', { id, fresh }) })
export const toAsk = (id: string, photo = false) => Taro.navigateTo({ url: urlOf('ask', { id, ...(photo ? { photo: '1' } : {}) }) })
export const insteadToOpening = (id: string) => Taro.redirectTo({ url: urlOf('opening', { id }) })
export const toReads = () => Taro.navigateTo({ url: urlOf('access', {}) })
