import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { type ReactNode, useEffect } from 'react'
import { Action } from '../../core/action'
import { useCell } from '../../core/cell'
import { ConsentCard } from '../../core/consent-card'
import { Gate } from '../../core/gate'
import { LastingQueue } from '../../core/lasting-queue'
import { useConsent } from '../../core/privacy'
import { insteadToCase } from '../../core/routes'
import { Screen } from '../../core/screen'
import { session } from '../../core/session'
import { useWho } from '../../core/who'
import type { Declaration } from './declaration'
import { useDeclaration } from './use-declaration'

interface PageProps {
  children: (open: Declaration) => ReactNode
}

/** The frame of every page of a long form: who she is, her consent at the first datum, the declaration that all pages share. */
export function DeclarationPage({ children }: PageProps) {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  ) : (
    <Opened key={who}>{children}</Opened>
  )
}

function Opened({ children }: PageProps) {
  const { params } = useRouter<{ kind: string; about?: string }>()
  const { of, open } = useDeclaration({ kind: params.kind, about: params.about ?? '' })
  const consent = useConsent(session()?.account.id)
  const title = open?.kind.title
  useEffect(() => {
    if (title) void Taro.setNavigationBarTitle({ title })
  }, [title])
  if (!open || consent.agreed === undefined) return <Screen of={open ? { ...of, data: undefined } : of} />
  if (!consent.agreed)
    return (
      <Screen>
        <View className="hero">{open.about.title}</View>
        <ConsentCard consent={consent} button="同意，开始填" onAgreed={consent.refresh} />
      </Screen>
    )
  if (open.sent !== undefined) return <Sent id={open.sent} />
  return <WithPictures open={open}>{children}</WithPictures>
}

/** How far a picture is changes what is missing: the page is drawn anew with it. */
function WithPictures({ open, children }: PageProps & { open: Declaration }) {
  useCell(open.pictures.pictures)
  return <LastingQueue.Provider value={open.pictures}>{children(open)}</LastingQueue.Provider>
}

const Sent = ({ id }: { id: string }) => (
  <Screen>
    <View className="nothing">
      <View className="nothing-title">这一份已经交上去了</View>
      <View className="note">办到哪一步了、还能做什么，都在办理进度里</View>
      <Action tone="go" className="see-case" onTap={() => insteadToCase(id)}>
        去看看
      </Action>
    </View>
  </Screen>
)
