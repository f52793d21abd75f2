import { sayTime } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { Cover } from '../../../core/art/cover'
import { Screen } from '../../../core/screen'

/** Done: what happens now, and where to go. */
export function Published({ activity: { id, title, cover, startsAt, state, needsReview, series } }: { activity: ActivityView }) {
  const checking = state === 'checking'
  return (
    <Screen className="cadre">
      <View className="hero">{checking ? '交上去了' : '发布好了'}</View>
      <Cover cover={cover} title={title} sub={sayTime(startsAt)} />
      <View className="card">
        <View className="title">接下来</View>
        <View className="gap-s">{checking ? '内容检查通过后大家就能看到，一般几分钟，不用守着。' : '大家现在就能看到，可以报名了。'}</View>
        {series !== null && <View className="gap-s">后面几场也一起{checking ? '交上去' : '发'}了，在“我的活动”里能看到。</View>}
        <View className="gap-s">打开活动页，点右上角“···”，可以转发到村里的群。</View>
        {needsReview && <View className="gap-s">有人报名会出现在“等我办”，几个人可以一起通过。</View>}
      </View>
      <Action tone="go" className="m-open" onTap={() => Taro.redirectTo({ url: `/features/activity/detail/index?id=${id}` })}>
        去看这个活动
      </Action>
      <Action className="m-back" onTap={() => Taro.redirectTo({ url: '/features/cadre/desk/index' })}>
        回工作台
      </Action>
    </Screen>
  )
}
