import { saySpan } from '@shared/core/time'
import type { ActivityView } from '@shared/features/activity/activity.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { Action } from '../../../core/action'
import { useLoaded } from '../../../core/loaded'
import { toActivity } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { stateOf } from '../activity-state'
import { Afterwards } from './afterwards'
import { Answers } from './answers'
import { Changes } from './changes'
import { Changing } from './changing'
import { Jobs } from './jobs'
import { loadOrganised, type Organised } from './organised'

/** One activity as who organises it sees it: how it stands, and what there is to do. */
export function OrganiserScreen({ id }: { id: string }) {
  const of = useLoaded(() => loadOrganised(id), [], { onShow: true })
  return (
    <Screen className="cadre organiser" of={of}>
      {of.data && <Shown organised={of.data} onChanged={of.reload} />}
    </Screen>
  )
}

function Shown({ organised, onChanged }: { organised: Organised; onChanged: () => void }) {
  const { activity, changes, now } = organised
  const { id, title, startsAt, endsAt, place } = activity
  const state = stateOf(activity, now)
  return (
    <>
      <View>
        <View className="hero">{title}</View>
        <View className={`tag gap-s ${state.tone}`}>{state.words}</View>
      </View>
      <View className="card">
        <View className="strong">{saySpan(startsAt, endsAt, now)}</View>
        <View className="note">{place}</View>
        <View className="rule" />
        <Numbers activity={activity} seated={organised.summary.expected} />
      </View>
      <Answers questions={organised.summary.questions} />
      <Afterwards organised={organised} onChanged={onChanged} />
      <Jobs organised={organised} />
      <Changing organised={organised} onChanged={onChanged} />
      <Changes changes={changes} now={now} />
      <View className="row">
        <Action className="m-public" onTap={() => toActivity(id)}>
          看活动页
        </Action>
        <Action className="m-copy" onTap={() => Taro.navigateTo({ url: `/features/cadre/publish/index?copy=${id}` })}>
          再发一次
        </Action>
      </View>
    </>
  )
}

function Numbers({ activity: { seats, waiting }, seated }: { activity: ActivityView; seated: number }) {
  const numbers = [
    { words: '报上名', count: seated },
    { words: '名额', count: seats },
    { words: '候补', count: waiting },
  ]
  return (
    <View className="numbers">
      {numbers.map(({ words, count }) => (
        <View key={words} className="number" ariaRole="text" ariaLabel={`${words}${count}人`}>
          <View className="hero">{count}</View>
          <View className="note">{words}</View>
        </View>
      ))}
    </View>
  )
}
