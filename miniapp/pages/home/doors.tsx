import { View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '../../core/art/icon'
import type { IconName } from '../../core/art/icons'
import { toActivities, toForm, toInbox, toMayI, toMine } from '../../core/routes'
import { Hotlines } from './hotlines'

interface DoorProps {
  name: string
  icon: IconName
  colour: string
  title: string
  note: string
  onTap: () => void
}

const Door = ({ name, icon, colour, title, note, onTap }: DoorProps) => (
  <View className={`door d-${name}`} ariaRole="button" onClick={onTap}>
    <Icon name={icon} size={34} colour={colour} />
    <View className="door-words">
      <View className="door-title">{title}</View>
      <View className="note">{note}</View>
    </View>
  </View>
)

interface DoorsProps {
  /** how many activities can be seen; with a plus when there are more */
  activities: string
  unread: boolean
}

/** Doors lead only to what is there. */
export function Doors({ activities, unread }: DoorsProps) {
  const [help, setHelp] = useState(false)
  return (
    <View className="doors">
      <Door name="learn" icon="book" colour="#6f9a6a" title="学本领" note={activities} onTap={toActivities} />
      <Door name="loan" icon="coin" colour="#c98a24" title="创业贴息" note="先看看能不能申报" onTap={toMayI} />
      <Door name="mother" icon="heart" colour="#c26a8b" title="爱心妈妈" note="陪一个孩子长大" onTap={() => toForm('caringMother', '')} />
      <Door name="mine" icon="list" colour="#6a5c65" title="我的办理" note="看办到哪一步了" onTap={toMine} />
      <Door name="inbox" icon="bell" colour="#7d9cc0" title="消息" note={unread ? '有没看的消息' : '都看过了'} onTap={toInbox} />
      <Door name="help" icon="hand" colour="#8a2b62" title="遇到难处" note="有人听，有人帮" onTap={() => setHelp(true)} />
      <Hotlines open={help} onClose={() => setHelp(false)} />
    </View>
  )
}
