import { isLevel } from '@shared/core/place'
import type { CallView } from '@shared/features/notices/notices.schema'
import Taro from '@tarojs/taro'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { rolesOf, useSession } from '../../../core/session'
import { EntryCard } from './entry-card'

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
    <EntryCard
      className="calls-entry"
      icon="call"
      title="电话通知名单"
      note={count > 0 ? `${count}${many}收不到消息，请打电话告诉她` : '现在没有要打的电话'}
      loud={count > 0}
      onTap={() => void Taro.navigateTo({ url: '/features/cadre/calls/index' })}
    />
  )
}
