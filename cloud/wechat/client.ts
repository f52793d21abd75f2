import { callWithoutToken, callWithToken } from './call'
import { askAboutMedia, checkText, type MediaToCheck, type TextToCheck } from './content-check'
import { wechatHttp } from './http'
import { type QrCode, qrCode } from './qr-code'
import { exchangeCode, phoneNumber } from './sign-in'
import { type SubscribeMessage, sendSubscribe } from './subscribe'
import { tokenKeeper } from './token'

export interface WechatOptions {
  /** where WeChat is; only tests say it */
  base?: string
  appId: string
  secret: string
  /** the moment as UTC ISO text */
  now: () => string
  /** how long one question may take, in milliseconds */
  timeoutMs: number
  fetch?: typeof globalThis.fetch
  /** the service runs in WeChat Cloud Run with 开放接口服务 switched on */
  insideCloudRun?: boolean
}

/**
 * The one way to WeChat's interfaces. Inside Cloud Run they are asked over plain HTTP and without a token, as the platform demands;
 * the secret, which only the sign-in by code needs there, still travels by HTTPS.
 */
export function wechatClient({ base, appId, secret, now, timeoutMs, fetch = globalThis.fetch, insideCloudRun = false }: WechatOptions) {
  const asking = (otherwise: string) => wechatHttp({ base: base ?? otherwise, timeoutMs, fetch })
  const ask = asking('https://api.weixin.qq.com')
  const token = tokenKeeper({ ask, appId, secret, now })
  const call = insideCloudRun ? callWithoutToken(asking('http://api.weixin.qq.com')) : callWithToken(ask, token)

  return {
    exchangeCode: (code: string) => exchangeCode(ask, { appId, secret }, code),
    phoneNumber: (code: string) => phoneNumber(call, code),
    sendSubscribe: (message: SubscribeMessage) => sendSubscribe(call, message),
    checkText: (text: TextToCheck) => checkText(call, text),
    askAboutMedia: (media: MediaToCheck) => askAboutMedia(call, media),
    qrCode: (code: QrCode) => qrCode(call, code),
    tokenState: token.state,
  }
}
