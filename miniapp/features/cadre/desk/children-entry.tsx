import { LEVELS } from '@shared/core/place'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { toChildren } from '../../../core/routes'
import { rolesOf, useSession } from '../../../core/session'
import { EntryCard } from './entry-card'

/** The way to the register of children, for the cadres of a place; loud only when somebody's request or review waits there. */
export function ChildrenEntry() {
  const federation = rolesOf(useSession()).some(({ role }) => LEVELS.some((level) => level === role))
  return federation ? <Entry /> : null
}

function Entry() {
  const waiting = useLoaded(() => get<Page<{ id: string }>>('/child-openings', { box: 'waiting' }), [], { onShow: true }).data
  const count = waiting?.items.length ?? 0
  return (
    <EntryCard
      className="to-children"
      icon="heart"
      title="儿童档案"
      note={count > 0 ? `${count}${waiting?.next ? '个以上' : '个'}查看申请等您看` : '需要关爱的孩子，只有代号'}
      loud={count > 0}
      onTap={toChildren}
    />
  )
}
