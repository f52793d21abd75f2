import type { TeamPage, TeamView } from '@shared/features/pairing/team.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Icon } from '../../../core/art/icon'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { OwnPlace, useOwnPlaces } from '../../../core/own-place'
import { usePages } from '../../../core/pages'
import { Screen } from '../../../core/screen'
import { sayNames } from '../words'
import '../../../core/desk.scss'
import '../../../core/field-form.scss'

/** 爱心妈妈小组: mothers who look after a child together. */
export default function TeamsPage() {
  return <Known>{(who) => <Teams key={who} />}</Known>
}

const MAKERS = ['town', 'county'] as const
const toTeam = (query: string) => Taro.navigateTo({ url: `/features/match/team/index${query}` })

function Teams() {
  const [own] = useOwnPlaces(MAKERS)
  const [place, setPlace] = useState(own?.place)
  const pages = usePages<TeamView>((after) => get<TeamPage>('/pairing-teams', { place, after }), [place], { onShow: true })
  return (
    <Screen
      className="cadre"
      foot={
        <Action tone="go" className="new-team" onTap={() => toTeam(place ? `?place=${place}` : '')}>
          编一个小组
        </Action>
      }
    >
      <View>
        <View className="hero">爱心妈妈小组</View>
        <View className="note">几位一起陪一个孩子。一起问，每一位自己回答；一位只在一个小组里。</View>
      </View>
      <OwnPlace name="place" label="看哪里的小组" levels={MAKERS} value={place} onChange={(_, one) => setPlace(String(one))} />
      <Listed of={pages} empty="还没有小组" note="点下面的按钮，选两位以上">
        {(teams) => (
          <View className="card lines">
            {teams.map((team) => (
              <TeamLine key={team.id} team={team} />
            ))}
          </View>
        )}
      </Listed>
    </Screen>
  )
}

function TeamLine({ team: { id, name, placeName, mothers, mayWrite } }: { team: TeamView }) {
  return (
    <View
      className={`line row t-${id}`}
      {...(mayWrite ? { hoverClass: 'pressed', ariaRole: 'button', onClick: () => void toTeam(`?id=${id}`) } : {})}
    >
      <View className="grow">
        <View className="strong">{name}</View>
        <View className="note">{mothers.length > 0 ? sayNames(mothers) : '现在没有人'}</View>
        <View className="note">{placeName}</View>
      </View>
      {mayWrite && <Icon name="chevron" size={18} />}
    </View>
  )
}
