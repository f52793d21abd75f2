import { dayOf, sayDay } from '@shared/core/time'
import type { ArticleView } from '@shared/features/campaign/campaign.api'
import { TEXT_SORTS } from '@shared/features/campaign/campaign.schema'
import { sayCitation } from '@shared/features/campaign/say-citation'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Action } from '../../../core/action'
import { Blocks } from '../../../core/blocks/blocks'
import { Listen } from '../../../core/blocks/listen'
import { HelpWays } from '../../../core/help'
import { useLoaded } from '../../../core/loaded'
import { read } from '../../../core/reading'
import { Correction } from '../correction'
import { follow } from '../follow'
import { articlePath } from '../keeping'
import { CampaignPage } from '../page'
import { useSharing } from '../sharing'
import { Upwards } from '../upwards'
import { articlePlace } from '../ways'

/** One text of a campaign, in large type, with the law that it rests on. */
export default function Article() {
  const { slug = '', page = '' } = useRouter<{ slug?: string; page?: string }>().params
  const reading = useLoaded(() => read<ArticleView>(articlePath(slug, page)))
  const view = reading.data?.data
  useSharing(view && { title: view.title, cover: view.campaign.cover, picture: view.cover, place: articlePlace(slug, page) })
  return (
    <CampaignPage of={reading} leave={view?.leaveNow ? slug : undefined}>
      {view && <Shown view={view} />}
    </CampaignPage>
  )
}

function Shown({ view }: { view: ArticleView }) {
  const { campaign, sort, title, blocks, citations, correction, recording } = view
  return (
    <>
      <View>
        <View className="tag">{TEXT_SORTS[sort]}</View>
        <View className="hero gap-s" ariaRole="heading">
          {title}
        </View>
      </View>
      <Correction of={correction} what="这一篇" />
      {recording && <Listen to={recording} />}
      <Blocks of={blocks} onFollow={follow} />
      {citations.length > 0 && (
        <View className="card citations">
          <View className="title">法律依据</View>
          {citations.map((one) => (
            <View key={one.law} className="gap-s">
              {sayCitation(one)}
            </View>
          ))}
        </View>
      )}
      <View className="card want-help">
        <View className="title">想有人帮一把</View>
        <HelpWays />
      </View>
      <View className="note">{sayDates(view)}</View>
      <Action tone="soft" openType="share" className="send">
        转给姐妹
      </Action>
      <Upwards campaign={campaign} />
    </>
  )
}

/** When it was published, and when it changed since. */
function sayDates({ publishedAt, changedAt }: Pick<ArticleView, 'publishedAt' | 'changedAt'>): string {
  const say = (at: string) => sayDay(dayOf(at), new Date().toISOString())
  return `${say(publishedAt)}发布${changedAt === publishedAt ? '' : `，${say(changedAt)}更新`}`
}
