import type { ChildView } from '@shared/features/child/child.schema'
import { needs, say } from '@shared/features/child/child.words'
import type { Living, Ranking } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { WorryEntry } from '../../../core/worry-entry'
import { AskSheet } from './ask-sheet'
import { openingOf } from './opening'
import { Pairings } from './pairings'
import { Ranked } from './ranked'

type Mode = Living['mode']
type Rated = Ranking['items'][number]

/** Of a team that cares already its other mothers are asked, each by herself. */
const teamOf = (pairings: readonly Living[], handing: Living | undefined): string | undefined => {
  const one = handing ?? pairings.find(({ live }) => live)
  return one && one.mode === 'team' && one.team ? one.team.id : undefined
}
const sayNeeds = (child: ChildView): string => child.needs.map((one) => say(needs, one)).join('、') || '还没有写'

/** 安排爱心妈妈: what the child needs, who cares for it now, who could, and why. */
export function ChildMatch({ child: id }: { child: string }) {
  const known = useLoaded(
    async () => {
      const [child, pairings] = await Promise.all([get<ChildView>(`/children/${id}`), get<{ items: Living[] }>(`/children/${id}/pairings`)])
      return { child, pairings: pairings.items }
    },
    [id],
    { onShow: true },
  )
  const [picked, setPicked] = useState<Mode>('oneToOne')
  const [handing, setHanding] = useState<Living>()
  const [chosen, setChosen] = useState<Rated>()
  const [turn, setTurn] = useState(0)
  const { data } = known
  const opening = data && openingOf(data.child, data.pairings, handing, picked)
  const team = data && teamOf(data.pairings, handing)
  const done = () => {
    setChosen(undefined)
    setHanding(undefined)
    setTurn((was) => was + 1)
    void known.reload()
  }
  return (
    <Screen of={known} className="cadre">
      {data && opening && (
        <>
          <View>
            <View className="hero">代号{data.child.code}</View>
            <View className="note">{[data.child.villageName, data.child.ageBand].filter(Boolean).join(' · ')}</View>
            <View className="gap-s">需要：{sayNeeds(data.child)}</View>
          </View>
          <Pairings rows={data.pairings} handing={handing} onHandOver={setHanding} />
          {opening.open ? (
            <Ranked child={id} {...opening} team={team} turn={turn} handing={handing} onPick={setPicked} onChoose={setChosen} />
          ) : (
            <View className="card note why-not">{opening.why}</View>
          )}
          <WorryEntry child={id} />
          {chosen && (
            <AskSheet
              child={data.child}
              rated={chosen}
              mode={opening.mode}
              team={team}
              before={handing}
              onClose={() => setChosen(undefined)}
              onDone={done}
            />
          )}
        </>
      )}
    </Screen>
  )
}
