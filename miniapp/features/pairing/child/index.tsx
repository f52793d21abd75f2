import type { ProposedChild } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import Taro, { useDidHide, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get, post } from '../../../core/api'
import { ChildFacts, Fact } from '../../../core/child-facts'
import { useDoing } from '../../../core/doing'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { toDiary } from '../../../core/routes'
import { Loading, Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { WorryEntry } from '../../../core/worry-entry'
import '../pairing.scss'

interface Revealed {
  called: string
  meetAt: string
  guardianPhone: string
}

/** The child that she cares for: by its coded name, and how to reach it when she asks. Nothing of it is kept on the phone. */
export default function ChildPage() {
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Known>{(who) => <TheChild key={who} id={id} />}</Known>
}

function TheChild({ id }: { id: string }) {
  const child = useLoaded(() => get<ProposedChild>(`/pairings/${id}/child`), [id])
  return (
    <Screen className="pairing">
      <Loading of={child}>
        {child.data && (
          <>
            <View className="card">
              <View className="title">代号{child.data.code}</View>
              <ChildFacts child={child.data} />
            </View>
            <HowToReach id={id} />
            <Action tone="go" className="to-diary" onTap={() => toDiary(id)}>
              陪伴日记
            </Action>
          </>
        )}
      </Loading>
      <WorryEntry pairing={id} />
    </Screen>
  )
}

/** Put away as soon as she leaves the page: the next look is one of its own. */
function HowToReach({ id }: { id: string }) {
  const [known, setKnown] = useState<Revealed>()
  const { busy, trouble, run } = useDoing()
  useDidHide(() => setKnown(undefined))
  const look = () => void run(async () => setKnown(await post<Revealed>(`/pairings/${id}/reveals`)))
  return (
    <View className="card how-to-reach">
      <View className="title">怎么联系孩子</View>
      {known ? (
        <>
          <Fact name="称呼">{known.called || '还没有写，问问村妇联'}</Fact>
          <Fact name="在哪见">{known.meetAt || '还没有写，问问村妇联'}</Fact>
          <Fact name="监护人">{known.guardianPhone || '还没有写，问问村妇联'}</Fact>
          {known.guardianPhone !== '' && (
            <Action
              className="gap call-guardian"
              onTap={() => void Taro.makePhoneCall({ phoneNumber: known.guardianPhone }).catch(() => undefined)}
            >
              给监护人打电话
            </Action>
          )}
          <View className="note gap-s">去之前先给监护人打个电话。这些只给您看，不要告诉别人，不要截图外发。</View>
        </>
      ) : (
        <>
          <View className="note gap-s">每看一次，孩子的档案里都记下您看过。不会存在手机里，要有信号才能看。</View>
          <Action tone="soft" className="gap reveal" busy={busy} onTap={look}>
            {busy ? '正在打开…' : '看一下'}
          </Action>
        </>
      )}
      <Trouble words={trouble} className="gap-s" />
    </View>
  )
}
