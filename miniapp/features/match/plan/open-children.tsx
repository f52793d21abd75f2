import type { PlanOpen } from '@shared/features/pairing/plan.schema'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { get } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { Listed } from '../../../core/listed'
import { usePages } from '../../../core/pages'
import { toMatch } from '../../../core/routes'
import { Screen } from '../../../core/screen'

type Open = PlanOpen['items'][number]

const WHY: Readonly<Record<Open['why'], string>> = {
  nobody: '没有一位爱心妈妈能去：太远、暂停了，或者是亲属',
  taken: '合适的人都排给别的孩子了，再请几位来就行',
}

/** Whom the proposal has found nobody for, and why. */
export function OpenChildren({ plan, top }: { plan: string; top: ReactNode }) {
  const pages = usePages<Open>((after) => get<PlanOpen>(`/pairing-plans/${plan}/open`, { after }), [plan])
  return (
    <Screen className="cadre">
      {top}
      <Listed of={pages} empty="每个孩子都有人了">
        {(rows) => (
          <View className="card lines open-children">
            {rows.map(({ child, code, why }) => (
              <View key={child} className={`line row o-${child}`} hoverClass="pressed" ariaRole="button" onClick={() => toMatch(child)}>
                <View className="grow">
                  <View className="strong">代号{code}</View>
                  <View className="note">{WHY[why]}</View>
                </View>
                <Icon name="chevron" size={18} />
              </View>
            ))}
          </View>
        )}
      </Listed>
    </Screen>
  )
}
