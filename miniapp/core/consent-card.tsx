import { Text, View } from '@tarojs/components'
import { Action } from './action'
import './consent-card.scss'
import { agree, type Consent } from './privacy'
import { toPrivacy } from './routes'

interface ConsentButtonProps {
  consent: Consent
  /** what the tap does besides agreeing, e.g. `同意并报名` */
  button: string
  onAgreed: () => void
}

/** The sentence before the first datum. */
export const ConsentWords = () => (
  <View className="note consent">
    您填的信息只给办这件事的人看。
    <Text className="link consent-link" ariaRole="link" onClick={toPrivacy}>
      看《隐私说明》
    </Text>
  </View>
)

/** One tap agrees and goes on; where WeChat wants its own button, this is it. */
export function ConsentButton({ consent, button, onAgreed }: ConsentButtonProps) {
  const go = () => {
    void agree().then(onAgreed)
  }
  const tap = consent.viaWechat ? { openType: 'agreePrivacyAuthorization' as const, onAgreePrivacyAuthorization: go } : { onTap: go }
  return (
    <Action tone="go" className="agree" {...tap}>
      {button}
    </Action>
  )
}

export const ConsentCard = (props: ConsentButtonProps) => (
  <View className="card">
    <ConsentWords />
    <View className="gap">
      <ConsentButton {...props} />
    </View>
  </View>
)
