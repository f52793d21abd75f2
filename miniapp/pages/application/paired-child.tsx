import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { stageIn } from '@shared/features/pairing/pairing.rules'
import type { ProposedChild } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import { Action } from '../../core/action'
import { get } from '../../core/api'
import { ChildFacts } from '../../core/child-facts'
import { useLoaded } from '../../core/loaded'
import { toDiary, toPairedChild } from '../../core/routes'
import { Loading } from '../../core/screen'

/** On a pairing of hers: the child that was proposed to her, and once all have agreed the ways to it. */
export function PairedChild({ view }: { view: ApplicationView }) {
  if (view.kind !== 'pairing' || !view.mine) return null
  const stage = stageIn(view.state)
  if (stage === 'ended') return null
  return stage === 'proposed' ? <Proposed id={view.id} /> : <Ways id={view.id} />
}

function Proposed({ id }: { id: string }) {
  const child = useLoaded(() => get<ProposedChild>(`/pairings/${id}/child`), [id])
  return (
    <View className="card proposed-child">
      <Loading of={child}>{child.data && <ChildFacts child={child.data} />}</Loading>
      <View className="note gap-s">现在只能看到这些，认不出是谁。您愿意、孩子的监护人也同意了，才告诉您怎么联系。</View>
    </View>
  )
}

const Ways = ({ id }: { id: string }) => (
  <View className="card paired-ways">
    <Action tone="go" className="to-diary" onTap={() => toDiary(id)}>
      陪伴日记
    </Action>
    <Action className="gap to-child" onTap={() => toPairedChild(id)}>
      怎么联系孩子
    </Action>
  </View>
)
