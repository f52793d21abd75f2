import { sayQuarter } from '@shared/features/loan/book.quarters'
import { CLAIM_STATES, type ClaimView } from '@shared/features/loan/claim.api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { Listed } from '../../../core/listed'
import { yuan } from '../../../core/loan/words'
import { type Page, usePages } from '../../../core/pages'
import { Screen } from '../../../core/screen'
import { rolesOf, useSession } from '../../../core/session'
import { DrawSheet } from './draw-sheet'
import '../../../core/desk.scss'

const toClaim = (id: string) => Taro.navigateTo({ url: `/features/cadre/claim/index?id=${encodeURIComponent(id)}` })

/** 季度贴息: a claim for every quarter, and whom each waits for. */
export default function ClaimsPage() {
  return <Known>{(who) => <Claims key={who} />}</Known>
}

function Claims() {
  const claims = usePages<ClaimView>((after) => get<Page<ClaimView>>('/loan/claims', { after }), [], { onShow: true })
  const hr = rolesOf(useSession()).some(({ role }) => role === 'hr')
  const [drawing, setDrawing] = useState(false)
  const drawn = ({ id }: ClaimView) => {
    setDrawing(false)
    void toClaim(id)
  }
  const foot = hr && (
    <Action tone="go" className="m-draw" onTap={() => setDrawing(true)}>
      核算一个季度
    </Action>
  )
  return (
    <Screen className="cadre" foot={foot}>
      <View>
        <View className="hero">季度贴息</View>
        <View className="note">人社核算确认，财政确认拨付。确认过的不再变，以后的更正算到下一个季度</View>
      </View>
      <Listed of={claims} empty="还没有核算过" note={hr ? '一个季度过完了，点下面的按钮核算' : '人社确认以后，这里就有'}>
        {(items) => (
          <View className="card lines">
            {items.map((claim) => (
              <Line key={claim.id} claim={claim} />
            ))}
          </View>
        )}
      </Listed>
      {drawing && <DrawSheet onClose={() => setDrawing(false)} onDrawn={drawn} />}
    </Screen>
  )
}

const TONES = { drawing: 'plain', hr: 'wait', finance: 'wait', confirmed: 'wait', paid: 'ok' } as const

function Line({ claim: { id, quarter, state, lines, total, differing } }: { claim: ClaimView }) {
  return (
    <View className={`line row wraps q-${quarter}`} hoverClass="pressed" ariaRole="button" onClick={() => toClaim(id)}>
      <View className="grow">
        <View className="strong">{sayQuarter(quarter)}</View>
        <View className="note">
          {lines}笔，{yuan(total)}
          {differing > 0 ? `，${differing}笔实付不一样` : ''}
        </View>
      </View>
      <View className={`tag ${TONES[state]}`}>{CLAIM_STATES[state]}</View>
    </View>
  )
}
