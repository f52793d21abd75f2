import { longText } from '@shared/core/fields'
import type { CertificateRow, CertificateView } from '@shared/features/activity/papers.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { openPaper } from '../../../core/papers'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const questions = { reason: longText('撤销原因', 100, { phrases: ['名字写错了', '签到点错了人', '没有上完课'] }) }

interface CertificateSheetProps {
  row: CertificateRow
  onClose: () => void
  onRevoked: () => void
}

/** What can be done with one certificate: print it, or revoke it with a reason. */
export function CertificateSheet(props: CertificateSheetProps) {
  const [revoking, setRevoking] = useState(false)
  return revoking ? <Revoking {...props} /> : <Choosing {...props} onRevoke={() => setRevoking(true)} />
}

function Choosing({ row: { name, number }, onClose, onRevoke }: CertificateSheetProps & { onRevoke: () => void }) {
  const { busy, trouble, run } = useDoing()
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action
        tone="go"
        className="print"
        busy={busy}
        onTap={() => run(() => openPaper(`/certificates/${number}/paper.pdf`, `证书${number}`))}
      >
        {busy ? '正在排版…' : '打印'}
      </Action>
      <Action tone="danger" className="revoke" onTap={onRevoke}>
        撤销这张证书
      </Action>
    </>
  )
  return (
    <Sheet open title={`${name}的证书`} onClose={onClose} foot={foot}>
      <View>{number}</View>
      <View className="note gap-s">打印出来的证书写着全名。</View>
    </Sheet>
  )
}

function Revoking({ row: { name, number }, onClose, onRevoked }: CertificateSheetProps) {
  const { answers, problems, setProblems, change } = useAnswering()
  const { busy, trouble, run } = useDoing()
  const key = useRef(newKey())
  const revoke = () => {
    const wrong = problemsOf(['reason'], questions, answers)
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    void run(async () => {
      await post<CertificateView>(`/certificates/${number}/revocation`, { reason: String(answers.reason).trim() }, key.current)
      void Taro.showToast({ title: '撤销了', icon: 'none' })
      onRevoked()
    })
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="danger" className="do-revoke" busy={busy} onTap={revoke}>
        {busy ? '正在撤销…' : '确定撤销'}
      </Action>
      <Action className="not-now" onTap={onClose}>
        先不
      </Action>
    </>
  )
  return (
    <Sheet open title={`撤销${name}的证书？`} onClose={onClose} foot={foot}>
      <View>撤销了就收不回来，她再查这个编号，会看到已经撤销。</View>
      <View className="gap">
        <FieldForm names={['reason']} fields={questions} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
