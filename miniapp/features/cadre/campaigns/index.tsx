import type { DeskCampaign } from '@shared/features/campaign/desk.api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { toPoster } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { PosterSheet } from '../poster-sheet'
import { EventsSheet } from './events-sheet'
import { ReachSheet } from './reach-sheet'
import '../../../core/desk.scss'

type Text = DeskCampaign['texts'][number]

const open = (query: string) => Taro.navigateTo({ url: `/features/cadre/text/index?${query}` })

/** 普法稿件: the campaigns of her places with all their texts, public or not yet. */
export default function CampaignsPage() {
  return <Known>{(who) => <Campaigns key={who} />}</Known>
}

function Campaigns() {
  const desk = useLoaded(() => get<Page<DeskCampaign>>('/campaign-desk'), [], { onShow: true })
  const foot = (
    <Action tone="soft" className="new-campaign" onTap={() => open('sort=frame')}>
      新建专题
    </Action>
  )
  return (
    <Screen className="cadre" of={desk} foot={foot}>
      {desk.data?.items.map((campaign) => (
        <Campaign key={campaign.id} campaign={campaign} onChanged={desk.set} />
      ))}
      {desk.data?.items.length === 0 && <Nothing title="还没有专题" note="建一个专题，再往里写文章" />}
    </Screen>
  )
}

function Campaign({
  campaign: { id, slug, texts, events },
  onChanged,
}: {
  campaign: DeskCampaign
  onChanged: (desk: Page<DeskCampaign>) => void
}) {
  const [frame, ...pages] = texts
  const [sheet, setSheet] = useState<'reach' | 'events' | 'poster'>()
  const close = () => setSheet(undefined)
  const printPoster = (village?: string) => {
    close()
    void toPoster(slug, village)
  }
  return (
    <View className={`card campaign-${slug}`}>
      {frame && <Row text={frame} title />}
      {pages.map((text) => (
        <Row key={text.id} text={text} />
      ))}
      <View className="desk-ways">
        <Action tone="soft" className="new-article" onTap={() => open(`sort=article&campaign=${id}`)}>
          写一篇文章
        </Action>
        <Action tone="soft" className="new-quiz" onTap={() => open(`sort=quiz&campaign=${id}`)}>
          出一份答题
        </Action>
        <Action tone="soft" className="open-events" onTap={() => setSheet('events')}>
          {events.length > 0 ? `放了${events.length}个活动` : '放上近期的活动'}
        </Action>
        {frame && frame.publishedNo !== null && (
          <>
            <Action tone="soft" className="print-poster" onTap={() => setSheet('poster')}>
              打印村里的海报
            </Action>
            <Action tone="soft" className="see-reach" onTap={() => setSheet('reach')}>
              看了多少次
            </Action>
          </>
        )}
      </View>
      {sheet === 'events' && <EventsSheet campaign={id} shown={events} onChanged={onChanged} onClose={close} />}
      {sheet === 'poster' && <PosterSheet onClose={close} onPick={printPoster} />}
      {sheet === 'reach' && <ReachSheet slug={slug} onClose={close} />}
    </View>
  )
}

function sayState({ no, publishedNo, withdrawnFor }: Text): string {
  if (withdrawnFor !== '') return `撤下了：${withdrawnFor}`
  if (publishedNo === null) return `没有公开，写到第${no}版`
  return publishedNo === no ? '已公开' : `公开的是第${publishedNo}版，写到第${no}版`
}

function Row({ text, title = false }: { text: Text; title?: boolean }) {
  return (
    <View className={`row line text-${text.slug || 'frame'}`} ariaRole="button" onClick={() => open(`id=${text.id}`)}>
      <View className="grow">
        <View className={title ? 'title' : 'strong'}>{text.title}</View>
        <View className="note">{sayState(text)}</View>
      </View>
      <View className="note">›</View>
    </View>
  )
}
