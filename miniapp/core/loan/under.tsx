import { isLevel } from '@shared/core/place'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import type { UnderView } from '@shared/features/loan/loan.case.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../action'
import { get } from '../api'
import { useDoing } from '../doing'
import { rolesOf, useSession } from '../session'
import { Sheet } from '../sheet'
import { Trouble } from '../trouble'
import { useLoanPolicies } from './policies'

type Judged = UnderView['changes'][number]['was']
const sayJudged = ({ ok, why }: Judged): string => (ok === true ? '符合' : ok === false ? (why ?? '不符合') : '还看不出来')
const sayWhole = (eligible: boolean): string => (eligible ? '条件都符合' : '有条件不符合')

/** What another version of the policy would change for a declaration: for her and for the Federation, who may read all of it. */
export function WhatWouldChange({ of }: { of: ApplicationView }) {
  const [open, setOpen] = useState(false)
  const cadre = rolesOf(useSession()).some(({ role }) => isLevel(role))
  if (of.kind !== 'loan' || of.verdicts.length === 0 || !(of.mine || cadre)) return null
  return (
    <>
      <Action className="gap see-under" onTap={() => setOpen(true)}>
        换一个政策看看
      </Action>
      {open && <Under id={of.id} onClose={() => setOpen(false)} />}
    </>
  )
}

function Under({ id, onClose }: { id: string; onClose: () => void }) {
  const { items } = useLoanPolicies()
  const { busy, trouble, run } = useDoing()
  const [found, setFound] = useState<UnderView>()
  const look = (policy: string) => run(async () => setFound(await get<UnderView>(`/loan/cases/${id}/under`, { policy })))
  return (
    <Sheet open title="换一个政策看看" className="under" onClose={onClose}>
      <View className="note">只是看看会有什么不同，这一件还是按原来的政策办</View>
      <Trouble words={trouble} className="gap" />
      {items.map(({ id: policy, number, title, validFrom }) => (
        <Action
          key={policy}
          className={`gap wide p-${policy}`}
          tone={found?.would.id === policy ? 'soft' : 'line'}
          busy={busy}
          onTap={() => void look(policy)}
        >
          {number} {title}（{validFrom}起）
        </Action>
      ))}
      {found && <Changes of={found} />}
    </Sheet>
  )
}

const Changes = ({ of: { was, would, eligible, changes } }: { of: UnderView }) => (
  <View className="card gap changes">
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
