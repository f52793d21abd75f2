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
  {
    page: 'books',
    roles: ['bank', 'hr', 'finance', 'county', 'town', 'village'],
    title: '贷款台账',
    note: '每笔贷款还了多少，还欠多少',
  },
  { page: 'claims', roles: ['hr', 'finance', 'county'], title: '季度贴息', note: '一笔一笔核对，确认，拨付' },
  { page: 'policies', roles: ['county'], title: '贴息政策', note: '看各个版本，加新版本，记LPR' },
]

/** The ways to the pages of the subsidised loan, each for those whose work it is. */
export function LoanEntries() {
  const roles = rolesOf(useSession())
  const hers = ENTRIES.filter((entry) => roles.some(({ role }) => entry.roles.indexOf(role) >= 0))
  return (
    <>
      {hers.map(({ page, title, note }) => (
        <View
          key={page}
          className={`card row to-${page}`}
          hoverClass="pressed"
          onClick={() => Taro.navigateTo({ url: `/features/cadre/${page}/index` })}
          ariaRole="button"
        >
          <Icon name="coin" colour="#c98a24" />
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
