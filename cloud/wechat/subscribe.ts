import { type Answer, type Failure, failureOf } from './answer'
import type { Call } from './call'
import type { MessageData } from './templates'

export interface SubscribeMessage {
  openid: string
  /** the template's id on WeChat */
  template: string
  /** where a tap leads, with its query if any; empty leads nowhere */
  page: string
  data: MessageData
  /** which build of the mini-program it opens */
  state: 'developer' | 'trial' | 'formal'
}

export type SendOutcome = { sent: true } | { sent: false; failure: Failure; code: Answer['code']; message: string }

const REASONS: Record<Answer['code'], string> = {
  [-1]: '微信繁忙',
  40001: '微信的接口凭证失效',
  40003: '微信不认识这个账号',
  40037: '消息模板不存在',
  40125: '小程序的密钥配置得不对',
  41030: '小程序里没有这个页面',
  43101: '没有订阅,或者订阅的次数已经用完',
  45009: '今天的发送次数已经用完',
  45011: '发得太快',
  47003: '内容不合模板的要求',
  timeout: '微信超时没有回应',
  network: '连不上微信',
  status: '微信服务出错',
  unreadable: '微信的回应读不懂',
}

/**
 * Sends one subscribe message (POST /cgi-bin/message/subscribe/send). Nothing is thrown: the outcome says whether to try again.
 * A message whose answer was lost may have arrived all the same.
 */
export async function sendSubscribe(call: Call, { openid, template, page, data, state }: SubscribeMessage): Promise<SendOutcome> {
  const body = { touser: openid, template_id: template, data, miniprogram_state: state, lang: 'zh_CN' }
  const { code, keyword } = await call('/cgi-bin/message/subscribe/send', page ? { ...body, page } : body)
  if (code === 0) return { sent: true }
  const reason = REASONS[code] ?? '微信没有接受这条消息'
  return { sent: false, failure: failureOf(code), code, message: keyword ? `${reason}(${keyword})` : reason }
}
