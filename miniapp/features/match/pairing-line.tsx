import { sayDay } from '@shared/core/time'
import type { Living } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import { memo } from 'react'
import { Icon } from '../../core/art/icon'
import { StateTag } from '../../core/state-tag'
import { sayMode, sayName, sayState } from './words'

interface PairingLineProps {
  row: Living
  /** on a page about many children the child is named, by its code */
  coded?: boolean
  onTap: (row: Living) => void
}

/** What else is worth knowing of a pairing at a glance. */
function notesOf({ mode, team, trialUntil, before, next, live }: Living): string[] {
  return [
    team ? `${sayMode(mode)}：${team.name}` : sayMode(mode),
    ...(trialUntil ? [`试到${sayDay(trialUntil)}`] : []),
    ...(live && next ? ['已经请了另一位来接'] : []),
    ...(live && before ? ['接着原来那一位'] : []),
  ]
}

/** One pairing: who, how far it is, until when it is tried. */
export const PairingLine = memo(function PairingLine({ row, coded = false, onTap }: PairingLineProps) {
  return (
    <View className={`line row wraps p-${row.id}`} hoverClass="pressed" ariaRole="button" onClick={() => onTap(row)}>
      <View className="grow">
        <View className="strong">{coded ? `代号${row.code} · ${sayName(row.mother)}` : sayName(row.mother)}</View>
        {notesOf(row).map((note) => (
          <View key={note} className="note">
            {note}
          </View>
        ))}
      </View>
      <StateTag {...sayState(row.state)} />
      <Icon name="chevron" size={18} />
    </View>
  )
})
