import type { GrantView } from '@shared/features/people/people.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { type Page, usePages } from '../../../core/pages'
import { usePlaces } from '../../../core/places'
import { Screen } from '../../../core/screen'
import { AddSheet } from './add-sheet'
import { byTown } from './by-town'
import { GrantLine } from './grant-line'
import { RevokeSheet } from './revoke-sheet'
import '../../../core/desk.scss'

const fetchGrants = (after?: string): Promise<Page<GrantView>> => get('/grants', { after })

/** 人员授权: who holds which role where, for the county. */
export default function GrantsPage() {
  return <Known>{(who) => <Grants key={who} />}</Known>
}

function Grants() {
  const grants = usePages(fetchGrants)
  const places = usePlaces()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<GrantView>()
  const now = new Date().toISOString()
  const renew = () => {
    setAdding(false)
    setLeaving(undefined)
    void grants.reload()
  }
  return (
    <Screen
      className="cadre"
      foot={
        grants.data && (
          <Action tone="go" className="m-add" onTap={() => setAdding(true)}>
            给一位同事授权
          </Action>
        )
      }
    >
      <View>
        <View className="hero">谁在办事</View>
        <View className="note">授权以后，她打开小程序就有“我的工作台”。人走了要记得收回。</View>
      </View>
      <Listed of={grants} empty="还没有给谁授权" note="点下面的按钮，从第一位开始">
        {(items) =>
          byTown(items, places).map(({ town, held }) => (
            <View key={town}>
              <View className="note">{town}</View>
              <View className="card lines gap-s">
                {held.map((grant) => (
                  <GrantLine key={grant.id} grant={grant} now={now} onRevoke={setLeaving} />
                ))}
              </View>
            </View>
          ))
        }
      </Listed>
      {adding && <AddSheet onClose={() => setAdding(false)} onAdded={renew} />}
      {leaving && <RevokeSheet grant={leaving} onClose={() => setLeaving(undefined)} onRevoked={renew} />}
    </Screen>
  )
}
