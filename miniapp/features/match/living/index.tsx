import type { Living } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { OwnPlace, useOwnPlaces } from '../../../core/own-place'
import { type Page, usePages } from '../../../core/pages'
import { toMatch } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { PairingLine } from '../pairing-line'
import '../../../core/desk.scss'
import '../../../core/field-form.scss'

/** 现在的结对: what goes on in her place, the newest first. */
export default function LivingPage() {
  return <Known>{(who) => <AllLiving key={who} />}</Known>
}

const open = ({ child }: Living) => toMatch(child)

function AllLiving() {
  const [own] = useOwnPlaces()
  const [place, setPlace] = useState(own?.place)
  const pages = usePages<Living>((after) => get<Page<Living>>('/pairings', { place, after }), [place], { onShow: true })
  return (
    <Screen className="cadre">
      <View>
        <View className="hero">现在的结对</View>
        <View className="note">您管的地方，正在问的、试着相处的和正式的。点开看孩子和爱心妈妈。</View>
      </View>
      <OwnPlace name="place" label="看哪里的结对" value={place} onChange={(_, one) => setPlace(String(one))} />
      <Listed of={pages} empty="还没有结对" note="在孩子的档案里，点“安排爱心妈妈”">
        {(rows) => (
          <View className="card lines">
            {rows.map((row) => (
              <PairingLine key={row.id} row={row} coded onTap={open} />
            ))}
          </View>
        )}
      </Listed>
    </Screen>
  )
}
