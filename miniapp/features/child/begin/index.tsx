import { choice, village } from '@shared/core/fields'
import type { ChildView } from '@shared/features/child/child.schema'
import { situations } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { ProblemSummary } from '../../../core/problem-summary'
import { asRefusal } from '../../../core/refusal'
import { Screen } from '../../../core/screen'
import { rolesOf, useSession } from '../../../core/session'
import { Trouble } from '../../../core/trouble'
import { insteadToRecord } from '../ways'

const questions = { village: village('孩子所在的村'), situation: choice('孩子的情况', situations) }
const NAMES = Object.keys(questions)

/** 登记一个孩子: only where and what sort of situation, so that a child is not forgotten before its guardian is found. */
export default function BeginPage() {
  return <Known>{(who) => <Begin key={who} />}</Known>
}

function Begin() {
  // Her own village need not be asked for.
  const own = rolesOf(useSession()).find(({ role }) => role === 'village')
  const { answers, problems, setProblems, change } = useAnswering(own ? { village: own.place } : {})
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const begin = () => {
    const found = problemsOf(NAMES, questions, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return run(async () => {
      try {
        const { id } = await post<ChildView>('/children', inputOf(NAMES, answers), key.current)
        await insteadToRecord(id, 'stub')
      } catch (reason) {
        const refusal = asRefusal(reason)
        setProblems(refusal.fields)
        // No answer came: the same sending again makes no second record.
        if (refusal.code !== 'lost') key.current = newKey()
        throw refusal
      }
    })
  }
  return (
    <Screen
      className="cadre"
      foot={
        <Action tone="go" className="do-begin" busy={busy} onTap={begin}>
          {busy ? '正在登记…' : '登记代号'}
        </Action>
      }
    >
      <View>
        <View className="hero">先登记一个代号</View>
        <View className="note gap-s">现在不写孩子是谁。系统给一个代号，以后的名单和消息里只用它。</View>
      </View>
      <ProblemSummary problems={problems} fields={questions} />
      <Trouble words={Object.keys(problems).length > 0 ? '' : trouble} />
      <FieldForm names={NAMES} fields={questions} answers={answers} problems={problems} onChange={change} />
      <View className="card caution">
        <View className="strong">30天里要请监护人同意</View>
        <View className="gap-s">
          到时间没有同意，代号自动销毁。法律要求留着的（比如已经报警），请镇里在这个代号的页面上写明是哪一项职责。
        </View>
      </View>
    </Screen>
  )
}
