import { sayDay } from '@shared/core/time'
import { ERASED_FOR, type ErasedFor } from '@shared/features/child/child.retention'
import type { ChildView } from '@shared/features/child/child.schema'
import { closings, duties, say } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import type { Act } from './act-sheet'
import { closing, dutyOf, erasure, reopening } from './acts'

interface EndingsProps {
  of: ChildView
  /** the roles of whoever looks */
  levels: readonly string[]
  now: string
  onAct: (act: Act) => void
}

const ALWAYS = '在册期间一直留着。关爱结束半年以后、孩子满十八岁半年以后，或者监护人撤回15天以后，自动销毁。'
const sayEnd = ({ state, duty, ends }: ChildView, now: string): string => {
  if (duty) return `不会到期销毁：${say(duties, duty)}。`
  if (state === 'stub') return '法律要求留着的（比如已经报警），写明是哪一项，就不会到期销毁。'
  // Told to nobody who may not know why.
  if (!ends && state !== 'registered') return '有事情还没有办结，办结以前不会销毁。'
  return ends ? `${sayDay(ends.on, now)}自动销毁（${ERASED_FOR[ends.rule as ErasedFor] ?? '保存期限到了'}）。` : ALWAYS
}

/** How long the record is kept, and what ends it or keeps it. */
export function Endings({ of, levels, now, onAct }: EndingsProps) {
  const { state, duty, closedFor, mayWrite } = of
  const above = levels.indexOf('town') >= 0 || levels.indexOf('county') >= 0
  const county = levels.indexOf('county') >= 0
  // When its time is over stands with the one thing to do.
  if (state === 'stub' && !above) return null
  return (
    <View className="card">
      <View className="title">{state === 'stub' ? '法定职责' : '保存多久'}</View>
      {closedFor && <View className="gap-s">关爱结束：{say(closings, closedFor)}</View>}
      <View className="gap-s">{sayEnd(of, now)}</View>
      {mayWrite && state === 'registered' && (
        <Action className="to-close gap" onTap={() => onAct(closing(of))}>
          关爱结束
        </Action>
      )}
      {mayWrite && state === 'closed' && (
        <Action tone="soft" className="to-reopen gap" onTap={() => onAct(reopening(of))}>
          恢复关爱
        </Action>
      )}
      {above && (
        <Action className="to-duty gap" onTap={() => onAct(dutyOf(of))}>
          {duty ? '撤销法定职责' : '记下法定职责'}
        </Action>
      )}
      {county && !duty && (
        <Action tone="danger" className="to-erase gap" onTap={() => onAct(erasure(of))}>
          监护人要求删除
        </Action>
      )}
    </View>
  )
}
