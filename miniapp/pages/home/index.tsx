import { View } from '@tarojs/components'
import { useShareAppMessage } from '@tarojs/taro'
import { Action } from '../../core/action'
import { ActivityRow } from '../../core/activity/activity-row'
import { type Loaded, useLoaded } from '../../core/loaded'
import { sayPlace, usePlaces } from '../../core/places'
import { givenName, useProfile } from '../../core/profile'
import { toActivities, toPeople } from '../../core/routes'
import { Loading, Nothing, Screen } from '../../core/screen'
import { useSession } from '../../core/session'
import { useSettings } from '../../core/settings'
import { silent } from '../../core/sign-in'
import { setLarge, useLarge } from '../../core/type-size'
import { useWho } from '../../core/who'
import { CampaignCard } from './campaign-card'
import { Doors } from './doors'
import { type HomeData, loadHome } from './home-data'
import './home.scss'
import { KeptDiaries } from './kept-diaries'
import { NextThing } from './next-thing'

const SHOWN = 3

export default function Home() {
  const who = useWho()
  const home = useLoaded(loadHome, [who], { onShow: true })
  useShareAppMessage(() => ({ title: '巾帼帮办：报名、办事、找妇联', path: '/pages/home/index' }))
  const { data } = home
  const count = data ? `${data.activities.items.length}${data.activities.next ? '+' : ''}个活动可以报名` : '看看有什么活动'
  return (
    <Screen>
      <Greeting />
      {data && <NextThing {...data} />}
      <KeptDiaries />
      <Doors activities={count} unread={data?.unread ?? false} />
      <CampaignCard />
      <View className="row section">
        <View className="title grow">最近的活动</View>
        <View className="link all" ariaRole="button" onClick={toActivities}>
          全部 ›
        </View>
      </View>
      <Nearest of={home} />
    </Screen>
  )
}

function Greeting() {
  const large = useLarge()
  const profile = useProfile()
  const places = usePlaces()
  const signedIn = useSession()
  const name = profile?.name ?? signedIn?.account.name
  const place = profile?.village ?? signedIn?.account.roles[0]?.place
  return (
    <View className="row top">
      <View className="grow">
        <View className="hero">{name ? `${givenName(name)}，您好` : '您好'}</View>
        {place ? <View className="note">{sayPlace(place, places)}</View> : <Guest known={silent || signedIn !== null} />}
      </View>
      <Action small tone="soft" className="type-size" onTap={() => setLarge(!large)}>
        {large ? '小一点' : '大字'}
      </Action>
    </View>
  )
}

/** What stands below the greeting as long as no place is known. */
function Guest({ known }: { known: boolean }) {
  const demo = useSettings()?.demo ?? false
  if (known) return <View className="note">有事慢慢办，一样一样来</View>
  if (!demo) return <View className="note">请在微信里打开小程序办理</View>
  return (
    <View className="link choose" ariaRole="button" onClick={toPeople}>
      先选一位看看 ›
    </View>
  )
}

function Nearest({ of }: { of: Loaded<HomeData> }) {
  const shown = of.data?.activities.items.slice(0, SHOWN) ?? []
  return (
    <Loading of={of}>
      {shown.map((activity) => (
        <ActivityRow key={activity.id} activity={activity} now={of.data?.now ?? ''} />
      ))}
      {shown.length === 0 && <Nothing title="最近没有新活动" note="有了活动，村里会告诉大家" />}
    </Loading>
  )
}
