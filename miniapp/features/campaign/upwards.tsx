import type { CampaignRow } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../core/action'
import { Motif } from '../../core/art/cover'
import { Icon } from '../../core/art/icon'
import { toCampaign, toHome } from '../../core/routes'
import { openedAlone } from './ways'

/** The way to the whole campaign and home, for who was sent just this page; everybody else goes back. */
export function Upwards({ campaign: { slug, title, theme, cover } }: { campaign: CampaignRow }) {
  const [alone] = useState(openedAlone)
  if (!alone) return null
  return (
    <>
      <View className="card row upwards" hoverClass="pressed" ariaRole="button" onClick={() => toCampaign(slug)}>
        <Motif cover={cover} />
        <View className="grow">
          <View className="strong">{title}</View>
          <View className="note">{theme}</View>
        </View>
        <Icon name="chevron" size={18} />
      </View>
      <Action className="go-home" onTap={toHome}>
        回首页
      </Action>
    </>
  )
}
