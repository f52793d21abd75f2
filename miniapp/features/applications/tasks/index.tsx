import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { toCheck, toPart, toReceipt } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { StateTag } from '../../../core/state-tag'
import { type Declaration, declaration } from '../declaration'
import { DeclarationPage } from '../page'
import { type Group, groupsOf, isBegun, problemsIn, standingOf } from '../parts'
import { Saved } from '../saved'
import './tasks.scss'

export default function Tasks() {
  // Sent from the page above: the receipt takes the form's place.
  useDidShow(() => {
    const open = declaration.get()
    if (open?.sent === undefined || !open.draft.sent) return
    declaration.set(undefined)
    void toReceipt(open.sent)
  })
  return <DeclarationPage>{(open) => <TaskList open={open} />}</DeclarationPage>
}

function TaskList({ open }: { open: Declaration }) {
  const [looked, setLooked] = useState(false)
  const { kind, draft, correcting } = open
  const groups = groupsOf(open)
  const problems = problemsIn(open)
  const missing = Object.keys(problems)
  const to = (group: Group, look = false) => toPart(kind.kind, draft.about, group.at, look)
  const check = () => {
    if (missing.length === 0) return toCheck(kind.kind, draft.about)
    setLooked(true)
    return Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
  }
  const left = groups.filter((group) => group.names.some((name) => name in problems)).length
  return (
    <Screen
      className="tasks"
      foot={
        <Action tone="go" className="to-check" onTap={() => void check()}>
          {draft.sent ? '再发一次' : '核对一遍，交上去'}
        </Action>
      }
    >
      <View>
        <View className="hero">
          {correcting ? '补好这几样，再交上去' : left > 0 ? `一共${groups.length}部分，还差${left}部分` : '都填好了'}
        </View>
        <View className="note gap-s">
          {correcting ? '点进去改好，别的都不用动。' : left > 0 ? '点一部分，填一部分。不用一次填完，随时可以停下。' : '核对一遍就能交。'}
        </View>
      </View>
      <Saved of={open.saved} sent={draft.sent} />
      {looked && missing.length > 0 && <Missing open={open} groups={groups} problems={problems} onGo={(group) => to(group, true)} />}
      <View className="card lines">
        {groups.map((group) => {
          const { words, tone } = standingOf(open, group)
          return (
            <View key={group.title} className="entry row part" ariaRole="button" onClick={() => void to(group)}>
              <View className="grow">
                <View className="strong">{group.title}</View>
                {correcting
                  ? group.names.map((name) => open.notes[name] && <View key={name}>{open.notes[name]}</View>)
                  : group.hint && <View className="note">{group.hint}</View>}
              </View>
              {correcting && tone === 'ok' ? <View className="link">去改 ›</View> : <StateTag tone={tone} label={words} />}
            </View>
          )
        })}
      </View>
    </Screen>
  )
}

interface MissingProps {
  open: Declaration
  groups: readonly Group[]
  problems: Readonly<Record<string, string>>
  onGo: (group: Group) => void
}

/** All that still stands in the way, part by part; a tap leads there. */
const Missing = ({ open, groups, problems, onGo }: MissingProps) => (
  <View className="card missing" ariaRole="alert">
    <View className="strong">还差{Object.keys(problems).length}样，填好就能交</View>
    {groups.map((group) => {
      const named = group.names.flatMap((name) => problems[name] ?? [])
      return named.length === 0 ? null : (
        <View key={group.title} className="missing-part" ariaRole="link" onClick={() => onGo(group)}>
          <View className="link">{group.title} ›</View>
          <View className="wrong">{isBegun(open, group) ? named.join('；') : `还没填，有${named.length}样要填`}</View>
        </View>
      )
    })}
  </View>
)
