import { text } from '@shared/core/fields'
import type { MotherPage, TeamView } from '@shared/features/pairing/team.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { get, newKey, post, put } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Listed } from '../../../core/listed'
import { usePages } from '../../../core/pages'
import { backOr, insteadToDesk } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { Option } from '../../../core/widgets/option'
import { sayName } from '../words'
import { Dissolve } from './dissolve'

type Choosable = MotherPage['items'][number]
const MOST = 5
const questions = { name: text('小组的名字', 20, { hint: '比如村名加“小组”，别写人名' }) }

/** Whoever is in another team is said, not offered. */
const isFree = ({ team }: Choosable, own: string | undefined): boolean => team === null || team === own

interface TeamFormProps {
  team?: TeamView
  /** whose team it is */
  place: string | undefined
}

/** The name of a team and who is in it. */
export function TeamForm({ team, place }: TeamFormProps) {
  const { answers, problems, setProblems, change } = useAnswering({ name: team ? team.name : undefined })
  const [chosen, setChosen] = useState<readonly string[]>(team ? team.mothers.map(({ id }) => id) : [])
  const mothers = usePages<Choosable>((after) => get<MotherPage>('/pairing-mothers', { place, after }))
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const turn = (id: string) => {
    const isIn = chosen.indexOf(id) >= 0
    if (!isIn && chosen.length >= MOST) return setProblems({ mothers: `一个小组最多${MOST}位，先点掉一位` })
    const next = isIn ? chosen.filter((one) => one !== id) : [...chosen, id]
    setChosen(next)
    // An old complaint goes with what it was about.
    change('mothers', next)
  }
  const keep = () => {
    const wrong = problemsOf(['name'], questions, answers)
    if (chosen.length < 2) wrong.mothers = '请选两位以上'
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    void run(async () => {
      const said = { name: String(answers.name).trim(), mothers: chosen }
      if (team) await put(`/pairing-teams/${team.id}`, { version: team.version, ...said })
      else await post('/pairing-teams', { ...said, ...(place ? { place } : {}) }, key.current)
      void Taro.showToast({ title: '记下了', icon: 'none' })
      await backOr(insteadToDesk)
    })
  }
  const foot = (
    <>
      <Trouble words={trouble || problems.mothers || ''} className="sheet-problem" />
      <Action tone="go" className="keep-team" busy={busy} onTap={keep}>
        {busy ? '正在存…' : `存下，${chosen.length}位`}
      </Action>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      <View className="hero">{team ? '改小组' : '编一个小组'}</View>
      <FieldForm names={['name']} fields={questions} answers={answers} problems={problems} onChange={change} />
      <View>
        <View className="title">谁在里面</View>
        <View className="note">两位到{MOST}位。她们都是通过了的爱心妈妈。</View>
        {team && <Staying team={team} listed={mothers.data ? mothers.data.items : []} chosen={chosen} onTurn={turn} />}
        <Listed of={mothers} empty="还没有通过的爱心妈妈">
          {(all) => (
            <View className="options gap-s">
              {all.map((one) =>
                isFree(one, team?.id) ? (
                  <Option key={one.id} many className={`w-${one.id}`} chosen={chosen.indexOf(one.id) >= 0} onTap={() => turn(one.id)}>
                    {sayName(one)} · {one.villageName}
                  </Option>
                ) : (
                  <View key={one.id} className="note in-other">
                    {sayName(one)}：在另一个小组里
                  </View>
                ),
              )}
            </View>
          )}
        </Listed>
      </View>
      {team && <Dissolve team={team} />}
    </Screen>
  )
}

interface StayingProps {
  team: TeamView
  listed: readonly Choosable[]
  chosen: readonly string[]
  onTurn: (id: string) => void
}

/** Who is in the team and not on this page of the list: further on, or resting for now. */
function Staying({ team, listed, chosen, onTurn }: StayingProps) {
  const others = team.mothers.filter(({ id }) => !listed.some((one) => one.id === id))
  if (others.length === 0) return null
  return (
    <View className="options gap-s">
      {others.map((one) => (
        <Option key={one.id} many className={`w-${one.id}`} chosen={chosen.indexOf(one.id) >= 0} onTap={() => onTurn(one.id)}>
          {sayName(one)}
        </Option>
      ))}
    </View>
  )
}
