import { dayOf } from '@shared/core/time'
import type { CampaignRow } from '@shared/features/campaign/campaign.api'
import { nearestCampaign, ownOr } from '@shared/features/campaign/nearest'
import { View } from '@tarojs/components'
import { Motif } from '../../core/art/cover'
import { useLoaded } from '../../core/loaded'
import type { Page } from '../../core/pages'
import { useHerPlaces } from '../../core/places'
import { useProfile } from '../../core/profile'
import { read } from '../../core/reading'
import { toCampaign, toCampaigns } from '../../core/routes'

/** The campaign of these days, by itself: what is kept of it opens without signal, when nothing else here does. */
export function CampaignCard() {
  const { data } = useLoaded(() => read<Page<CampaignRow>>('/campaigns'), [], { onShow: true })
  const hers = useHerPlaces(useProfile()?.village)
  const campaign = data && nearestCampaign(ownOr(data.data.items, hers), dayOf(new Date().toISOString()))
  if (!campaign) return null
  return (
    <>
      <View className="row section">
        <View className="title grow">懂法护己</View>
        <View className="link all all-campaigns" ariaRole="button" onClick={toCampaigns}>
          全部 ›
        </View>
      </View>
      <View className="card row campaign-card" hoverClass="pressed" ariaRole="button" onClick={() => toCampaign(campaign.slug)}>
        <Motif cover={campaign.cover} />
        <View className="grow">
          <View className="strong">{campaign.title}</View>
          <View className="note">{campaign.theme}</View>
        </View>
      </View>
    </>
  )
}
