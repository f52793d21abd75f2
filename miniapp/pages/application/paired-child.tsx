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

const stageOf = ({ kind, mine, state }: ApplicationView) => (kind === 'pairing' && mine ? stageIn(state) : undefined)

/** The child that was proposed to her, before she says yes or no. */
export const ProposedToHer = ({ view }: { view: ApplicationView }) => (stageOf(view) === 'proposed' ? <Proposed id={view.id} /> : null)
/** The ways to the child, once all have agreed. */
export const PairedChild = ({ view }: { view: ApplicationView }) => (stageOf(view) === 'paired' ? <Ways id={view.id} /> : null)

function Proposed({ id }: { id: string }) {
  const child = useLoaded(() => get<ProposedChild>(`/pairings/${id}/child`), [id])
  return (
    <View className="gap proposed-child">
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
