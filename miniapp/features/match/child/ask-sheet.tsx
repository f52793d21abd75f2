import type { ChildView } from '@shared/features/child/child.schema'
import type { Living, Ranking } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { sayName, sayNames } from '../words'
import { Kin } from './kin'
import { Parts } from './parts'

type Rated = Ranking['items'][number]

interface AskSheetProps {
  child: ChildView
  rated: Rated
  mode: Living['mode']
  /** the team that cares already, of which she is one */
  team: string | undefined
  /** from whom she takes over */
  before: Living | undefined
  onClose: () => void
  onDone: () => void
}

/** One giver and everything that counts; then, said once more, what asking her means. */
export function AskSheet(props: AskSheetProps) {
  const [sure, setSure] = useState(false)
  return sure ? <Asking {...props} onBack={() => setSure(false)} /> : <Looking {...props} onAsk={() => setSure(true)} />
}

const titleOf = ({ team, mothers }: Rated): string => (team ? team.name : sayNames(mothers))

function Looking({ child, rated, onClose, onAsk, onDone }: AskSheetProps & { onAsk: () => void }) {
  const { bars, mothers, team } = rated
  // Of several it would not be clear who is meant.
  const alone = mothers.length === 1 ? mothers[0] : undefined
  const foot = (
    <>
      {bars.length === 0 && (
        <Action tone="go" className="ask" onTap={onAsk}>
          {mothers.length > 1 ? '问问她们愿不愿意' : '问问她愿不愿意'}
        </Action>
      )}
      <Action className="not-now" onTap={onClose}>
        先不
      </Action>
    </>
  )
  return (
    <Sheet open title={titleOf(rated)} className="rated-sheet" onClose={onClose} foot={foot}>
      {team && <View className="note">{sayNames(mothers)}</View>}
      {bars.map(({ rule, why }) => (
        <View key={rule} className="card caution gap-s">
          {why}
        </View>
      ))}
      <Parts rated={rated} />
      {alone && <Kin child={child.id} mother={alone} known={bars.some(({ rule }) => rule === 'related')} onDone={onDone} />}
    </Sheet>
  )
}

const NEXT = [
  '她收到消息，看到孩子的代号、大概年龄、远近和需要什么，别的看不到。',
  '她可以愿意，也可以不愿意，不用说理由，10个工作日里回答。',
  '她愿意了，村妇联去问监护人；监护人同意、村里确认，才开始试结对90天。',
]

function Asking({ child, rated, mode, team, before, onBack, onDone }: AskSheetProps & { onBack: () => void }) {
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const ask = () =>
    run(async () => {
      const mothers = rated.mothers.map(({ id }) => id)
      const whom = rated.team ? { team: rated.team.id } : { mothers, ...(team ? { team } : {}) }
      const body = { mode, ...whom, ...(before ? { before: before.id } : {}) }
      await post<{ items: Living[] }>(`/children/${child.id}/proposals`, body, key.current)
      void Taro.showToast({ title: '问了，等回答', icon: 'none' })
      onDone()
    })
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-ask" busy={busy} onTap={ask}>
        {busy ? '正在问…' : '确定，现在就问'}
      </Action>
      <Action className="not-now" onTap={onBack}>
        再看看
      </Action>
    </>
  )
  return (
    <Sheet open title={`请${titleOf(rated)}陪代号${child.code}？`} className="asking-sheet" onClose={onBack} foot={foot}>
      {before && <View className="card soft">接着{sayName(before.mother)}陪。新的开始那一天，原来的才结束。</View>}
      {rated.mothers.length > 1 && <View className="gap-s">{rated.mothers.length}位一起问，每一位自己回答，一位不愿意不影响别的。</View>}
      {NEXT.map((line, n) => (
        <View key={line} className="row top gap-s">
          <View className="strong">{n + 1}</View>
          <View className="grow">{line}</View>
        </View>
      ))}
    </Sheet>
  )
}
