import type { ChildView } from '@shared/features/child/child.schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { toMatch } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { rolesOf, useSession } from '../../../core/session'
import { WorryEntry } from '../../../core/worry-entry'
import '../../../core/desk.scss'
import '../child.scss'
import { endRegistration, openRegistration } from '../registration'
import { riskOf, sayFacts, sayNeeds, stateOf } from '../words'
import { type Act, ActSheet } from './act-sheet'
import { Consents } from './consents'
import { Endings } from './endings'
import { History } from './history'
import { Looking } from './looking'
import { Parts } from './parts'
import { Proof } from './proof'
import { Receipt } from './receipt'
import { Stub } from './stub'

/** 孩子的档案: what may be shown without opening anything, and all that can be done with the record. */
export default function RecordPage() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <Record key={`${who} ${id}`} id={id} />}</Known>
}

function Record({ id }: { id: string }) {
  const { fresh } = useRouter().params
  const record = useLoaded(() => get<ChildView>(`/children/${id}`), [id], { onShow: true })
  const [act, setAct] = useState<Act>()
  const levels = rolesOf(useSession()).map(({ role }) => role)
  const { data } = record
  // What was begun here and registered elsewhere is over: nobody goes on filling in what goes nowhere.
  const isOver = data !== undefined && data.state !== 'stub'
  useEffect(() => {
    if (isOver && openRegistration(id)) void endRegistration(id)
  }, [isOver, id])
  const now = new Date().toISOString()
  const done = () => {
    setAct(undefined)
    void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    void record.reload()
  }
  return (
    <Screen className="cadre child-record" of={record}>
      {data && (
        <>
          <Head of={data} />
          {fresh !== undefined && data.state !== 'erased' && <Receipt of={data} />}
          {data.state === 'stub' && <Stub of={data} now={now} />}
          {data.erased && <Proof of={data.erased} />}
          {data.state !== 'stub' && data.state !== 'erased' && (
            <>
              {data.needs.length > 0 && (
                <View className="card">
                  <View className="title">需要什么</View>
                  <View className="gap-s">{sayNeeds(data.needs)}</View>
                </View>
              )}
              {data.state === 'registered' && (
                <Action className="to-match" onTap={() => void toMatch(id)}>
                  安排爱心妈妈
                </Action>
              )}
              <Looking of={data} now={now} />
              <Parts of={data} />
              <Consents of={data} now={now} onAct={setAct} />
            </>
          )}
          {data.state !== 'erased' && <Endings of={data} levels={levels} now={now} onAct={setAct} />}
          {data.state !== 'erased' && <WorryEntry child={id} />}
          <History events={data.events} now={now} />
          {act && <ActSheet act={act} onDone={done} onClose={() => setAct(undefined)} />}
        </>
      )}
    </Screen>
  )
}

function Head({ of }: { of: ChildView }) {
  const state = stateOf(of.state)
  const risk = of.risk && riskOf(of.risk)
  return (
    <View>
      <View className="hero">{of.code}</View>
      <View className="note">{sayFacts(of)}</View>
      {of.standingIn && <View className="note">您代村里写，每一步都记明是镇里代办。</View>}
      <View className="child-tags">
        <View className={`tag ${state.tone}`}>{state.words}</View>
        {risk && <View className={`tag ${risk.tone}`}>{risk.words}</View>}
        {of.duty && <View className="tag wait">有法定职责留着</View>}
      </View>
    </View>
  )
}
