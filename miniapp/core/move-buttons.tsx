import type { Fields } from '@shared/core/fields'
import type { Part } from '@shared/core/kind'
import type { ApplicationView, OpenMove } from '@shared/features/applications/applications.schema'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { Action } from './action'
import { newKey } from './api'
import { MoveSheet } from './move-sheet'
import { makeMove } from './moves'
import { asRefusal, Refusal } from './refusal'

interface MoveButtonsProps {
  view: ApplicationView
  fields: Fields
  parts?: readonly Part[] | undefined
  /** the case as it is after the move */
  onMoved: (view: ApplicationView, move: string) => void
  /** somebody was quicker: what is shown is no longer true */
  onStale: () => void
  /** none of them is the way onwards: it waits for others, or the page has another button for that */
  quiet?: boolean
  /** runs first thing in the tap that makes a move, e.g. to ask for a permission */
  onTap?: () => void
}

/** What nobody may read afterwards, such as ids out of a list: whatever page knows the list asks it. */
const isElsewhere = (fields: Fields, name: string): boolean => {
  const seenBy = fields[name]?.seenBy
  return Array.isArray(seenBy) && seenBy.length === 0
}

/** The moves that are made here, with what is asked here; one that asks nothing but what is asked elsewhere is made there. */
const movesHere = (moves: readonly OpenMove[], fields: Fields): OpenMove[] =>
  moves.flatMap((move) => {
    const asks = move.asks.filter((name) => !isElsewhere(fields, name))
    return move.asks.length > 0 && asks.length === 0 ? [] : [{ ...move, asks }]
  })

/** What she may do now, one button each. A move that asks or wants a yes opens a sheet, the others happen at once. */
export function MoveButtons({ view, fields, parts, onMoved, onStale, quiet = !view.yours, onTap }: MoveButtonsProps) {
  const [opened, setOpened] = useState<string>()
  const close = () => setOpened(undefined)
  const { busy, problem, make, setProblem } = useMove({ view, onMoved, onStale, close, keeps: opened !== undefined })

  const tap = (move: OpenMove) => {
    setProblem(undefined)
    if (move.asks.length > 0 || move.confirm) return setOpened(move.name)
    onTap?.()
    void make(move, {})
  }
  // The way onwards stands first and alone is filled; what ends or refuses stays quiet, and so does all while it waits for others.
  const ordered = movesHere(view.moves, fields).sort((a, b) => Number(a.tone === 'danger') - Number(b.tone === 'danger'))
  // Somebody was quicker: what she is writing stays, as long as the step is still to be made.
  const open = ordered.find(({ name }) => name === opened)
  const isGone = opened !== undefined && !open
  useEffect(() => {
    if (!isGone) return
    setOpened(undefined)
    void Taro.showToast({ title: '这件事刚有了变化，这一步不用办了', icon: 'none', duration: 3000 })
  }, [isGone])
  return (
    <View className="moves">
      {problem && !open && <View className="wrong">{problem.message}</View>}
      {ordered.map((move, i) => (
        <Action
          key={move.name}
          className={`m-${move.name}`}
          tone={move.tone === 'danger' ? 'danger' : i === 0 && !quiet ? 'go' : 'line'}
          busy={busy}
          onTap={() => tap(move)}
        >
          {move.label}
        </Action>
      ))}
      {open && (
        <MoveSheet
          move={open}
          fields={fields}
          parts={parts}
          known={view.answers}
          busy={busy}
          problem={problem}
          onClose={close}
          onDo={(input) => {
            onTap?.()
            void make(open, input)
          }}
        />
      )}
    </View>
  )
}

interface Making extends Pick<MoveButtonsProps, 'view' | 'onMoved' | 'onStale'> {
  close: () => void
  /** something is being written: that stays when somebody was quicker */
  keeps: boolean
}

/** Sends a move; the same answers sent again after a lost line carry the same key. */
const CHANGED = '这件事刚有了变化，已经换成最新的'

function useMove({ view, onMoved, onStale, close, keeps }: Making) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Refusal>()
  const sending = useRef({ body: '', key: '' })

  const make = async (move: OpenMove, input: Record<string, unknown>) => {
    if (busy) return
    const body = JSON.stringify([view.version, move.name, input])
    if (sending.current.body !== body) sending.current = { body, key: newKey() }
    setBusy(true)
    setProblem(undefined)
    try {
      const next = await makeMove(view, move.name, input, sending.current.key)
      close()
      onMoved(next, move.name)
    } catch (reason) {
      const refusal = asRefusal(reason)
      if (refusal.code === 'staleVersion' || refusal.code === 'notOpen') {
        if (keeps) setProblem(new Refusal(refusal.code, `${CHANGED}。填的都还在，看一下再办`))
        else void Taro.showToast({ title: CHANGED, icon: 'none', duration: 3000 })
        onStale()
      } else setProblem(refusal)
    }
    setBusy(false)
  }
  return { busy, problem, make, setProblem }
}
