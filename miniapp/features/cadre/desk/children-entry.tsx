import { LEVELS } from '@shared/core/place'
import { get } from '../../../core/api'
import { useLoaded } from '../../../core/loaded'
import type { Page } from '../../../core/pages'
import { toChildren } from '../../../core/routes'
import { rolesOf, useSession } from '../../../core/session'
import { EntryCard } from './entry-card'

/** The way to the register of children, for the cadres of a place; loud only when somebody's request or review waits there. */
export function ChildrenEntry() {
  const hers = rolesOf(useSession()).filter(({ role }) => LEVELS.some((level) => level === role))
  const places = hers.map(({ place }) => place).filter((place, at, all) => all.indexOf(place) === at)
  return places.length > 0 ? <Entry key={places.join()} places={places} /> : null
}

const waitingIn = (place: string) => get<Page<{ id: string }>>('/child-openings', { box: 'waiting', place })

function Entry({ places }: { places: readonly string[] }) {
  const waiting = useLoaded(() => Promise.all(places.map(waitingIn)), [], { onShow: true }).data ?? []
  const count = waiting.reduce((sum, { items }) => sum + items.length, 0)
  const isMore = waiting.some(({ next }) => next !== null)
  return (
    <EntryCard
      className="to-children"
      icon="heart"
      title="儿童档案"
      note={count > 0 ? `${count}${isMore ? '个以上' : '个'}查看申请等您看` : '需要关爱的孩子，只有代号'}
      loud={count > 0}
      onTap={toChildren}
    />
  )
}
