import { choice, choices, day, pictures, signature, text } from '@shared/core/fields'
import { dayOf } from '@shared/core/time'
import type { ChildView } from '@shared/features/child/child.schema'
import { type Purpose, purposes, relations, say, ways } from '@shared/features/child/child.words'
import type { Living } from '@shared/features/pairing/pairing.schema'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { get, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { ProblemSummary } from '../../../core/problem-summary'
import { asRefusal } from '../../../core/refusal'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { type Agreed, agree, beginRegistration, openRegistration } from '../registration'
import { NEEDED } from '../standing'
import { insteadToPart } from '../ways'
import '../child.scss'
import { backOr, insteadToChild } from '../../../core/routes'
import { Notice, type NoticeRead } from './notice'

const questions = {
  relation: choice('谁同意的', relations, { hint: '要由父母或者其他监护人同意；满十四岁的孩子自己的意思，可以另外再记一次' }),
  name: text('同意的人的姓名', 20),
  day: day('同意的日子'),
  way: choice('怎么同意的', ways),
  paper: pictures('签了名的同意书', 3, { follows: ({ way }) => way === 'paper' }),
  signed: signature('监护人签名', { hint: '请监护人用手指在下面写名字', follows: ({ way }) => way === 'signature' }),
}
/** The cloud knows one list of pictures, however they came about. */
const AT_HOME: Readonly<Record<string, string>> = { pictures: 'paper' }

/** Those who are being asked for the child: the guardian says yes or no to each of them. */
const askedIn = (items: readonly Living[]) => items.filter(({ live, begunAt }) => live && begunAt === null)
const motherQuestion = (asking: readonly Living[]) =>
  choices(
    '监护人同意的是哪几位爱心妈妈',
    asking.map(({ id, mother }) => ({ value: id, label: mother.name ?? '没有留姓名' })),
    { hint: `现在正在问${asking.length}位，一位一位念给监护人听。只选同意书上写了名字的` },
  )

/** 监护人同意: what is read aloud first, then who agreed, how and when. */
export default function ConsentPage() {
  const { id = '', purpose = 'register' } = useRouter().params
  return <Known>{(who) => <Consent key={`${who} ${id} ${purpose}`} id={id} purpose={purpose as Purpose} />}</Known>
}

function Consent({ id, purpose }: { id: string; purpose: Purpose }) {
  const notice = useLoaded(async () => {
    // Whoever opens this page by itself registers too: what is agreed to must have somewhere to go.
    const record = purpose === 'register' && !openRegistration(id) ? await get<ChildView>(`/children/${id}`) : undefined
    if (record?.state === 'stub') await beginRegistration({ child: id, code: record.code, version: record.version })
    const asking = purpose === 'motherView' ? askedIn((await get<{ items: Living[] }>(`/children/${id}/pairings`)).items) : []
    return { ...(await get<NoticeRead>('/child-notice')), asking }
  }, [id, purpose])
  const [heard, setHeard] = useState(false)
  // The guardian may want to hear it again in the middle: nothing is asked twice for that.
  const [begun, setBegun] = useState<Record<string, unknown>>()
  const { data } = notice
  if (!data) return <Screen of={notice} />
  if (!heard) return <Notice of={data} purpose={purpose} onHeard={() => setHeard(true)} />
  const again = (answers: Record<string, unknown>) => {
    setBegun(answers)
    setHeard(false)
  }
  return <Words id={id} purpose={purpose} notice={data.version} asking={data.asking} begun={begun} onAgain={again} />
}

/** What was agreed to before is not asked for once more; the paper is, for it may be gone. */
const firstOf = (before: Agreed | undefined) => ({
  day: dayOf(new Date().toISOString()),
  ...(before ? { relation: before.relation, name: before.name, way: before.way, day: before.day } : {}),
})

interface WordsProps {
  id: string
  purpose: Purpose
  notice: number
  asking: readonly Living[]
  /** what was answered before the notice was heard again */
  begun: Record<string, unknown> | undefined
  onAgain: (answers: Record<string, unknown>) => void
}

function Words({ id, purpose, notice, asking, begun, onAgain }: WordsProps) {
  const fields = { ...(asking.length > 0 ? { pairings: motherQuestion(asking) } : {}), ...questions }
  const names = Object.keys(fields)
  const open = purpose === 'register' ? openRegistration(id) : undefined
  const { answers, problems, setProblems, change } = useAnswering(begun ?? firstOf(open?.agreed))
  const { busy, trouble, run } = useDoing()
  const done = () => {
    const found = problemsOf(names, fields, answers)
    if (typeof answers.day === 'string' && answers.day > dayOf(new Date().toISOString())) found.day = '同意的日子不能晚于今天'
    setProblems(found)
    if (Object.keys(found).length > 0) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    const { paper, signed, ...told } = inputOf(names, answers)
    const given = { ...told, notice, pictures: answers.way === 'paper' ? paper : [signed] } as unknown as Agreed
    if (open) {
      agree({ ...given, at: Date.now() })
      return void insteadToPart(id, NEEDED[0] ?? 'identity')
    }
    return run(async () => {
      try {
        await post<ChildView>(`/children/${id}/consents`, { purpose, ...given })
        void Taro.showToast({ title: '记下了', icon: 'none' })
        await backOr(() => insteadToChild(id))
      } catch (reason) {
        const refusal = asRefusal(reason)
        setProblems(atHome(refusal.fields))
        throw refusal
      }
    })
  }
  return (
    <Screen
      className="cadre"
      foot={
        <Action tone="go" className="do-agree" busy={busy} onTap={done}>
          {busy ? '正在记…' : open ? '监护人同意，填内容' : '记下这一项同意'}
        </Action>
      }
    >
      <View>
        <View className="hero">谁同意的，怎么同意的</View>
        <View className="note gap-s">{say(purposes, purpose)}</View>
        <View className="link hear-again" ariaRole="button" onClick={() => onAgain(answers)}>
          再看一遍告知书 ›
        </View>
      </View>
      <ProblemSummary problems={problems} fields={fields} />
      <Trouble words={Object.keys(problems).length > 0 ? '' : trouble} />
      <FieldForm names={names} fields={fields} answers={answers} problems={problems} onChange={change} />
      {purpose === 'motherView' && asking.length === 0 && (
        <View className="note">现在没有正在问的爱心妈妈。这次记下的不算同意哪一位，以后问到谁，还要再问监护人。</View>
      )}
      <View className="note">同意书也封存起来。监护人随时可以撤回，在孩子的页面上点一下，马上生效。</View>
    </Screen>
  )
}

function atHome(told: Readonly<Record<string, string>>): Record<string, string> {
  const home: Record<string, string> = {}
  for (const name of Object.keys(told)) home[AT_HOME[name] ?? name] = told[name] as string
  return home
}
