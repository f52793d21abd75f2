import { isBlank, problemWith } from '@shared/core/fields'
import type { Verdict } from '@shared/core/kind'
import { profileFields } from '@shared/core/profile'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { Action } from '../../../core/action'
import { FieldForm } from '../../../core/field-form'

type Fact = keyof typeof profileFields
const isFact = (name: string | undefined): name is Fact => name !== undefined && name in profileFields

interface WhoCanComeProps {
  verdicts: readonly Verdict[]
  /** in which order seats are given, and for whom some are kept */
  order: readonly string[]
  facts: Readonly<Record<string, unknown>>
  /** a fact that a rule needs, just told */
  onFact: (name: string, value: unknown) => void
}

/** The rules in words, each with its verdict; what decides and isn't known is asked right here, and only that. */
export function WhoCanCome({ verdicts, order, facts, onFact }: WhoCanComeProps) {
  const open = verdicts.find((verdict) => verdict.ok === undefined)
  const failed = verdicts.some((verdict) => verdict.ok === false)
  return (
    <View className="card who">
      <View className="title">谁能来</View>
      {verdicts.map((verdict) => (
        <View key={verdict.rule} className="row top verdict">
          <Mark ok={verdict.ok} />
          <View className="grow">
            <View>{verdict.rule}</View>
            {verdict.why && <View className="wrong why">{verdict.why}</View>}
            {verdict.ok === undefined && !verdict.needs && <View className="note">您登录以后告诉您</View>}
            {verdict.ok !== undefined && isFact(verdict.needs) && !isBlank(facts[verdict.needs]) && (
              <View className="link again" ariaRole="button" onClick={() => onFact(verdict.needs ?? '', undefined)}>
                {profileFields[verdict.needs].label}填错了？改一下
              </View>
            )}
          </View>
        </View>
      ))}
      {!failed && isFact(open?.needs) && <OneFact key={open.needs} name={open.needs} onFact={onFact} />}
      {order.map((line) => (
        <View key={line} className="note gap-s order">
          {line}
        </View>
      ))}
      {verdicts.every((verdict) => verdict.ok) && <View className="note gap">您符合条件。</View>}
    </View>
  )
}

function Mark({ ok }: { ok: boolean | undefined }) {
  if (ok) return <View className="dot done">✓</View>
  return ok === false ? <View className="dot no">✕</View> : <View className="dot ask">?</View>
}

interface OneFactProps {
  name: Fact
  onFact: (name: string, value: unknown) => void
}

/** One question, one answer, and the verdict follows at once. A picked village needs no button; a typed year does. */
function OneFact({ name, onFact }: OneFactProps) {
  const field = profileFields[name]
  const [value, setValue] = useState<unknown>()
  const [problem, setProblem] = useState<string>()
  const picked = field.type === 'village'
  const change = (_name: string, next: unknown) => {
    setProblem(undefined)
    setValue(next)
    const whole = field.type === 'year' && String(next).length === 4
    if ((picked || whole) && problemWith(field, next) === undefined) onFact(name, next)
  }
  const tell = () => {
    const wrong = problemWith(field, value)
    setProblem(wrong)
    if (!wrong) onFact(name, value)
  }
  return (
    <View className="fact">
      <FieldForm
        names={[name]}
        fields={profileFields}
        answers={{ [name]: value }}
        problems={problem ? { [name]: problem } : {}}
        onChange={change}
      />
      {!picked && (
        <Action className="gap tell" onTap={tell}>
          看看我能不能来
        </Action>
      )}
    </View>
  )
}
