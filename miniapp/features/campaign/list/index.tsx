import { dayOf } from '@shared/core/time'
import type { CampaignRow } from '@shared/features/campaign/campaign.api'
import { inSeason } from '@shared/features/campaign/nearest'
import { View } from '@tarojs/components'
import { Motif } from '../../../core/art/cover'
import { useLoaded } from '../../../core/loaded'
import { read } from '../../../core/reading'
import { toCampaign } from '../../../core/routes'
import { Nothing } from '../../../core/screen'
import { CampaignPage } from '../page'
import { useSharing } from '../sharing'

/** All campaigns, that of these days first. */
export default function Campaigns() {
  const reading = useLoaded(() => read<{ items: CampaignRow[] }>('/campaigns'))
  const items = inSeason(reading.data?.data.items ?? [], dayOf(new Date().toISOString()))
  useSharing()
  return (
    <CampaignPage of={reading}>
      {items.map(({ slug, title, theme, cover }) => (
        <View key={slug} className={`card row c-${slug}`} hoverClass="pressed" ariaRole="button" onClick={() => toCampaign(slug)}>
          <Motif cover={cover} />
          <View className="grow">
            <View className="strong">{title}</View>
            <View className="note">{theme}</View>
          </View>
        </View>
      ))}
      {items.length === 0 && <Nothing title="还没有专题" note="有急事先打下面的电话" />}
    </CampaignPage>
  )
}
