import { dayOf, sayDay } from '@shared/core/time'
import type { ChildView } from '@shared/features/child/child.schema'
import { type Purpose, purposes, say, ways } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import { Action } from '../../../core/action'
import { toAsk, toConsent, toPart } from '../ways'
import { type Act } from './act-sheet'
import { withdrawal } from './acts'

interface ConsentsProps {
  of: ChildView
  now: string
  onAct: (act: Act) => void
}

/** What the guardian agreed to, each asked and taken back by itself. */
export function Consents({ of, now, onAct }: ConsentsProps) {
  return (
    <View className="card lines">
      <View className="entry row group-title">
        <View className="title grow">监护人同意了什么</View>
      </View>
      {purposes.map(({ value }) => (
        <One key={value} of={of} purpose={value} now={now} onAct={onAct} />
      ))}
    </View>
  )
}

function One({ of, purpose, now, onAct }: ConsentsProps & { purpose: Purpose }) {
  const its = of.consents.filter((one) => one.purpose === purpose)
  const live = its.filter(({ withdrawnAt }) => withdrawnAt === null)
  const living = live[live.length - 1]
  const last = living ?? its[its.length - 1]
  const asks = of.mayWrite && (purpose === 'register' ? of.state === 'withdrawn' : of.state === 'registered')
  const withdraws = of.mayWrite && living && (of.state === 'registered' || of.state === 'closed')
  return (
    <View className={`entry consent-${purpose}`}>
      <View className="row top">
        <View className="grow">{say(purposes, purpose)}</View>
        <View className={`tag ${living ? 'ok' : ''}`}>{living ? '同意' : last ? '撤回了' : '没有问过'}</View>
      </View>
      {last && (
        <View className="note">
          {sayDay(last.day, now)}，{say(ways, last.way)}，告知书第{last.notice}版
          {last.withdrawnAt && `；${sayDay(dayOf(last.withdrawnAt), now)}撤回`}
        </View>
      )}
      {purpose === 'motherView' && living && <View className="note">换一位爱心妈妈，要再问一次监护人。</View>}
      {purpose === 'photo' && living && <Photo of={of} />}
      {(asks || withdraws) && (
        <View className="row gap-s">
          {asks && (
            <Action small tone="soft" className={`ask-${purpose}`} onTap={() => toConsent(of.id, purpose)}>
              {last ? '再问一次监护人' : '问监护人'}
            </Action>
          )}
          {withdraws && (
            <Action small className={`withdraw-${purpose}`} onTap={() => onAct(withdrawal(of, purpose))}>
              监护人要撤回
            </Action>
          )}
        </View>
      )}
    </View>
  )
}

/** A right of its own: kept by itself, asked for by itself, never in a list. */
function Photo({ of: { id, parts, mayWrite, state } }: { of: ChildView }) {
  const kept = parts.indexOf('photo') >= 0
  const writes = mayWrite && state === 'registered'
  return (
    <View className="row gap-s">
      {kept && (
        <Action small className="see-photo" onTap={() => toAsk(id, true)}>
          申请看照片
        </Action>
      )}
      {writes && (
        <Action small tone={kept ? 'line' : 'soft'} className="put-photo" onTap={() => toPart(id, 'photo')}>
          {kept ? '换一张' : '存一张照片'}
        </Action>
      )}
    </View>
  )
}
