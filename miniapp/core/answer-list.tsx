import { areExtraAnswers } from '@shared/core/extra'
import { type Field, type Fields, isBlank } from '@shared/core/fields'
import { sayAnswer, sayExtra } from '@shared/core/say-answer'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import './answer-list.scss'
import { lookAt } from './look-at'
import { nameOf, usePlaces } from './places'

interface AnswerListProps {
  fields: Fields
  answers: Readonly<Record<string, unknown>>
  /** names of answers that are shown masked */
  masked?: readonly string[]
  /** what stands beside a masked answer, e.g. a button that reveals it */
  beside?: (name: string) => ReactNode
}

/** What was answered, question by question, as it was sent to us: masked stays masked. */
export function AnswerList({ fields, answers, masked = [], beside }: AnswerListProps) {
  usePlaces()
  const names = Object.keys(fields).filter((name) => name in answers && !isBlank(answers[name]))
  return (
    <View className="answers">
      {names.map((name) =>
        fields[name]?.type === 'extra' && areExtraAnswers(answers[name]) ? (
          answers[name].map((one) => (
            <Line key={`${name} ${one.question}`} name={name} label={one.question}>
              {sayExtra(one)}
            </Line>
          ))
        ) : (
          <Line
            key={name}
            name={name}
            label={fields[name]?.label}
            masked={masked.indexOf(name) >= 0}
            beside={masked.indexOf(name) >= 0 ? beside?.(name) : <Look field={fields[name]} value={answers[name]} />}
          >
            {say(fields[name], answers[name], masked.indexOf(name) >= 0)}
          </Line>
        ),
      )}
    </View>
  )
}

interface LineProps {
  name: string
  label: string | undefined
  masked?: boolean
  beside?: ReactNode
  children: string
}

const Line = ({ name, label, masked = false, beside, children }: LineProps) => (
  <View className={`row top answer ${masked ? 'masked' : ''} a-${name}`}>
    <View className="note answer-label">{label}</View>
    <View className="row top grow answer-said">
      <View className="strong answer-value grow">{children}</View>
      {beside}
    </View>
  </View>
)

/** What was photographed or signed can be looked at by whoever reads the answers. */
function Look({ field, value }: { field: Field | undefined; value: unknown }) {
  if (field?.type !== 'pictures' && field?.type !== 'signature') return null
  const ids = (Array.isArray(value) ? value : [value]) as readonly string[]
  return (
    <View
      className="link see look"
      ariaRole="button"
      ariaLabel={`看图：${field.label}`}
      onClick={() => void lookAt(ids.map((id) => ({ id })))}
    >
      看图
    </View>
  )
}

/** A masked answer is text whatever its question's type. */
const say = (field: Field | undefined, value: unknown, masked: boolean): string =>
  !field || (masked && typeof value === 'string') ? String(value) : sayAnswer(field, value, nameOf)
