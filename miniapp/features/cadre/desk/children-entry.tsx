import { LEVELS } from '@shared/core/place'
import { View } from '@tarojs/components'
import { get } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { toChildren } from '../../../core/routes'
import { rolesOf, useSession } from '../../../core/session'

/** The way to the register of children, for the cadres of a place; loud only when somebody's request or review waits there. */
export function ChildrenEntry() {
  const federation = rolesOf(useSession()).some(({ role }) => LEVELS.some((level) => level === role))
  return federation ? <Entry /> : null
}

function Entry() {
  const waiting = useLoaded(() => get<Page<{ id: string }>>('/child-openings', { box: 'waiting' }), [], { onShow: true }).data
  const count = waiting?.items.length ?? 0
  return (
    <View className={`card row to-children ${count > 0 ? 'soft' : ''}`} hoverClass="pressed" onClick={toChildren} ariaRole="button">
      <Icon name="heart" colour="#8a2b62" />
      <View className="grow">
        <View className="strong">儿童档案</View>
        <View className="note">{count > 0 ? `${count}${waiting?.next ? '个以上' : '个'}查看申请等您看` : '需要关爱的孩子，只有代号'}</View>
      </View>
      <Icon name="chevron" size={18} />
    </View>
  )
}
