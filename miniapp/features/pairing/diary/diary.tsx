import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { Action } from '../../../core/action'
import { useCell } from '../../../core/cell'
import { toEntry, toPairedChild } from '../../../core/routes'
import { Nothing, Screen, Trouble } from '../../../core/screen'
import { WorryEntry } from '../../../core/worry-entry'
import { type Shown, shownIn } from '../entries'
import type { OpenDiary } from '../store'
import { EntryCard } from './entry-card'
import { Left } from './left'
import { Signal } from './signal'

/** So many entries are drawn at a time. */
const PAGE = 10
const OVER: readonly string[] = ['notFound', 'notAllowed']

export function DiaryScreen({ of }: { of: OpenDiary }) {
  const state = useCell(of.state)
  const files = useCell(of.queue.pictures)
  const code = useCell(of.code)
  const { diary, refused, problem, left } = state
  const entries = useMemo(() => (diary ? shownIn(diary, { refused }, files) : []), [diary, refused, files])
  const [shown, setShown] = useState(PAGE)
  useReachBottom(() => setShown((was) => (was < entries.length ? was + PAGE : was)))
  const reload = () => void of.sync(true)
  if (left.length > 0) return <Left of={of} texts={left} />
  if (problem && OVER.indexOf(problem.code) >= 0 && entries.length === 0)
    return (
      <Screen className="pairing">
        <Trouble problem={problem} again={reload} />
        <WorryEntry pairing={of.pairing} />
      </Screen>
    )
  return (
    <Screen
      className="pairing diary"
      foot={
        <Action tone="go" className="write" onTap={() => toEntry(of.pairing)}>
          记一次陪伴
        </Action>
      }
    >
      <View>
        <View className="hero">{code === '' ? '陪伴日记' : `代号${code}`}</View>
        <View className="note">您写的话、录音和照片只有您自己看得到；妇联只看得到哪天、怎样陪伴。写多写少都可以，不打分、不排名。</View>
        <View>
          <Signal state={state} waiting={entries.filter(({ unsent }) => unsent).length} onSend={reload} />
        </View>
      </View>
      <View>
        <Entries of={of} entries={entries.slice(0, shown)} />
      </View>
      <View>
        {entries.length > shown && (
          <Action className="more" onTap={() => setShown((was) => was + PAGE)}>
            再看一些
          </Action>
        )}
      </View>
      <Action className="to-child" onTap={() => toPairedChild(of.pairing)}>
        怎么联系孩子
      </Action>
      <WorryEntry pairing={of.pairing} />
    </Screen>
  )
}

function Entries({ of, entries }: { of: OpenDiary; entries: readonly Shown[] }) {
  if (entries.length === 0) return <Nothing title="还没有写过" note="打个电话、写封信、见一面，都可以记一笔" />
  return (
    <>
      {entries.map((entry, at) => (
        <View key={entry.id} className={at > 0 ? 'gap' : ''}>
          <EntryCard of={of} entry={entry} />
        </View>
      ))}
    </>
  )
}
