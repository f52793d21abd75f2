import type { UnderView } from '@shared/features/loan/loan.case.schema'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Gate } from '../../../core/gate'
import { useLoanPolicies } from '../../../core/loan/policies'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { useWho } from '../../../core/who'

type Judged = UnderView['changes'][number]['was']
const sayJudged = ({ ok, why }: Judged): string => (ok === true ? '符合' : ok === false ? (why ?? '不符合') : '还看不出来')
const sayWhole = (eligible: boolean): string => (eligible ? '条件都符合' : '有条件不符合')

/** What another version of the policy would change for a declaration that was made: the same answers, looked at again. */
export default function UnderPage() {
  const who = useWho()
  const { id = '' } = useRouter<{ id?: string }>().params
  return <Screen>{who === null ? <Gate>{null}</Gate> : <Under key={who} id={id} />}</Screen>
}

function Under({ id }: { id: string }) {
  const { items } = useLoanPolicies()
  const { busy, trouble, run } = useDoing()
  const [found, setFound] = useState<UnderView>()
  const look = (policy: string) => run(async () => setFound(await get<UnderView>(`/loan/cases/${id}/under`, { policy })))
  return (
    <>
      <View>
        <View className="hero">按哪个政策看</View>
        <View className="note gap-s">只是看看会有什么不同，这一件还是按原来的政策办</View>
      </View>
      <Trouble words={trouble} />
      {items.map(({ id: policy, number, title, validFrom }) => (
        <Action
          key={policy}
          className={`p-${policy}`}
          tone={found?.would.id === policy ? 'soft' : 'line'}
          busy={busy}
          onTap={() => void look(policy)}
        >
          {`${number} ${title}（${validFrom}起）`}
        </Action>
      ))}
      {found && <Changes of={found} />}
    </>
  )
}

const Changes = ({ of: { was, would, eligible, changes } }: { of: UnderView }) => (
  <View className="card changes" ariaRole="alert">
    <View className="strong">{changes.length === 0 ? '没有不同' : `有${changes.length}条不同`}</View>
    <View className="gap-s">
      按{was.number}（办这一件的）：{sayWhole(eligible.was)}
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
