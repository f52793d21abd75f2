import type { BookView, EntryBody } from '@shared/features/loan/book.api'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { useAnswering } from '../../../core/answering'
import { newKey, post } from '../../../core/api'
import { FieldForm } from '../../../core/field-form'
import { type Entry, sayEntry } from '../../../core/loan/words'
import { asRefusal } from '../../../core/refusal'
import { Sheet } from '../../../core/sheet'
import { Trouble } from '../../../core/trouble'
import { firstAnswers, questionsOf, readEntry } from './entry-questions'

interface EntrySheetProps {
  book: BookView
  /** the line in whose place the new one shall stand */
  corrected?: Entry
  onClose: () => void
  onRecorded: (book: BookView) => void
  /** a colleague was quicker: the book must be read again, what is typed stays */
  onStale: () => Promise<void>
}

/** Records one line, or corrects one; nothing is ever struck out of the book, a new line takes its place. */
export function EntrySheet({ book, corrected, onClose, onRecorded, onStale }: EntrySheetProps) {
  const { answers, problems, setProblems, change } = useAnswering(firstAnswers(book, corrected))
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const sending = useRef({ body: '', key: '' })
  const { names, fields } = questionsOf(answers.sort as Parameters<typeof questionsOf>[0], corrected !== undefined)

  const send = async (body: EntryBody, said: string) => {
    if (busy) return
    const text = JSON.stringify(body)
    if (sending.current.body !== text) sending.current = { body: text, key: newKey() }
    setBusy(true)
    setTrouble('')
    try {
      const next = await post<BookView>(`/loan/books/${book.id}/entries`, body, sending.current.key)
      void Taro.showToast({ title: said, icon: 'none' })
      onRecorded(next)
    } catch (reason) {
      const refusal = asRefusal(reason)
      if (refusal.code === 'staleVersion') await onStale()
      setProblems(refusal.fields)
      setTrouble(refusal.message)
      setBusy(false)
    }
  }
  const record = () => {
    const { body, problems: wrong } = readEntry(answers, book.version, corrected)
    setProblems(wrong)
    const count = Object.keys(wrong).length
    setTrouble(count > 0 ? `有${count}处还没填好，往上看红色的字` : '')
    if (body) void send(body, corrected ? '更正好了' : '记好了')
  }
  const takeBack = () => {
    const note = String(answers.note ?? '').trim()
    if (note === '') {
      setProblems({ note: '请填写为什么更正' })
      return setTrouble('去掉这一笔，也要写为什么')
    }
    if (corrected) void send({ sort: 'cancel', corrects: corrected.id, note, version: book.version }, '去掉了')
  }
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="do-record" busy={busy} onTap={record}>
        {busy ? '正在记…' : corrected ? '改成这样' : '记下'}
      </Action>
      {corrected && (
        <Action tone="danger" className="do-cancel" busy={busy} onTap={takeBack}>
          没有这一笔，去掉
        </Action>
      )}
    </>
  )
  return (
    <Sheet open title={corrected ? '更正这一笔' : '记一笔'} className="entry-sheet" onClose={onClose} foot={foot}>
      {corrected && <View className="note">原来记的：{sayEntry(corrected)}。原来的会留着，写明已更正</View>}
      <View className={corrected ? 'gap' : ''}>
        <FieldForm names={names} fields={fields} answers={answers} problems={problems} onChange={change} />
      </View>
    </Sheet>
  )
}
