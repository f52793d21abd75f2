import { dayOf } from '@shared/core/time'
import type { UnderView } from '@shared/features/loan/loan.case.schema'
import { type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { get } from '../../../core/api'
import { Gate } from '../../../core/gate'
import { useLoaded } from '../../../core/loaded'
import { policyOfToday, useLoanPolicies } from '../../../core/loan/policies'
import { sayFullDay } from '../../../core/loan/words'
import { Loading, Screen } from '../../../core/screen'
import { useWho } from '../../../core/who'
import './under.scss'

type Judged = UnderView['changes'][number]['was']
const sayJudged = ({ ok, why }: Judged): string => (ok === true ? '符合' : ok === false ? (why ?? '不符合') : '还看不出来')
const sayWhole = (eligible: boolean): string => (eligible ? '条件都符合' : '有条件不符合')

/** What another version of the policy would change for a declaration that was made: the same answers, looked at again. */
export default function UnderPage() {
  const who = useWho()
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Screen>{who === null ? <Gate>{null}</Gate> : <Under key={who} id={id} />}</Screen>
}

/** The versions, the newest first, and under the one that is tapped what it would change; at first the one that holds today. */
function Under({ id }: { id: string }) {
  const { items } = useLoanPolicies()
  const [picked, setPicked] = useState<string>()
  const found = useLoaded(async () => {
    const policy = picked ?? (await policyOfToday())?.id ?? items[0]?.id
    return get<UnderView>(`/loan/cases/${id}/under`, { policy })
  }, [id, picked])
  const today = policyOn(items, dayOf(new Date().toISOString()))?.id
  const sorted = items.slice().sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const { data } = found
  return (
    <>
      <View>
        <View className="hero">换一个政策看看</View>
        <View className="note">只是看看会有什么不同，这一件还是按原来的政策办</View>
      </View>
      <Loading of={found}>
        {data && (
          <View className="card versions">
            {sorted.map((policy) => (
              <Version key={policy.id} policy={policy} now={policy.id === today} of={data} onPick={() => setPicked(policy.id)} />
            ))}
          </View>
        )}
      </Loading>
    </>
  )
}

interface VersionProps {
  policy: Policy
  /** it holds today */
  now: boolean
  of: UnderView
  onPick: () => void
}

function Version({ policy: { id, title, number, validFrom }, now, of, onPick }: VersionProps) {
  const hers = of.was.id === id
  const open = of.would.id === id && !hers
  const tag = hers ? { words: '这一件用的', tone: 'ok' } : now ? { words: '现在的', tone: '' } : undefined
  return (
    <View className="version">
      <View className={`p-${id}`} {...(hers ? {} : { ariaRole: 'button', hoverClass: 'pressed', onClick: onPick })}>
        <View className="row top">
          <View className="strong grow">{title}</View>
          {tag ? <View className={`tag ${tag.tone}`}>{tag.words}</View> : !open && <View className="link">看看</View>}
        </View>
        <View className="note">{number}</View>
        <View className="note">{sayFullDay(validFrom)}起</View>
      </View>
      {open && <Changes of={of} />}
    </View>
  )
}

const Changes = ({ of: { was, would, eligible, changes } }: { of: UnderView }) => (
  <View className="changes gap-s" ariaRole="alert">
    <View className="strong">{changes.length === 0 ? '没有不同' : `有${changes.length}条不同`}</View>
    <View className="gap-s">
      按{was.number}：{sayWhole(eligible.was)}
    </View>
    <View>
      按{would.number}：{sayWhole(eligible.would)}
    </View>
    {changes.map(({ rule, was: before, would: after }) => (
      <View key={rule} className="gap change">
        <View className="strong">{rule}</View>
        <View className="note">原来：{sayJudged(before)}</View>
        <View>换了以后：{sayJudged(after)}</View>
      </View>
    ))}
  </View>
)
