import type { ApplicationRow } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { get } from '../../../core/api'
import { Listed } from '../../../core/listed'
import { type Page, type Pages, usePages } from '../../../core/pages'
import { CallsEntry, useCalls } from './calls-entry'
import { ChildrenEntry } from './children-entry'
import { CaseLine, SeveralLine } from './lines'
import { pressing, type Section, sectionsOf } from './sections'
import { WorkEntries } from './work-entries'

export interface HeadedProps {
  /** the heading of the desk under a title */
  head: (title: string) => ReactNode
}

export const fetchInbox = (after?: string): Promise<Page<ApplicationRow>> => get('/applications', { box: 'inbox', after })

/** What waits for her, the nearest deadline first. */
export function Inbox({ head }: HeadedProps) {
  const now = new Date().toISOString()
  const inbox = usePages(fetchInbox, [], { onShow: true })
  const calls = useCalls()
  const waiting = (calls?.items.length ?? 0) > 0
  return (
    <>
      {head(sayToday(inbox, now))}
      {calls && waiting && <CallsEntry calls={calls} />}
      <Listed of={inbox} empty="都办完了" note="有新的会发消息告诉您">
        {(rows) => sectionsOf(rows, now).map((section) => <SectionLines key={section.title} section={section} now={now} />)}
      </Listed>
      {calls && !waiting && <CallsEntry calls={calls} />}
      <ChildrenEntry />
      <WorkEntries />
    </>
  )
}

function sayToday({ data }: Pages<ApplicationRow>, now: string): string {
  if (!data) return '我的工作台'
  if (data.items.length === 0) return '没有等您办的事'
  const count = pressing(data.items, now)
  if (count === 0) return '今天没有到期的'
  return `今天 ${count} 件${data.next && count === data.items.length ? '以上' : ''}`
}

function SectionLines({ section: { title, lines }, now }: { section: Section; now: string }) {
  return (
    <View>
      <View className="note section-title">{title}</View>
      <View className="card lines gap-s">
        {lines.map((line) =>
          'one' in line ? (
            <CaseLine key={line.one.id} row={line.one} now={now} />
          ) : (
            <SeveralLine key={`${line.several.kind}-${line.several.rows[0]?.id}`} of={line.several} now={now} />
          ),
        )}
      </View>
    </View>
  )
}
