import { longText } from '@shared/core/fields'
import { dayOf, sayDay } from '@shared/core/time'
import type { DeskView } from '@shared/features/campaign/desk.api'
import { NOTE_MAX, partName, type Remark } from '@shared/features/campaign/remarks.schema'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { inputOf, problemsOf, useAnswering } from '../../../core/answering'
import { post, put, remove } from '../../../core/api'
import { useDoing } from '../../../core/doing'
import { FieldForm } from '../../../core/field-form'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'

const DESK_NAMES: Readonly<Record<Remark['desk'], string>> = { editor: '初审', section: '复审', leader: '终审' }

interface RemarksProps {
  view: DeskView
  /** the paragraph that they stand beside, counted from 1 */
  paragraph: number
  onChanged: (view: DeskView) => void
}

/** What reviewers said of one paragraph, what the author answered, and what each of them can do about it. */
export function Remarks({ view, paragraph, onChanged }: RemarksProps) {
  const here = view.remarks.filter(({ now }) => now === paragraph)
  return (
    <>
      {here.map((remark) => (
        <One key={remark.id} view={view} remark={remark} onChanged={onChanged} />
      ))}
      {view.mayRemark && <Add view={view} paragraph={paragraph} onChanged={onChanged} />}
    </>
  )
}

function One({ view, remark, onChanged }: { view: DeskView; remark: Remark; onChanged: (view: DeskView) => void }) {
  const { busy, trouble, run } = useDoing()
  const { id, no, changed, quote, note, by, desk, at, reply, done, mine } = remark
  const answer = (given: { reply: string; done: boolean }) =>
    run(async () => onChanged(await put<DeskView>(`/campaign-remarks/${id}`, given)))
  return (
    <View className={`card ${done ? '' : 'caution'} remark`}>
      <View className="note">
        {DESK_NAMES[desk]} {by}，{sayDay(dayOf(at))}，第{no}版
      </View>
      <View className="strong">{note}</View>
      {changed && <View className="note gap-s">这里改过了。原来写的是：{quote}</View>}
      {reply !== '' && <View className="gap-s">作者：{reply}</View>}
      {done && <View className="gap-s done-mark">✓ 改好了</View>}
      {view.mayWrite && (
        <View className="row passing gap-s">
          <Action small className="m-done" busy={busy} onTap={() => answer({ reply, done: !done })}>
            {done ? '还没改好' : '改好了'}
          </Action>
          <Reply first={reply} onSaid={(words) => answer({ reply: words, done })} />
        </View>
      )}
      {mine && reply === '' && !done && (
        <Action
          small
          className="m-take-back"
          busy={busy}
          onTap={() => run(async () => onChanged(await remove<DeskView>(`/campaign-remarks/${id}`)))}
        >
          收回这条
        </Action>
      )}
      <Trouble words={trouble} />
    </View>
  )
}

const replyFields = { reply: longText('答复', NOTE_MAX, { phrases: ['照着改了', '核对过，原文没有错'] }) }

function Reply({ first, onSaid }: { first: string; onSaid: (words: string) => Promise<void> }) {
  return <Asking label="答复" title="答复这条意见" fields={replyFields} first={first} onSaid={onSaid} className="m-reply" />
}

const noteFields = { note: longText('意见', NOTE_MAX, { hint: '写一行，说清楚怎么改' }) }

function Add({ view, paragraph, onChanged }: RemarksProps) {
  const { id, shown } = view
  const send = async (note: string) =>
    onChanged(await post<DeskView>(`/campaign-texts/${id}/remarks`, { no: shown.no, paragraph, note: note.replace(/\s*\n\s*/g, '；') }))
  return (
    <Asking
      label="写意见"
      title={`${partName(view.sort, paragraph)}的意见`}
      fields={noteFields}
      first=""
      onSaid={send}
      className={`m-remark r-${paragraph}`}
    />
  )
}

interface AskingProps {
  label: string
  title: string
  fields: typeof replyFields | typeof noteFields
  first: string
  onSaid: (words: string) => Promise<unknown>
  className: string
}

/** A sheet with one question; what is typed stays when sending fails. */
function Asking({ label, title, fields, first, onSaid, className }: AskingProps) {
  const [open, setOpen] = useState(false)
  const names = Object.keys(fields)
  const [name = ''] = names
  const form = useAnswering({ [name]: first })
  const { busy, trouble, run } = useDoing()
  const send = async () => {
    const problems = problemsOf(names, fields, form.answers)
    form.setProblems(problems)
    if (Object.keys(problems).length > 0) return
    await run(async () => {
      await onSaid(String(inputOf(names, form.answers)[name]))
      form.change(name, undefined)
      setOpen(false)
    })
  }
  const foot = (
    <Action tone="go" className="m-say" busy={busy} onTap={send}>
      写好了
    </Action>
  )
  return (
    <View>
      <Action small className={className} onTap={() => setOpen(true)}>
        {label}
      </Action>
      <Sheet open={open} title={title} onClose={() => setOpen(false)} foot={foot}>
        <FieldForm names={names} fields={fields} answers={form.answers} problems={form.problems} onChange={form.change} />
        <Trouble words={trouble} />
      </Sheet>
    </View>
  )
}
