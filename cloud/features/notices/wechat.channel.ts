import type { WechatSettings } from '../../core/settings'
import type { Channel } from './dispatcher'
import type { Outcome } from './outbox'

/** The part of the WeChat client that notices need. */
interface Sends {
  sendSubscribe(message: {
    openid: string
    template: string
    page: string
    data: Record<string, { value: string }>
    state: WechatSettings['state']
  }): Promise<Outcome>
}
type FillTemplate = (
  template: { id: string; data: Record<string, string> },
  values: Record<string, string>,
) => Record<string, { value: string }>

const PAGES = { progress: 'pages/application/index', todo: 'features/cadre/case/index' }

/** Notices as WeChat subscribe messages: which template, which page a tap opens, which words go where. */
export function wechatChannel(wechat: Sends, settings: WechatSettings, fill: FillTemplate, openIdsOf: Channel['openIdsOf']): Channel {
  return {
    openIdsOf,
    has: (sort) => settings.templates[sort] !== undefined,
    send: async (openid, { sort, at, application, title, text }) => {
      const template = settings.templates[sort]
      if (!template) return { sent: false, failure: 'permanent' }
      const page = application ? `${PAGES[sort]}?id=${application}` : 'pages/inbox/index'
      return wechat.sendSubscribe({ openid, template: template.id, page, data: fill(template, { title, text, at }), state: settings.state })
    },
  }
}
