import { choice, choices, longText, yesNo } from '@shared/core/fields'
import { OPENED } from '@shared/features/child/child.parts'
import type { ChildView, OpeningView } from '@shared/features/child/child.schema'
import { whys } from '@shared/features/child/child.words'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { get, newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { useLoaded } from '../../../core/loaded'
import { ProblemSummary } from '../../../core/problem-summary'
import { asRefusal } from '../../../core/refusal'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import '../../../core/desk.scss'
import { insteadToOpening } from '../ways'
import { titleOf } from '../words'

const reason = {
  why: choice('为什么要看', whys),
  words: longText('具体的原因', 100, { hint: '写清楚要办什么事；同事和县里都看得到' }),
  emergency: yesNo('等不得，马上要看吗', { hint: '选“是”就马上打开，同时告诉村、镇、县；第二天以内由另一位干部复核该不该看' }),
}

/** 申请查看: which parts, and why; a photo is asked for by itself. */
export default function AskPage() {
  const { id = '', photo } = useRouter().params
  return <Known>{(who) => <Ask key={`${who} ${id}`} id={id} photo={photo === '1'} />}</Known>
}

/** Only what there is can be looked at. */
function questionsOf(record: ChildView | undefined, photo: boolean) {
  if (photo || !record) return reason
  const there = OPENED.filter((part) => part !== 'photo' && (part === 'consents' || record.parts.indexOf(part) >= 0))
  const parts = choices(
    '要看哪几项',
    there.map((value) => ({ value, label: titleOf(value) })),
    { hint: '只选用得着的' },
  )
  return { parts, ...reason }
}

function Ask({ id, photo }: { id: string; photo: boolean }) {
  const record = useLoaded(() => get<ChildView>(`/children/${id}`), [id])
  const { answers, problems, setProblems, change } = useAnswering({ emergency: false })
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const questions = questionsOf(record.data, photo)
  const names = Object.keys(questions)
  const urgent = answers.emergency === true
  const send = () => {
    const found = problemsOf(names, questions, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    return run(async () => {
      try {
        const body = { ...inputOf(names, answers), ...(photo ? { parts: ['photo'] } : {}) }
        const { id: made } = await post<OpeningView>(`/children/${id}/openings`, body, key.current)
        await insteadToOpening(made)
      } catch (refused) {
        const refusal = asRefusal(refused)
        setProblems(refusal.fields)
        if (refusal.code !== 'lost') key.current = newKey()
        throw refusal
      }
    })
  }
  return (
    <Screen
      className="cadre"
      of={record}
      foot={
        <Action tone={urgent ? 'danger' : 'go'} className="do-ask" busy={busy} onTap={send}>
          {busy ? '正在交…' : urgent ? '马上打开，告诉县里' : '交给同事看'}
        </Action>
      }
    >
      <View>
        <View className="hero">{photo ? '申请看照片' : '申请查看'}</View>
        <View className="note">{record.data?.code}</View>
        <View className="note gap-s">
          {photo ? '照片单独申请，单独看。' : ''}同村或者上级的另一位干部同意以后，三天内打开，打开后看两个小时。
        </View>
      </View>
      <ProblemSummary problems={problems} fields={questions} />
      <Trouble words={Object.keys(problems).length > 0 ? '' : trouble} />
      <FieldForm names={names} fields={questions} answers={answers} problems={problems} onChange={change} />
    </Screen>
  )
}
