import type { PlanHead } from '@shared/features/pairing/plan.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { keyOf, type PlanPair, sayGiver } from './pair'

interface ApproveSheetProps {
  plan: string
  mode: PlanHead['mode']
  pairs: readonly PlanPair[]
  onClose: () => void
  onDone: () => void
}

/** What was refused of several, each with its reason; nobody is there to whom the rest would not have been asked. */
type Refused = readonly { key: string; says: string }[]

const bodyOf = (plan: string, mode: PlanHead['mode'], { team, mothers }: PlanPair) => ({
  ...{ plan, mode },
  ...(team ? { team: team.id } : { mothers: mothers.map(({ id }) => id) }),
})

/** Some pairs of a proposal are approved: one after another, and what cannot be is said. */
export function ApproveSheet({ plan, mode, pairs, onClose, onDone }: ApproveSheetProps) {
  const { busy, trouble, run } = useDoing()
  const [refused, setRefused] = useState<Refused>()
  const approve = () =>
    run(async () => {
      const not: { key: string; says: string }[] = []
      for (const pair of pairs)
        await post(`/children/${pair.child}/proposals`, bodyOf(plan, mode, pair), newKey()).catch((reason) =>
          not.push({ key: keyOf(pair), says: `代号${pair.code}，${sayGiver(pair)}：${asRefusal(reason).message}` }),
        )
      if (not.length === 0) onDone()
      else setRefused(not)
    })
  const foot = refused ? (
    <Action tone="go" className="seen-refused" onTap={onDone}>
      知道了
    </Action>
  ) : (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-approve" busy={busy} onTap={approve}>
        {busy ? '正在问…' : '确定，现在就问'}
      </Action>
      <Action className="not-now" onTap={onClose}>
        再看看
      </Action>
    </>
  )
  return (
    <Sheet
      open
      title={refused ? '有的没有问成' : `批${pairs.length}对？`}
      className="approve-sheet"
      onClose={refused ? onDone : onClose}
      foot={foot}
    >
      {refused ? (
        <>
          <View>问成了{pairs.length - refused.length}对。这些没有：</View>
          {refused.map(({ key, says }) => (
            <View key={key} className="gap-s">
              {says}
            </View>
          ))}
        </>
      ) : (
        <>
          <View>每一位都会先问愿不愿意，不愿意也没有关系；然后才问监护人。</View>
          {pairs.map((pair) => (
            <View key={keyOf(pair)} className="gap-s">
              代号{pair.code} · {sayGiver(pair)}
            </View>
          ))}
        </>
      )}
    </Sheet>
  )
}
