import type { Settings } from '../core/settings'
import type { CheckText } from '../core/words'
import { echoOf, openCallback } from './callback'
import { wechatClient } from './client'
import { mediaAnswer } from './content-check'

const TIMEOUT_MS = 8_000

type Wechat = ReturnType<typeof wechatClient>

/** WeChat as it is configured; nothing where it is not. */
export const clientOf = ({ wechat, cloudRun }: Settings, now: () => string, timeoutMs = TIMEOUT_MS): Wechat | undefined =>
  wechat && wechatClient({ ...wechat, now, timeoutMs, insideCloudRun: cloudRun !== undefined })

/** Codes that open the released mini-program, or the version that is being tried. */
export const codesBy = (wechat: Wechat, settings: Settings['wechat']) => (code: { scene: string; page: string }) =>
  wechat.qrCode({ ...code, state: settings?.state ?? 'formal' })

/** WeChat wants to know who wrote a text: one by somebody without a WeChat identity is left to a person. */
export const checkBy =
  (wechat: Wechat, openIdOf: (account: string) => Promise<string | undefined>, scene: 'comment' | 'forum'): CheckText =>
  async (account, text) => {
    const openid = await openIdOf(account)
    if (!openid) return 'review'
    return wechat.checkText({ openid, text, scene })
  }

/** Asks about pictures and recordings; nothing where WeChat can neither fetch them nor tell its answer. */
export function askBy(wechat: Wechat, openIdOf: (account: string) => Promise<string | undefined>, settings: Settings) {
  if (settings.publicUrl === undefined || settings.wechat?.callback === undefined) return undefined
  return async (account: string, sort: 'picture' | 'recording', url: string): Promise<string> => {
    const openid = await openIdOf(account)
    if (!openid) throw new Error('the writer has no WeChat identity')
    return wechat.askAboutMedia({ openid, url, sort })
  }
}

/** How to read what WeChat pushes to this server; nothing where no callback is configured. */
export function callbackOf(wechat: Settings['wechat']) {
  if (!wechat?.callback) return undefined
  const { progress, todo } = wechat.templates
  const at = { token: wechat.callback.token, encodingAesKey: wechat.callback.aesKey, appId: wechat.appId }
  return {
    open: (request: Parameters<typeof openCallback>[1]) => openCallback(at, request),
    /** what it says of a picture or a recording */
    mediaAnswer,
    echo: (query: Parameters<typeof echoOf>[1]) => echoOf(at, query),
    /** which of the two messages a template is */
    sortOf: (id: string) => (id === progress?.id ? ('progress' as const) : id === todo?.id ? ('todo' as const) : undefined),
  }
}
