import { day } from '@shared/core/fields'
import { dayOf } from '@shared/core/time'
import type { ImportView } from '@shared/features/loan/book.api'
import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey, post, upload } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Known } from '../../../core/known'
import { openPaper } from '../../../core/papers'
import { pickFile } from '../../../core/picked-file'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { Fates } from './fates'
import '../../../core/desk.scss'

/** A file of repayments, or with `?claim=` of what finance has paid: tried first, recorded when every row's fate was seen. */
export default function LoanFilePage() {
  const { claim } = useRouter<{ claim?: string }>().params
  return <Known>{(who) => <LoanFile key={who} claim={claim} />}</Known>
}

const FIELDS = { day: day('拨付的日子') }

function LoanFile({ claim }: { claim: string | undefined }) {
  const [tried, setTried] = useState<ImportView>()
  const [name, setName] = useState('')
  const { busy, trouble, run } = useDoing()
  const { answers, problems, setProblems, change } = useAnswering({ day: dayOf(new Date().toISOString()) })
  // The same trial is confirmed once, however often it takes.
  const confirming = useRef({ what: '', key: '' })
  const template = claim
    ? { path: `/loan/claims/${claim}/list`, name: '贴息清单', label: '下载清单，填实付金额' }
    : { path: '/loan/template', name: '还款登记表', label: '下载空表' }
  const choose = () =>
    run(async () => {
      const file = await pickFile('xlsx')
      if (!file) return
      setTried(undefined)
      setName(file.name)
      setTried(await upload<ImportView>(file.path, { path: claim ? `/loan/claims/${claim}/payments` : '/loan/imports' }))
    })
  const confirm = (id: string) => {
    const wrong = claim ? problemsOf(['day'], FIELDS, answers) : {}
    setProblems(wrong)
    if (Object.keys(wrong).length > 0) return
    void run(async () => {
      const body = claim ? { day: answers.day } : {}
      const what = JSON.stringify([id, body])
      if (confirming.current.what !== what) confirming.current = { what, key: newKey() }
      setTried(await post<ImportView>(`/loan/imports/${id}/confirm`, body, confirming.current.key))
      void Taro.pageScrollTo({ scrollTop: 0 })
    })
  }
  const ready = tried && tried.state === 'tried' && !tried.before && tried.taken > 0 && tried.missing === 0
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      {ready ? (
        <View className="feet">
          <Action className="wide other-file" busy={busy} onTap={choose}>
            换一个文件
          </Action>
          <Action tone="go" className="wide m-confirm" busy={busy} onTap={() => confirm(tried.id)}>
            {busy ? '正在记…' : `记下${tried.taken}行`}
          </Action>
        </View>
      ) : (
        <Action tone={tried?.state === 'done' ? 'line' : 'go'} className="pick-file" busy={busy} onTap={choose}>
          {busy ? '正在看…' : tried ? '换一个文件' : '选一个表格'}
        </Action>
      )}
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      <View>
        <View className="hero">{claim ? '用表格报拨付' : '用表格记一批还款'}</View>
        <View className="note">先看每一行会怎样，您点了“记下”才算数。只收 .xlsx 文件</View>
      </View>
      {!tried && (
        <Steps
          label={template.label}
          paid={claim !== undefined}
          busy={busy}
          onTemplate={() => run(() => openPaper(template.path, template.name, {}, 'xlsx'))}
        />
      )}
      {tried && <Fates of={tried} name={name} />}
      {claim && ready && <FieldForm names={['day']} fields={FIELDS} answers={answers} problems={problems} onChange={change} />}
    </Screen>
  )
}

function Steps({ label, paid, busy, onTemplate }: { label: string; paid: boolean; busy: boolean; onTemplate: () => void }) {
  return (
    <View className="card">
      <View className="title">怎么做</View>
      <View className="gap-s">1. 下载表格，每行一笔，填好存下来</View>
      <View className="gap-s">2. 选这个表格，看每一行能不能记</View>
      <View className="gap-s">
        {paid
          ? '3. 第一次报，清单里的每一笔都要写，没有付的写0。以后改几笔，只写那几笔就行，别的不变'
          : '3. 点“记下”。不能记的行，改好再传一次，记过的不会重复记'}
      </View>
      {process.env.TARO_ENV === 'weapp' && <View className="note gap-s">手机上：先把表格发给微信里的“文件传输助手”，再从那里选</View>}
      <Action className="gap get-template" busy={busy} onTap={onTemplate}>
        {label}
      </Action>
    </View>
  )
}
