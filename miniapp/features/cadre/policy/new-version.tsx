import { sayDay } from '@shared/core/time'
import type { Lpr, Policy } from '@shared/features/loan/loan.policy'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { Screen } from '../../../core/screen'
import { Trouble } from '../../../core/trouble'
import { type Drafting, type PolicyDraft, useDrafting } from './drafting'
import { PartCard } from './part-card'
import { PartSheet } from './part-sheet'
import { type Answered, PART_NAMES, type PartName, putTogether, takeApart } from './parts'
import { Changes, Trying } from './what-changes'

interface NewVersionProps {
  from: Policy
  lprs: readonly Lpr[]
  kept: PolicyDraft | undefined
  account: string
}

const top = () => void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })

/** A new version in two steps: change what differs, then look at what that changes and confirm. */
export function NewVersion({ from, lprs, kept, account }: NewVersionProps) {
  const drafting = useDrafting(from, kept, account)
  const [checking, setChecking] = useState(false)
  const before = takeApart(from)
  const turn = (next: boolean) => {
    if (next && !drafting.ready()) return top()
    setChecking(next)
    top()
  }
  if (checking) return <Checking from={from} before={before} lprs={lprs} drafting={drafting} onBack={() => turn(false)} />
  return <Filling from={from} before={before} resumed={kept !== undefined} drafting={drafting} onDone={() => turn(true)} />
}

interface FillingProps {
  from: Policy
  before: Answered
  resumed: boolean
  drafting: Drafting
  onDone: () => void
}

function Filling({ from, before, resumed, drafting, onDone }: FillingProps) {
  const { parts, problems, trouble, set, startAgain } = drafting
  const [open, setOpen] = useState<PartName>()
  const [again, setAgain] = useState(!resumed)
  const changed = (name: PartName) => name !== 'head' && JSON.stringify(parts[name]) !== JSON.stringify(before[name])
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <Action tone="go" className="see-changes" onTap={onDone}>
        看看改了什么
      </Action>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      <View>
        <View className="hero">新的版本</View>
        <View className="note">照着{from.number}填好了，只改不一样的。每个数字都要写依据</View>
      </View>
      {!again && (
        <View className="card soft">
          <View>上次写到一半的还在。</View>
          <Action
            small
            className="start-again gap-s"
            onTap={() => {
              startAgain()
              setAgain(true)
            }}
          >
            不要了，从头写
          </Action>
        </View>
      )}
      {PART_NAMES.map((name) => (
        <PartCard key={name} name={name} answers={parts[name]} changed={changed(name)} problem={problems[name]} onOpen={setOpen} />
      ))}
      {open && (
        <PartSheet
          name={open}
          answers={parts[open]}
          problem={problems[open]}
          onClose={() => setOpen(undefined)}
          onDone={(answers) => {
            set(open, answers)
            setOpen(undefined)
          }}
        />
      )}
    </Screen>
  )
}

interface CheckingProps {
  from: Policy
  before: Answered
  lprs: readonly Lpr[]
  drafting: Drafting
  onBack: () => void
}

function Checking({ from, before, lprs, drafting, onBack }: CheckingProps) {
  const { parts, busy, trouble, send } = drafting
  const body = putTogether(parts)
  const foot = (
    <>
      <Trouble words={trouble} className="sheet-problem" />
      <View className="row">
        <Action className="change-more" onTap={onBack}>
          再改改
        </Action>
        <Action tone="go" className="m-policy" busy={busy} onTap={send}>
          {busy ? '正在记…' : '记下这个版本'}
        </Action>
      </View>
    </>
  )
  return (
    <Screen className="cadre" foot={foot}>
      <View>
        <View className="hero">
          {body.title} {body.number}
        </View>
        <View className="note">
          从{body.validFrom.slice(0, 4)}年{sayDay(body.validFrom)}起的申报按它办，以前的还按老办法。记下以后不能再改，只能再加一个版本
        </View>
      </View>
      <Changes before={before} after={parts} />
      <Trying before={from} after={{ id: 'new', ...body }} lprs={lprs} />
    </Screen>
  )
}
