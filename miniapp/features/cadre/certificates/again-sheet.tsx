import { text } from '@shared/core/fields'
import type { CertificateRow, CertificateView } from '@shared/features/activity/papers.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const questions = { name: text('姓名', 20, { optional: true, hint: '原来写错了才填；不填就和原来一样' }) }

interface AgainSheetProps {
  row: CertificateRow
  onClose: () => void
  onIssued: () => void
}

/** A revoked certificate: she may have another one, with the right name. */
export function AgainSheet({ row: { name, number }, onClose, onIssued }: AgainSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering()
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const issue = () => {
    const wrong = problemsOf(['name'], questions, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    const right = String(answers.name ?? '').trim()
    void run(async () => {
      const { number: fresh } = await post<CertificateView>(`/certificates/${number}/again`, right ? { name: right } : {}, key.current)
      void Taro.showToast({ title: `发好了，新编号${fresh}`, icon: 'none' })
      onIssued()
    })
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-again" busy={busy} onTap={issue}>
        {busy ? '正在发…' : '重新发一张'}
      </Action>
      <Action className="not-now" onTap={onClose}>
        先不
      </Action>
    </>
  )
  return (
    <Sheet open title={`给${name}重新发证书？`} onClose={onClose} foot={foot}>
      <View>新证书有新的编号；{number} 还查得到，写着已经撤销。</View>
      <View className="gap">
        <FieldForm names={['name']} fields={questions} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
