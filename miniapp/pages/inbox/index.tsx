import { sayTime } from '@shared/core/time'
import type { NoticeView } from '@shared/features/notices/notices.schema'
import { View } from '@tarojs/components'
import { memo, useEffect } from 'react'
import { get, post } from '../../core/api'
import { Gate } from '../../core/gate'
import { ListEnd } from '../../core/list-end'
import { type Page, usePages } from '../../core/pages'
import { ledTo, toCase } from '../../core/routes'
import { Nothing, Screen } from '../../core/screen'
import { useWho } from '../../core/who'
import './inbox.scss'

type Notices = Page<NoticeView> & { unread: boolean }
const load = (after?: string) => get<Notices>('/notices', { after })

export default function Inbox() {
  const who = useWho()
  return who === null ? (
    <Screen>
      <Gate>{null}</Gate>
    </Screen>
  ) : (
    <NoticeList key={who} />
  )
}

function NoticeList() {
  const notices = usePages<NoticeView>(load)
  const newest = notices.data?.items[0]
  const upTo = newest?.id
  const unread = notices.data?.items.some((notice) => !notice.read) ?? false
  // Seen is read; the marks stay for this visit, so that she sees what is new.
  useEffect(() => {
    if (upTo && unread) post('/notices/read', { upTo }).catch(() => undefined)
  }, [upTo, unread])
  const now = new Date().toISOString()
  return (
    <Screen of={notices}>
      {notices.data?.items.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} now={now} />
      ))}
      {notices.data?.items.length === 0 && <Nothing title="还没有消息" note="您办的事有了进展，会在这里告诉您" />}
      <ListEnd of={notices} />
    </Screen>
  )
}

const NoticeRow = memo(function NoticeRow({ notice, now }: { notice: NoticeView; now: string }) {
  const { application, leads } = notice
  const open = application ? () => toCase(application) : leads ? ledTo(leads) : undefined
  return (
    <View className={`card notice ${notice.read ? '' : 'unread'}`} {...(open ? { ariaRole: 'button', onClick: () => void open() } : {})}>
      <View className="row">
        <View className="strong grow">{notice.title}</View>
        {!notice.read && <View className="tag wait">新</View>}
      </View>
      <View className="gap-s">{notice.text}</View>
      <View className="row gap-s">
        <View className="note grow">{sayTime(notice.at, now)}</View>
        {open && <View className="link">看看 ›</View>}
      </View>
    </View>
  )
})
