import type { AppError } from '@shared/core/errors'
import { addMs } from '@shared/core/time'
import { type WechatOptions, wechatClient } from '../../../cloud/wechat/client'
import { templateMessage } from '../../../cloud/wechat/templates'
import { type StandInOptions, startWechat, type WechatStandIn } from './stand-in'

export const TEMPLATE = { id: 'tmpl-progress', data: { thing1: 'title', phrase2: 'state', time3: 'at' } }
export const VALUES = { title: '爱心妈妈报名', state: '已通过', at: '2025-11-25T01:00:00.000Z' }
export const SHE = 'oStandIn_she'
export const PAGE = 'pages/application/index'
export const MINUTE = 60_000

/** The stand-in of the test that runs. */
export let wechat: WechatStandIn
/** Its moment, UTC ISO text. */
export let clock: string

export const pass = (ms: number) => {
  clock = addMs(clock, ms)
}

/** Begins anew with another stand-in. */
export async function begin(options: StandInOptions = {}) {
  await wechat?.close()
  wechat = await startWechat({ now: () => clock, pages: [PAGE], templates: { [TEMPLATE.id]: TEMPLATE.data }, ...options })
}

/** Gives every test of a file a fresh stand-in and clock. */
export function freshWechat(): void {
  beforeEach(async () => {
    clock = '2025-11-20T02:00:00.000Z'
    await begin()
  })
  afterAll(() => wechat.close())
}

/** The client under test, on the stand-in's clock. */
export const client = (options: Partial<WechatOptions> = {}) =>
  wechatClient({ base: wechat.url, appId: wechat.appId, secret: wechat.secret, now: () => clock, timeoutMs: 10_000, ...options })

export const message = (more: Partial<Parameters<ReturnType<typeof wechatClient>['sendSubscribe']>[0]> = {}) => ({
  openid: SHE,
  template: TEMPLATE.id,
  page: PAGE,
  data: templateMessage(TEMPLATE, VALUES),
  state: 'formal' as const,
  ...more,
})

export const failing = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error('it should have failed')),
    (error: Error) => error,
  )

export const codeOf = async (work: Promise<unknown>) => ((await failing(work)) as AppError).code
