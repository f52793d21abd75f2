import { sayTime } from '@shared/core/time'
import type { OpeningView } from '@shared/features/child/child.schema'
import { say, whys } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { toChild } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { StateTag } from '../../../core/state-tag'
import '../../../core/desk.scss'
import '../child.scss'
import { openingState, sayParts, sayUntil } from '../words'
import { Deciding } from './deciding'
import { Mine } from './mine'

/** 查看申请: who wants to see what, and why; somebody else decides, and only she who asked reads. */
export default function OpeningPage() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <Opening key={`${who} ${id}`} id={id} />}</Known>
}

function Opening({ id }: { id: string }) {
  const opening = useLoaded(() => get<OpeningView>(`/child-openings/${id}`), [id], { onShow: true })
  const { data } = opening
  return (
    <Screen className="cadre" of={opening}>
      {data && (
        <>
          <Asked of={data} />
          {data.mine && <Mine of={data} onChanged={opening.set} />}
          {data.mayDecide && <Deciding of={data} onDecided={opening.set} />}
          <Action className="to-child" onTap={() => toChild(data.child)}>
            看代号{data.code}的档案
          </Action>
        </>
      )}
    </Screen>
  )
}

function Asked({ of }: { of: OpeningView }) {
  const now = new Date().toISOString()
  const { words, tone } = openingState(of)
  const until = sayUntil(of, now)
  return (
    <>
      <View>
        <View className="hero">{of.code}</View>
        <View className="note">{of.villageName}</View>
        <View className="child-tags">
          <StateTag tone={tone} label={words} />
          {of.emergency && <StateTag tone="danger" label="紧急" />}
        </View>
      </View>
      <View className="card">
        <View className="strong">
          {of.mine ? '您' : of.by}要看：{sayParts(of.parts)}
        </View>
        <View className="gap-s">{say(whys, of.why)}</View>
        {of.words !== null && <View className="gap-s">{of.words}</View>}
        <View className="note gap-s">
          {sayTime(of.at, now)}
          {until !== '' && `；${until}`}
        </View>
        {of.decidedBy !== null && (
          <View className="note gap-s">
            {of.emergency ? '复核的' : of.state === 'refused' ? '没有同意的' : '同意的'}：{of.decidedBy}
          </View>
        )}
      </View>
    </>
  )
}
