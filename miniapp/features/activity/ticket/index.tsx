import { readTicket } from '@shared/features/activity/ticket'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useMemo } from 'react'
import { Nothing, Screen } from '../../../core/screen'
import './ticket.scss'
import { ticketUri } from './ticket-uri'

/** WeChat hands an address over as it was written, a browser as it was meant. */
function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** What she shows at the door. Everything is in the address: it opens without signal. */
export default function TicketPage() {
  const { text = '', title = '' } = useRouter<{ text?: string; title?: string }>().params
  const shown = plain(text)
  const ticket = readTicket(shown)
  const uri = useMemo(() => (ticket ? ticketUri(shown) : ''), [ticket, shown])
  if (!ticket)
    return (
      <Screen>
        <Nothing title="没有找到入场码" note="请从“我的办理”里打开这次报名再看" />
      </Screen>
    )
  const { code } = ticket
  return (
    <Screen>
      <View className="card ticket">
        <View className="title">{plain(title)}</View>
        <View className="ticket-code" style={{ backgroundImage: `url("${uri}")` }} ariaRole="img" ariaLabel="入场码" />
        <View className="ticket-words">{`${code.slice(0, 4)} ${code.slice(4)}`}</View>
        <View className="note gap">到了给主办的姐妹扫一下，或者把上面8位念给她。</View>
        <View className="note gap-s">那里可能没有信号，可以先截个图。忘了带也不要紧，报名字一样能签到。</View>
      </View>
    </Screen>
  )
}
