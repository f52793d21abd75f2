import { partFields } from '@shared/features/child/child.parts'
import type { ChildView } from '@shared/features/child/child.schema'
import { relations, say, ways } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { AnswerList } from '../../../core/answer-list'
import { get, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { Known } from '../../../core/known'
import { asRefusal, type Refusal } from '../../../core/refusal'
import { backOr } from '../../../core/routes'
import { Nothing, Screen } from '../../../core/screen'
import { beginRegistration, type Registration, sentRegistration, setProblems, useRegistration } from '../registration'
import { ASKED, bodyOf, isBegun, missingIn } from '../standing'
import { insteadToRecord, toConsent, toPart } from '../ways'
import { saySince, titleOf } from '../words'

/** Everything once more, with a way back to each part; then consent and data go together. */
export default function CheckPage() {
  const { id = '' } = useRouter().params
  return <Known>{(who) => <Opened key={`${who} ${id}`} id={id} />}</Known>
}

function Opened({ id }: { id: string }) {
  const open = useRegistration(id)
  return open ? (
    <Check open={open} />
  ) : (
    <Screen>
      <Nothing title="没有正在填的登记" note="回到孩子的页面，从“监护人同意，开始登记”进来" />
    </Screen>
  )
}

/** The record takes the form's place: nothing of the form is left to come back to. */
async function leave(id: string): Promise<unknown> {
  await sentRegistration(id)
  return backOr(() => insteadToRecord(id, 'registered'))
}

/** Somebody has written something on the record meanwhile: what is filled in here goes on from there. */
async function goOnFromNewest(child: string): Promise<void> {
  const record = await get<ChildView>(`/children/${child}`).catch(() => undefined)
  if (record?.state === 'stub') await beginRegistration({ child, code: record.code, version: record.version })
}

function Check({ open }: { open: Registration }) {
  const { busy, run } = useDoing()
  const [problem, setProblem] = useState<Refusal>()
  const missing = missingIn(open)
  const { agreed, child, answers } = open
  const send = () => {
    if (missing.length > 0) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return run(async () => {
      setProblem(undefined)
      try {
        await post<ChildView>(`/children/${child}/registration`, bodyOf(open), open.key)
        await leave(child)
      } catch (reason) {
        const refusal = asRefusal(reason)
        if (refusal.code !== 'lost') setProblems(refusal.fields)
        if (refusal.code === 'staleVersion') await goOnFromNewest(child)
        setProblem(refusal)
        void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
      }
    })
  }
  return (
    <Screen
      className="cadre"
      foot={
        <Action tone="go" className="do-register" busy={busy} onTap={send}>
          {busy ? '正在登记…' : problem?.code === 'lost' ? '再发一次' : '登记'}
        </Action>
      }
    >
      <View className="hero">核对一遍，没有错就登记</View>
      {problem && <NotSent problem={problem} />}
      {missing.map(({ part, words }) => (
        <View key={part} className="card caution" ariaRole="alert">
          <View className="strong">{part === 'consent' ? '监护人同意' : titleOf(part)}</View>
          <View className="wrong">{words}</View>
        </View>
      ))}
      {agreed && (
        <View className="card">
          <View className="row">
            <View className="title grow">监护人同意</View>
            <Action small className="mend p-consent" onTap={() => toConsent(child, 'register')}>
              改
            </Action>
          </View>
          <View className="gap">
            {say(relations, agreed.relation)}
            {agreed.name}，{saySince(agreed.day, new Date().toISOString())}，{say(ways, agreed.way)}
          </View>
        </View>
      )}
      {ASKED.filter((part) => isBegun(answers[part])).map((part) => (
        <View key={part} className="card">
          <View className="row">
            <View className="title grow">{titleOf(part)}</View>
            <Action small className={`mend p-${part}`} onTap={() => toPart(child, part, true)}>
              改
            </Action>
          </View>
          <View className="gap">
            <AnswerList fields={partFields[part]} answers={answers[part] ?? {}} />
          </View>
        </View>
      ))}
      <View className="note">登记以后，这些都封存起来：要看，得写明原因、由另一位干部同意，每看一次都有记录。</View>
    </Screen>
  )
}

const AFTERWARDS: Partial<Record<Refusal['code'], string>> = {
  lost: '填的都还在，有信号了再发一次，不会重复。',
  staleVersion: '别人在这个孩子的档案上记了东西，已经换成最新的。填的都还在，再点一次登记。',
}

const NotSent = ({ problem: { code, message } }: { problem: Refusal }) => (
  <View className={`card caution ${code === 'lost' ? 'unsent' : 'refused'}`} ariaRole="alert">
    <View className="strong">{message}</View>
    <View className="note">{AFTERWARDS[code] ?? '填的都还在，改好了再登记。'}</View>
  </View>
)
