import type { Living, Ranking } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import { memo, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { useLoaded } from '../../../core/loaded'
import { Loading, Nothing } from '../../../core/screen'
import { Segments } from '../../../core/segments'
import { sayMode, sayNames, WAYS } from '../words'

type Mode = Living['mode']
type Rated = Ranking['items'][number]

interface RankedProps {
  child: string
  mode: Mode
  settled: boolean
  /** the team that cares already: of it who is left */
  team: string | undefined
  handing: Living | undefined
  /** counted up when something may have changed the order */
  turn: number
  onPick: (mode: Mode) => void
  onChoose: (rated: Rated) => void
}

const keyOf = ({ team, mothers }: Rated): string => (team ? team.id : mothers.map(({ id }) => id).join('-'))
/** Who takes over, and who joins somebody, is asked alone. */
const askedIn = (mode: Mode, alone: boolean): Mode => ((mode === 'twoToOne' || mode === 'team') && alone ? 'oneToMany' : mode)
const EMPTY: Readonly<Record<Mode, string>> = {
  oneToOne: '没有合适的爱心妈妈',
  oneToMany: '没有合适的爱心妈妈',
  twoToOne: '没有合适的两位',
  team: '没有合适的小组',
}

/** Who could care for the child, the best first; then, when it is asked for, who may not and why. */
export function Ranked({ child, mode, settled, team, handing, turn, onPick, onChoose }: RankedProps) {
  const [barred, setBarred] = useState(false)
  const asked = askedIn(mode, settled)
  const ranking = useLoaded(
    () => get<Ranking>(`/children/${child}/mothers`, { mode: asked, team }),
    [child, asked, team, handing?.id, turn],
  )
  const items = ranking.data ? ranking.data.items : []
  const able = items.filter(({ bars }) => bars.length === 0)
  const not = items.filter(({ bars }) => bars.length > 0)
  return (
    <View>
      <View className="title">谁合适</View>
      {settled ? <View className="note">结对办法：{sayMode(mode)}</View> : <Segments of={WAYS} now={mode} onPick={onPick} />}
      <Loading of={ranking}>
        {able.length === 0 && <Nothing title={EMPTY[mode]} note={not.length > 0 ? '看看下面为什么' : '先请人来报名'} />}
        {able.length > 0 && (
          <View className="card lines gap-s able">
            {able.map((rated) => (
              <RatedLine key={keyOf(rated)} rated={rated} onTap={onChoose} />
            ))}
          </View>
        )}
        {not.length > 0 && !barred && (
          <Action className="gap see-barred" onTap={() => setBarred(true)}>
            看谁不行、为什么
          </Action>
        )}
        {barred && (
          <View className="gap barred">
            <View className="title">现在不能安排的</View>
            <View className="card lines gap-s">
              {not.map((rated) => (
                <RatedLine key={keyOf(rated)} rated={rated} onTap={onChoose} />
              ))}
            </View>
          </View>
        )}
      </Loading>
    </View>
  )
}

/** One giver: how well she fits, and the first things that say so. */
const RatedLine = memo(function RatedLine({ rated, onTap }: { rated: Rated; onTap: (rated: Rated) => void }) {
  const { team, mothers, score, parts, bars } = rated
  const why =
    bars.length > 0
      ? bars.map((bar) => bar.why)
      : [
          parts
            .slice(0, 2)
            .map(({ says }) => says)
            .join('；'),
        ]
  return (
    <View className={`line row r-${keyOf(rated)}`} hoverClass="pressed" ariaRole="button" onClick={() => onTap(rated)}>
      <View className="grow">
        <View className="strong">{team ? team.name : sayNames(mothers)}</View>
        {team && <View className="note">{sayNames(mothers)}</View>}
        {why.map((one) => (
          <View key={one} className="note">
            {one}
          </View>
        ))}
      </View>
      {bars.length === 0 && <View className="points">{score}分</View>}
      <Icon name="chevron" size={18} />
    </View>
  )
})
