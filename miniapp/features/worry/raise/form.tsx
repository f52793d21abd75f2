import { worry } from '@shared/features/worry/worry.kind'
import { View } from '@tarojs/components'
import Taro, { useDidHide } from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Action } from '../../../core/action'
import { problemsOf, useAnswering } from '../../../core/answering'
import { newKey } from '../../../core/api'
import { FieldForm } from '../../../core/field-form'
import { askPermission } from '../../../core/permission'
import { ProblemSummary } from '../../../core/problem-summary'
import { asRefusal } from '../../../core/refusal'
import { insteadToWorry } from '../../../core/routes'
import { Screen } from '../../../core/screen'
import { Duty, Lines } from '../../../core/worry/lines'
import { afterRefusal, keepUnsent, sendWorry, type Unsent, type Whom } from '../../../core/worry/waiting'
import { useListeners } from './listeners'
import { People } from './people'
import { useSignal } from './signal'

const NAMES = ['danger', 'seen', 'words', 'phone'] as const
const PAUSE_MS = 400

/** What she writes is kept at every pause; once she has told it to be sent, signal is all that it waits for. */
export function RaiseForm({ whom, first }: { whom: Whom; first: Unsent }) {
  const { answers, problems, setProblems, change } = useAnswering(first.answers)
  const listeners = useListeners(whom)
  const [busy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState(first.waiting)
  const [tried, setTried] = useState(first.tried === true || first.waiting)
  const [refused, setRefused] = useState(first.refused)
  const unsent = useRef(first)
  const timer = useRef<ReturnType<typeof setTimeout>>()

  const write = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    return keepUnsent(unsent.current)
  }, [])
  useEffect(() => {
    if (answers === unsent.current.answers) return
    // Other answers are another sending, and wait for her own tap again.
    unsent.current = { ...unsent.current, answers, waiting: false, refused: undefined, key: newKey() }
    setWaiting(false)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void write(), PAUSE_MS)
  }, [answers, write])
  const flush = useCallback(() => {
    if (timer.current) void write()
  }, [write])
  useDidHide(flush)
  useEffect(() => flush, [flush])

  const going = useRef(false)
  const send = useCallback(async () => {
    if (going.current) return
    going.current = true
    setBusy(true)
    unsent.current = { ...unsent.current, waiting: true, tried: true, refused: undefined }
    await write()
    try {
      await insteadToWorry(await sendWorry(unsent.current))
    } catch (reason) {
      unsent.current = afterRefusal(unsent.current, asRefusal(reason))
      await write()
      if (unsent.current.refused) setProblems(unsent.current.refused.fields)
      setRefused(unsent.current.refused)
      setWaiting(unsent.current.waiting)
      setTried(true)
      setBusy(false)
    }
    going.current = false
  }, [write, setProblems])
  useSignal(waiting, send)
  // What it was refused for stands at its question also when she comes back to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (first.refused) setProblems(first.refused.fields)
  }, [])

  const tap = () => {
    const found = problemsOf(NAMES, worry.fields, answers)
    setProblems(found)
    if (Object.keys(found).length > 0) return void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
    void askPermission()
    void send()
  }
  const named = typeof answers.named === 'string' ? answers.named.split(' ') : []
  return (
    <Screen
      foot={
        <Action tone="go" className="raise" busy={busy} onTap={tap}>
          {busy ? '正在发…' : waiting ? '再发一次' : '马上告诉妇联'}
        </Action>
      }
    >
      <View>
        <View className="hero">您看到、听到了什么？</View>
        <View className="note">不用弄清楚真假，说出来就是帮孩子。</View>
      </View>
      {tried && <NotSent waiting={waiting} />}
      {refused && (
        <View className="card caution refused" ariaRole="alert">
          <View className="strong">{refused.message}</View>
          <View className="note">写的都还在。着急就先打电话。</View>
        </View>
      )}
      <ProblemSummary problems={problems} fields={worry.fields} />
      <Lines />
      <FieldForm names={NAMES} fields={worry.fields} answers={answers} problems={problems} onChange={change} />
      {listeners ? (
        <People
          listeners={listeners}
          named={named}
          problems={problems}
          leftOut={typeof answers.leftOut === 'string' ? answers.leftOut : undefined}
          onChange={change}
        />
      ) : (
        <View className="note no-people">现在没有信号，还不能挑不告诉谁。这件事要是和某位干部有关，请直接打110或者12345。</View>
      )}
      <Duty />
      <View className="note">村、镇、县三级妇联同时收到，消息里不写孩子的名字，也不写是什么事。</View>
    </Screen>
  )
}

/** Nobody may think that somebody is on the way when nobody knows yet. */
const NotSent = ({ waiting }: { waiting: boolean }) => (
  <View className="card caution not-sent" ariaRole="alert">
    <View className="strong">还没有发出去，没有人知道。请现在就打电话</View>
    <View className="note">
      {waiting ? '写的都在这部手机里，有信号了会自动发给妇联。' : '写的都在这部手机里。要再点一次“马上告诉妇联”，才会发出去。'}
    </View>
  </View>
)
