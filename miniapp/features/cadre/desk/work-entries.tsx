import type { Role } from '@shared/core/place'
import Taro from '@tarojs/taro'
import type { IconName } from '../../../core/art/icons'
import { rolesOf, useSession } from '../../../core/session'
import { EntryCard } from './entry-card'

interface Entry {
  /** feature and page */
  to: string
  roles: readonly Role[]
  title: string
  note: string
}

interface Sort {
  icon: IconName
  colour?: string
  entries: readonly Entry[]
}

const SORTS: readonly Sort[] = [
  {
    icon: 'heart',
    entries: [
      { to: 'match/living', roles: ['village', 'town', 'county'], title: '现在的结对', note: '谁在陪哪个孩子，到了哪一步' },
      { to: 'match/teams', roles: ['town', 'county'], title: '爱心妈妈小组', note: '几位一起陪一个孩子' },
      { to: 'match/plan', roles: ['county'], title: '全县的结对方案', note: '给还没有人的孩子一起排' },
    ],
  },
  {
    icon: 'coin',
    colour: '#c98a24',
    entries: [
      {
        to: 'cadre/books',
        roles: ['bank', 'hr', 'finance', 'county', 'town', 'village'],
        title: '贷款台账',
        note: '每笔贷款还了多少，还欠多少',
      },
      { to: 'cadre/claims', roles: ['hr', 'finance', 'county'], title: '季度贴息', note: '一笔一笔核对，确认，拨付' },
      { to: 'cadre/policies', roles: ['county'], title: '贴息政策', note: '看各个版本，加新版本，记LPR' },
    ],
  },
]

/** The ways to the pairs of mothers and children and to the subsidised loans, each for those whose work it is. */
export function WorkEntries() {
  const roles = rolesOf(useSession())
  const hers = ({ roles: whose }: Entry) => roles.some(({ role }) => whose.indexOf(role) >= 0)
  return (
    <>
      {SORTS.map(({ entries, ...drawn }) =>
        entries
          .filter(hers)
          .map(({ to, title, note }) => (
            <EntryCard
              key={to}
              {...drawn}
              className={`to-${to.replace('/', '-')}`}
              title={title}
              note={note}
              onTap={() => void Taro.navigateTo({ url: `/features/${to}/index` })}
            />
          )),
      )}
    </>
  )
}
