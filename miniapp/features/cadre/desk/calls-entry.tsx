import { isLevel } from '@shared/core/place'
import type { CallView } from '@shared/features/notices/notices.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { get } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { rolesOf, useSession } from '../../../core/session'

/** Those whom no message could reach; undefined until it is known, and for partners, who call nobody. */
export function useCalls(): Page<CallView> | undefined {
  const federation = rolesOf(useSession()).some(({ role }) => isLevel(role))
  return useLoaded(async () => (federation ? await get<Page<CallView>>('/calls') : undefined), [], { onShow: true }).data
}

/** The way to their list; loud only when somebody waits for a call. */
export function CallsEntry({ calls }: { calls: Page<CallView> }) {
  const count = calls.items.length
  const many = calls.next ? '位以上' : '位'
  return (
    <View
      className={`card row calls-entry ${count > 0 ? 'soft' : ''}`}
      hoverClass="pressed"
      onClick={() => Taro.navigateTo({ url: '/features/cadre/calls/index' })}
      ariaRole="button"
    >
      <Icon name="call" colour="#8a2b62" />
      <View className="grow">
        <View className="strong">电话通知名单</View>
        <View className="note">{count > 0 ? `${count}${many}收不到消息，请打电话告诉她` : '现在没有要打的电话'}</View>
      </View>
      <Icon name="chevron" size={18} />
    </View>
  )
}
