import Taro from '@tarojs/taro'
import { useCallback, useEffect, useState } from 'react'
import { session } from './session'
import { keep, recall } from './storage'

/** Raised when the notice changes in substance: everybody is asked again. */
const EDITION = 2
const keyOf = (account: string) => `privacy:${account}`
const who = () => session()?.account.id ?? 'nobody'

async function hasAgreed(): Promise<boolean> {
  return (await recall<number>(keyOf(who()))) === EDITION
}

export const agree = (): Promise<void> => keep(keyOf(who()), EDITION)

/** Whether WeChat itself wants the consent given through its own button (base library 2.32.3 and later). */
function wechatWantsIt(): Promise<boolean> {
  if (process.env.TARO_ENV !== 'weapp' || !Taro.canIUse('getPrivacySetting')) return Promise.resolve(false)
  return new Promise((resolve) => {
    Taro.getPrivacySetting({
      success: (said) => resolve((said as unknown as { needAuthorization?: boolean }).needAuthorization === true),
      fail: () => resolve(false),
    })
  })
}

export interface Consent {
  /** undefined while it is being looked up */
  agreed: boolean | undefined
  viaWechat: boolean
  /** look again: she has just agreed */
  refresh: () => void
}

/** Whether she has agreed to the privacy notice, and whether WeChat's own button must be used. */
export function useConsent(account: string | undefined): Consent {
  const [said, setSaid] = useState<Omit<Consent, 'refresh'>>({ agreed: undefined, viaWechat: false })
  const refresh = useCallback(() => {
    void Promise.all([hasAgreed(), wechatWantsIt()]).then(([agreed, viaWechat]) => setSaid({ agreed: agreed && !viaWechat, viaWechat }))
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person, another consent
  useEffect(refresh, [account, refresh])
  return { ...said, refresh }
}
