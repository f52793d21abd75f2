import { dayOf } from '@shared/core/time'
import type { CampaignRow } from '@shared/features/campaign/campaign.api'
import { inSeason, ownFirst } from '@shared/features/campaign/nearest'
import { View } from '@tarojs/components'
import { Motif } from '../../../core/art/cover'
import { useLoaded } from '../../../core/loaded'
import { useHerPlaces } from '../../../core/places'
import { useProfile } from '../../../core/profile'
import { read } from '../../../core/reading'
import { toCampaign } from '../../../core/routes'
import { Nothing } from '../../../core/screen'
import { CampaignPage } from '../page'
import { useSharing } from '../sharing'

/** All campaigns, those of her own places first, among them that of these days. */
export default function Campaigns() {
  const reading = useLoaded(() => read<{ items: CampaignRow[] }>('/campaigns'))
  const hers = useHerPlaces(useProfile()?.village)
  const items = ownFirst(inSeason(reading.data?.data.items ?? [], dayOf(new Date().toISOString())), hers)
  useSharing()
  return (
    <CampaignPage of={reading}>
      {items.map(({ slug, title, theme, cover, place }) => (
        <View key={slug} className={`card row c-${slug}`} hoverClass="pressed" ariaRole="button" onClick={() => toCampaign(slug)}>
          <Motif cover={cover} />
          <View className="grow">
            <View className="strong">{title}</View>
            <View className="note">{theme}</View>
            {place && <View className="note">{place}妇联</View>}
          </View>
        </View>
      ))}
      {items.length === 0 && <Nothing title="还没有专题" note="有急事先打下面的电话" />}
    </CampaignPage>
  )
}
