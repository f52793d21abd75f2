import Taro from '@tarojs/taro'
import { post } from './api'
import { settingsNow } from './settings'

type Template = 'progress' | 'todo'
type Answer = 'accept' | 'reject' | 'ban' | 'filter'
const ANSWERS: readonly string[] = ['accept', 'reject', 'ban', 'filter']

/**
 * Asks whether WeChat may send her messages. Must be the first call of a tap handler, before anything is awaited, or WeChat refuses it;
 * a no, or a phone that can't ask, stops nothing. Resolves when she has answered; the cloud is told in the background.
 */
export function askPermission(): Promise<void> {
  const templates = settingsNow()?.templates ?? {}
  const wanted = (['progress', 'todo'] as const).filter((name) => templates[name])
  if (process.env.TARO_ENV !== 'weapp' || wanted.length === 0) return Promise.resolve()
  const tmplIds = wanted.map((name) => templates[name] ?? '')
  const asking = Taro.requestSubscribeMessage({ tmplIds, entityIds: [] } as unknown as Taro.requestSubscribeMessage.Option)
  return asking.then(
    (said) => void tell(wanted, tmplIds, said as unknown as Record<string, string>),
    () => undefined,
  )
}

async function tell(wanted: readonly Template[], ids: readonly string[], said: Record<string, string>): Promise<void> {
  const answers = wanted
    .map((template, i) => ({ template, answer: said[ids[i] ?? ''] as Answer }))
    .filter(({ answer }) => ANSWERS.indexOf(answer) >= 0)
  if (answers.length > 0) await post('/permissions', { answers }).catch(() => undefined)
}
