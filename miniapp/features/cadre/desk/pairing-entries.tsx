import type { Role } from '@shared/core/place'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Icon } from '../../../core/art/icon'
import { rolesOf, useSession } from '../../../core/session'

interface Entry {
  page: string
  roles: readonly Role[]
  title: string
  note: string
}

const ENTRIES: readonly Entry[] = [
  { page: 'living', roles: ['village', 'town', 'county'], title: '现在的结对', note: '谁在陪哪个孩子，到了哪一步' },
  { page: 'teams', roles: ['town', 'county'], title: '爱心妈妈小组', note: '几位一起陪一个孩子' },
  { page: 'plan', roles: ['county'], title: '全县的结对方案', note: '给还没有人的孩子一起排' },
]

/** The ways to the pairs of caring mothers and children, each for those whose work it is. */
export function PairingEntries() {
  const roles = rolesOf(useSession())
  const hers = ENTRIES.filter((entry) => roles.some(({ role }) => entry.roles.indexOf(role) >= 0))
  return (
    <>
      {hers.map(({ page, title, note }) => (
        <View
          key={page}
          className={`card row to-match-${page}`}
          hoverClass="pressed"
          onClick={() => Taro.navigateTo({ url: `/features/match/${page}/index` })}
          ariaRole="button"
        >
          <Icon name="heart" colour="#8a2b62" />
          <View className="grow">
            <View className="strong">{title}</View>
            <View className="note">{note}</View>
          </View>
          <Icon name="chevron" size={18} />
        </View>
      ))}
    </>
  )
}
