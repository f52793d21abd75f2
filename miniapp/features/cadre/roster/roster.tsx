import { saySpan, sayTime } from '@shared/core/time'
import { rosterHours } from '@shared/features/activity/roster.schema'
import { View } from '@tarojs/components'
import { useMemo } from 'react'
import { Action } from '../../../core/action'
import { usePlaces } from '../../../core/places'
import { Screen } from '../../../core/screen'
import { type Door, useDoor } from './door'
import type { Roster } from './keeper'
import { peopleOf, sayCounts } from './lines'
import { PeopleList } from './people-list'
import { Signal } from './signal'
import type { RosterState, RosterStore } from './store'
import { UndoSheet } from './undo-sheet'
import { useRoster } from './use-roster'
import { WalkInSheet } from './walk-in-sheet'

/** 签到名册: who is expected and who is here. */
export function RosterScreen({ activity }: { activity: string }) {
  const { store, state } = useRoster(activity)
  const of = { data: state.roster, problem: state.roster ? undefined : state.problem, reload: () => store.sync(true) }
  return state.roster ? <Opened store={store} state={state} roster={state.roster} /> : <Screen className="cadre" of={of} />
}

interface OpenedProps {
  store: RosterStore
  state: RosterState
  roster: Roster
}

function Opened({ store, state, roster }: OpenedProps) {
  const places = usePlaces()
  const { pages, own } = roster
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names of villages come with the places
  const people = useMemo(() => peopleOf({ pages, own }), [pages, own, places])
  const door = useDoor(store)
  const now = new Date().toISOString()
  const { title, startsAt, endsAt } = roster.activity
  const { from } = rosterHours({ startsAt, endsAt })
  const { came, more } = sayCounts(people)
  return (
    <Screen className="cadre roster" foot={now >= from && <Feet door={door} />}>
      <View>
        <View className="hero">{title}</View>
        <View className="note">{saySpan(startsAt, endsAt, now)}</View>
        <View className="title gap counts">{came}</View>
        {more !== '' && <View className="note">{more}</View>}
        {now < from && <View className="note">{sayTime(from, now)}起可以签到</View>}
        <View>
          <Signal state={state} waiting={own.length} onSend={() => store.sync(true)} />
          {door.said && (
            <View className={`card strong gap said ${door.said.tone}`} ariaRole="alert">
              {door.said.words}
            </View>
          )}
        </View>
      </View>
      <View>
        <PeopleList people={people} onTap={now >= from ? door.tap : noTap} />
        <View>
          {door.undoing && <UndoSheet person={door.undoing} onClose={door.keep} onUndo={door.undo} />}
          {door.adding && <WalkInSheet onClose={door.dontAdd} onAdd={door.add} />}
        </View>
      </View>
    </Screen>
  )
}

const noTap = () => undefined

function Feet({ door }: { door: Door }) {
  return (
    <View className="feet">
      {process.env.TARO_ENV === 'weapp' && (
        <Action tone="go" className="wide scan" onTap={door.scan}>
          扫入场码
        </Action>
      )}
      <Action tone="soft" className="wide walk-in" onTap={door.askWho}>
        加一位
      </Action>
    </View>
  )
}
