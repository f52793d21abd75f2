import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { ConsentCard } from '../../core/consent-card'
import { Gate } from '../../core/gate'
import { useLoaded } from '../../core/loaded'
import { useConsent } from '../../core/privacy'
import { Screen } from '../../core/screen'
import { session } from '../../core/session'
import { useWho } from '../../core/who'
import { ApplyForm } from './apply-form'
import { openForm } from './opening'

export default function Apply() {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  ) : (
    <Opening key={who} />
  )
}

/** Loads what the form needs, and asks for consent when she came here past the page that asks. */
function Opening() {
  const { params } = useRouter<{ kind: string; about?: string; village?: string; move?: string }>()
  const form = useLoaded(() => openForm(params.kind, params.about ?? '', params))
  const consent = useConsent(session()?.account.id)
  const title = form.data?.kind.title
  useEffect(() => {
    if (title) void Taro.setNavigationBarTitle({ title })
  }, [title])
  if (!form.data || consent.agreed === undefined) return <Screen of={form.data ? { ...form, data: undefined } : form} />
  if (!consent.agreed)
    return (
      <Screen>
        <View className="hero">{form.data.about.title}</View>
        <ConsentCard consent={consent} button="同意，开始填" onAgreed={consent.refresh} />
      </Screen>
    )
  return <ApplyForm form={form.data} />
}
