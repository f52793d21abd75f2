import { LEVELS, ROLE_NAMES } from '@shared/core/place'
import type { RoleView } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { Screen } from '../../../core/screen'
import { Segments } from '../../../core/segments'
import { rolesOf, useSession } from '../../../core/session'
import { wipeOldRosters } from '../roster/keeper'
import { Handled } from './handled'
import { Inbox } from './inbox'
import { Ours } from './ours'

const VIEWS = { inbox: '等我办', handled: '我办过的', ours: '我的活动' } as const
type ViewName = keyof typeof VIEWS
const shown = { inbox: Inbox, handled: Handled, ours: Ours }

const sayRole = ({ role, placeName }: RoleView): string => `${placeName} · ${ROLE_NAMES[role]}`
const open = (page: string) => Taro.navigateTo({ url: `/features/cadre/${page}/index` })

/** 我的工作台: what waits for her, what she did, what she organises. */
export function Desk() {
  const [view, setView] = useState<ViewName>('inbox')
  const session = useSession()
  const roles = rolesOf(session)
  const federation = roles.some(({ role }) => LEVELS.some((level) => level === role))
  const county = roles.some(({ role }) => role === 'county')
  const account = session?.account.id
  useEffect(() => {
    if (account) void wipeOldRosters(account)
  }, [account])
  const Shown = shown[view]
  const head = (title: string) => (
    <View>
      <View className="hero">{title}</View>
      <View className="note">{[session?.account.name, ...roles.map(sayRole)].filter(Boolean).join('，')}</View>
      <Segments of={VIEWS} now={view} onPick={setView} />
    </View>
  )
  return (
    <Screen className="cadre" foot={federation && <Feet county={county} />}>
      <Shown head={head} />
    </Screen>
  )
}

function Feet({ county }: { county: boolean }) {
  return (
    <View className="feet">
      <Action className="wide go-publish" tone="soft" onTap={() => open('publish')}>
        发布活动
      </Action>
      <Action className="wide go-campaigns" onTap={() => open('campaigns')}>
        普法稿件
      </Action>
      {county && (
        <Action className="wide go-grants" onTap={() => open('grants')}>
          人员授权
        </Action>
      )}
    </View>
  )
}
