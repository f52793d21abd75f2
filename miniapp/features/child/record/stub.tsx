import { dayOf, daysBetween, sayDay } from '@shared/core/time'
import type { ChildView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { toParts } from '../ways'

/** A coded name without a consent: how long it stays, and the one thing to do. */
export function Stub({ of: { id, ends, mayWrite }, now }: { of: ChildView; now: string }) {
  const left = ends && daysBetween(dayOf(now), ends.on)
  return (
    <View className="card caution">
      <View className="title">还没有监护人同意</View>
      <View className="gap-s">
        {ends && left !== null
          ? `现在只有村和情况。还有${left}天，${sayDay(ends.on, now)}还没有同意就自动销毁。`
          : '现在只有村和情况。因为有法定职责，不会到期销毁。'}
      </View>
      {mayWrite && (
        <Action tone="go" className="to-parts gap" onTap={() => toParts(id)}>
          监护人同意，开始登记
        </Action>
      )}
    </View>
  )
}
