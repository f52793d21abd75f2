import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { carriedTo } from '../../../core/carried'
import { ConsentCard } from '../../../core/consent-card'
import { Gate } from '../../../core/gate'
import { useLoaded } from '../../../core/loaded'
import { useConsent } from '../../../core/privacy'
import { useProfile } from '../../../core/profile'
import { Screen } from '../../../core/screen'
import { session } from '../../../core/session'
import { ensureSession } from '../../../core/sign-in'
import { useWho } from '../../../core/who'
import { Duty, Lines } from '../../../core/worry/lines'
import { formOpens, idOf, openUnsent, type Whom } from '../../../core/worry/waiting'
import { RaiseForm } from './form'

/** What was seen or heard of a child. Opens without signal: the numbers to call come first. */
export default function Raise() {
  const { pairing, child } = useRouter<{ pairing?: string; child?: string }>().params
  const who = useWho()
  const whom = pairing === undefined ? { child } : { pairing }
  if (who !== null) return <Hers key={`${who} ${idOf(whom)}`} whom={whom} />
  return (
    <Screen>
      <Lines />
      <Gate>{null}</Gate>
    </Screen>
  )
}

function Hers({ whom }: { whom: Whom }) {
  const profile = useProfile()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is of one child
  useEffect(() => formOpens(whom), [])
  const kept = useLoaded(async () => {
    // Whose consent and whose words these are must be known first; without signal it is who the phone knew last.
    await ensureSession().catch(() => undefined)
    return openUnsent(whom, carriedTo('worry'), profile?.phone ? { phone: profile.phone } : {})
  })
  const consent = useConsent(session()?.account.id)
  if (kept.data && consent.agreed) return <RaiseForm whom={whom} first={kept.data} />
  return (
    <Screen>
      <View className="hero">您看到、听到了什么？</View>
      <Lines />
      {kept.data && consent.agreed === false && <ConsentCard consent={consent} button="同意，写下来" onAgreed={consent.refresh} />}
      <Duty />
    </Screen>
  )
}
