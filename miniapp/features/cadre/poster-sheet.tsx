import { View } from '@tarojs/components'
import { useCallback } from 'react'
import { Action } from '../../core/action'
import { usePlaces } from '../../core/places'
import { Sheet } from '../../core/sheet'
import { VillageList } from '../../core/widgets/village-list'

interface PosterSheetProps {
  onClose: () => void
  /** the village on whose board it will hang, or none */
  onPick: (village?: string) => void
}

/** Where the poster will hang. */
export function PosterSheet({ onClose, onPick }: PosterSheetProps) {
  const places = usePlaces()
  const pick = useCallback((id: string) => onPick(id), [onPick])
  const foot = (
    <Action className="no-village" onTap={() => onPick()}>
      不写村名，贴哪里都行
    </Action>
  )
  return (
    <Sheet open title="贴在哪个村？" onClose={onClose} foot={foot}>
      <View className="note">每个村的码不一样，以后看得到哪个村扫得多。只记总数，不记是谁扫的。</View>
      <View className="gap">
        <VillageList places={places} chosen={undefined} onPick={pick} />
      </View>
    </Sheet>
  )
}
