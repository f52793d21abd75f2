import type { Part } from '@shared/features/child/child.parts'
import type { ChildView } from '@shared/features/child/child.schema'
import { relations, say } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Action } from '../../../core/action'
import { get } from '../../../core/api'
import { Known } from '../../../core/known'
import { type Loaded, useLoaded } from '../../../core/loaded'
import { backOr, insteadToChild } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { StateTag } from '../../../core/state-tag'
import { beginRegistration, endRegistration, openRegistration, type Registration, useRegistration } from '../registration'
import { ASKED, isFresh, missingIn, standingOf } from '../standing'
import { insteadToRecord, toCheck, toConsent, toPart } from '../ways'
import { titleOf } from '../words'

/** What a registration consists of: the consent first, then one part after the other. */
export default function PartsPage() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <Opening key={`${who} ${id}`} id={id} />}</Known>
}

/** The record's newest version is what the registration goes on from; one that is no stub any more has nothing to fill in. */
function Opening({ id }: { id: string }) {
  const record = useLoaded(() => get<ChildView>(`/children/${id}`), [id])
  const { data } = record
  const open = useRegistration(id)
  // Sent from the page above.
  useDidShow(() => {
    if (openRegistration(id)?.sent) void endRegistration(id).then(() => insteadToRecord(id, 'registered'))
  })
  useEffect(() => {
    if (data?.state === 'stub') void beginRegistration({ child: id, code: data.code, version: data.version })
    else if (data) void endRegistration(id)
  }, [id, data])
  if (data && data.state !== 'stub')
    return (
      <Screen>
        <Nothing title="这个孩子已经登记过了">
          <Action className="gap" onTap={() => backOr(() => insteadToChild(id))}>
            回去看看
          </Action>
        </Nothing>
      </Screen>
    )
  return <Tasks open={open} record={record} />
}

function Tasks({ open, record }: { open: Registration | undefined; record: Loaded<ChildView> }) {
  const [looked, setLooked] = useState(false)
  if (!open || open.sent) return <Screen of={{ ...record, data: undefined }} />
  const missing = missingIn(open)
  const check = () => {
    if (missing.length === 0) return void toCheck(open.child)
    setLooked(true)
    return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
  }
  const go = (part: Part | 'consent') => (part === 'consent' ? toConsent(open.child, 'register') : toPart(open.child, part, true))
  const agreed = isFresh(open.agreed) ? open.agreed : undefined
  return (
    <Screen
      className="cadre child-parts"
      foot={
        <Action tone="go" className="to-check" onTap={check}>
          核对一遍，登记
        </Action>
      }
    >
      <View>
        <View className="hero">{open.code}</View>
        <View className="note gap-s">先请监护人同意，再填内容。前四部分一定要填，别的可以以后再补。</View>
      </View>
      {looked && missing.length > 0 && (
        <View className="card missing" ariaRole="alert">
          <View className="strong">还差{missing.length}样，填好就能登记</View>
          {missing.map(({ part, words }) => (
            <View key={part} className="missing-part" ariaRole="link" onClick={() => void go(part)}>
              <View className="link">{part === 'consent' ? '监护人同意' : titleOf(part)} ›</View>
              <View className="wrong">{words}</View>
            </View>
          ))}
        </View>
      )}
      <View className="card lines">
        <View className="entry row to-consent" ariaRole="button" onClick={() => void toConsent(open.child, 'register')}>
          <View className="grow">
            <View className="strong">监护人同意</View>
            <View className="note">{agreed ? `${say(relations, agreed.relation)}，${agreed.name}` : '念告知书，签名或者拍同意书'}</View>
          </View>
          <StateTag tone={agreed ? 'ok' : 'wait'} label={agreed ? '同意了' : '先做这一步'} />
        </View>
        {ASKED.map((part) => {
          const { words, tone } = standingOf(part, open)
          return (
            <View
              key={part}
              className={`entry row part-${part} ${agreed ? '' : 'shut'}`}
              ariaRole="button"
              onClick={() => void (agreed ? toPart(open.child, part) : toConsent(open.child, 'register'))}
            >
              <View className="strong grow">{titleOf(part)}</View>
              <StateTag tone={tone} label={agreed ? words : '同意以后填'} />
            </View>
          )
        })}
      </View>
      <View className="note">
        断了信号不要紧，填的都还在。退出小程序以后，认得出孩子是谁的几部分不留在手机里，要重新填；别的加密存着，最多30天。
      </View>
    </Screen>
  )
}
