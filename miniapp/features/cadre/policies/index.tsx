import { dayOf, sayDay } from '@shared/core/time'
import { sayRate } from '@shared/features/loan/loan.money'
import { type Lpr, type Policy, policyOn } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { Screen } from '../../../core/screen'
import { rolesOf, useSession } from '../../../core/session'
import { LprSheet } from './lpr-sheet'
import '../../../core/desk.scss'

const open = (query: string) => Taro.navigateTo({ url: `/features/cadre/policy/index${query}` })
const SHOWN = 4

/** 贴息政策: every version with its dates, and the published rates. */
export default function PoliciesPage() {
  return <Known>{(who) => <Policies key={who} />}</Known>
}

function Policies() {
  const known = useLoaded(() => get<{ items: Policy[]; lpr: Lpr[] }>('/loan/policies'), [], { onShow: true })
  const county = rolesOf(useSession()).some(({ role }) => role === 'county')
  const [adding, setAdding] = useState(false)
  const { items = [], lpr = [] } = known.data ?? {}
  const foot = county && (
    <View className="feet">
      <Action tone="soft" className="wide new-policy" onTap={() => open('')}>
        加一个版本
      </Action>
      <Action className="wide new-lpr" onTap={() => setAdding(true)}>
        记LPR
      </Action>
    </View>
  )
  const added = () => {
    setAdding(false)
    void known.reload()
  }
  return (
    <Screen className="cadre" of={known} foot={foot}>
      <View>
        <View className="hero">贴息政策</View>
        <View className="note">每件申报都按当时的版本办。版本只加不改</View>
      </View>
      <Versions items={items} />
      <Rates lpr={lpr} />
      {adding && <LprSheet lpr={lpr} onClose={() => setAdding(false)} onAdded={added} />}
    </Screen>
  )
}

/** The newest first; of two of one day, the one added last. */
function Versions({ items }: { items: readonly Policy[] }) {
  const today = dayOf(new Date().toISOString())
  const holds = policyOn(items, today)?.id
  const sorted = items.slice().reverse()
  sorted.sort((a, b) => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0))
  return (
    <View className="card lines">
      {sorted.map((policy) => (
        <Version key={policy.id} policy={policy} holds={policy.id === holds} coming={policy.validFrom > today} />
      ))}
    </View>
  )
}

const sayFrom = ({ validFrom, validTo }: Policy): string =>
  `${validFrom.slice(0, 4)}年${sayDay(validFrom)}起${validTo ? `，到${validTo.slice(0, 4)}年${sayDay(validTo)}` : ''}`

function Version({ policy, holds, coming }: { policy: Policy; holds: boolean; coming: boolean }) {
  return (
    <View
      className={`line row wraps v-${policy.id}`}
      hoverClass="pressed"
      ariaRole="button"
      onClick={() => open(`?id=${encodeURIComponent(policy.id)}`)}
    >
      <View className="grow">
        <View className="strong">{policy.title}</View>
        <View className="note">{policy.number}</View>
        <View className="note">{sayFrom(policy)}</View>
      </View>
      <View className={`tag ${holds ? 'ok' : coming ? 'wait' : ''}`}>{holds ? '现在用的' : coming ? '还没开始' : '以前的'}</View>
      <Icon name="chevron" size={18} />
    </View>
  )
}

function Rates({ lpr }: { lpr: readonly Lpr[] }) {
  const [all, setAll] = useState(false)
  const sorted = lpr.slice().sort((a, b) => (a.day < b.day ? 1 : -1))
  const shown = all ? sorted : sorted.slice(0, SHOWN)
  return (
    <View className="card">
      <View className="title">1年期LPR</View>
      {shown.map(({ day, rate, source }) => (
        <View key={day} className="gap-s">
          <View className="row">
            <View className="grow">
              {day.slice(0, 4)}年{sayDay(day)}公布
            </View>
            <View className="strong">{sayRate(rate)}</View>
          </View>
          <View className="note">{source}</View>
        </View>
      ))}
      {shown.length < sorted.length && (
        <Action className="gap all-lpr" onTap={() => setAll(true)}>
          看以前的
        </Action>
      )}
    </View>
  )
}
