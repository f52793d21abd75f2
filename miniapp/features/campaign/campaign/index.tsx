import type { CampaignView } from '@shared/features/campaign/campaign.api'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import { Action } from '../../../core/action'
import { Cover } from '../../../core/art/cover'
import { HelpWays } from '../../../core/help'
import { useLoaded } from '../../../core/loaded'
import { toPoster } from '../../../core/routes'
import { Correction } from '../correction'
import { keepAll } from '../keeping'
import { CampaignPage } from '../page'
import { useSharing } from '../sharing'
import { campaignPlace } from '../ways'
import { Elsewhere } from './elsewhere'
import { Events } from './events'
import { LawTalks } from './law-talks'
import { type Opened, readCampaign } from './opening'
import { Quizzes } from './quizzes'
import { Texts } from './texts'
import { sayDays } from './words'

/** A campaign: what it is about, its texts by sort, its quiz, where to ask somebody, and how to pass it on. */
export default function Campaign() {
  const { params } = useRouter<Opened>()
  const reading = useLoaded(() => readCampaign(params))
  const { data } = reading
  const view = data?.data
  useSharing(view && { title: `${view.title}：${view.theme}`, cover: view.cover, place: campaignPlace(view.slug) })
  useEffect(() => {
    if (data) keepAll(data).catch(() => undefined)
  }, [data])
  return (
    <CampaignPage of={reading} leave={view?.leaveNow ? view.slug : undefined}>
      {view && <Shown view={view} />}
    </CampaignPage>
  )
}

function Shown({ view }: { view: CampaignView }) {
  return (
    <>
      <Cover cover={view.cover} title={view.title} sub={view.theme} />
      <View className="lead">{view.lead}</View>
      <Correction of={view.correction} what="这个专题" />
      <View className="note days">
        {sayDays(view)}
        {view.place && `，${view.place}妇联`}
      </View>
      <Texts of={view} />
      <Quizzes of={view} />
      {/* What a phone kept before there were any has none. */}
      {view.events?.length ? <Events of={view.events} /> : <LawTalks />}
      <View className="card want-help">
        <View className="title">想有人帮一把</View>
        <HelpWays />
      </View>
      <View className="row passing">
        <Action tone="soft" openType="share" className="send">
          转给姐妹
        </Action>
        <Action tone="soft" className="to-poster" onTap={() => toPoster(view.slug)}>
          做张海报
        </Action>
      </View>
      <Elsewhere />
    </>
  )
}
