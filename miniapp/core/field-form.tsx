import { type Field, type Fields, type FieldType, following, mayStayOpen } from '@shared/core/fields'
import type { Part } from '@shared/core/kind'
import { View } from '@tarojs/components'
import { type ComponentType, memo } from 'react'
import './field-form.scss'
import { widgets } from './widgets'
import type { WidgetProps } from './widgets/widget'

export type FormAnswers = Readonly<Record<string, unknown>>

interface FieldFormProps {
  /** the questions that are asked, in their order */
  names: readonly string[]
  /** the declarations of the kind that they come from */
  fields: Fields
  answers: FormAnswers
  /** field name → what is wrong with its answer */
  problems: Readonly<Record<string, string>>
  /** field name → what she should know before she answers: what is to be put right, where the answer came from, who will read it */
  notes?: Readonly<Record<string, string>>
  /** the thing applied for, which may add questions */
  about?: Readonly<Record<string, unknown>>
  /** the questions that a list of corrections may name; must stay the same object */
  correctable?: Fields
  /** the kind's questions in groups, for a list of corrections */
  parts?: readonly Part[]
  /** must stay the same function, or every question is drawn again at each key */
  onChange: (name: string, value: unknown) => void
}

const NO_NOTES = {}
const NOTHING = {}
const NO_FIELDS: Fields = {}
const NO_PARTS: readonly Part[] = []
/** Field and widget belong to the same type by construction; TypeScript cannot follow that through an index. */
const widgetOf = (type: FieldType) => widgets[type] as unknown as ComponentType<Drawn>
type Drawn = Omit<WidgetProps<'text'>, 'field' | 'value' | 'onChange'> & {
  field: Field
  value: unknown
  onChange: (value: unknown) => void
}

/** Draws questions from their declaration. */
export function FieldForm({
  names,
  fields,
  answers,
  problems,
  notes = NO_NOTES,
  about = NOTHING,
  correctable = NO_FIELDS,
  parts = NO_PARTS,
  onChange,
}: FieldFormProps) {
  return (
    <View className="field-form">
      {following(fields, names, answers).map((name) => {
        const field = fields[name]
        return field ? (
          <Question
            key={name}
            name={name}
            field={field}
            value={answers[name]}
            problem={problems[name]}
            note={notes[name]}
            correctable={correctable}
            about={about}
            parts={parts}
            onChange={onChange}
          />
        ) : null
      })}
    </View>
  )
}

/** Between the question and its box. The frame is always there: what comes and goes beside others makes Taro send them all again. */
export const Problem = ({ words }: { words: string | undefined }) => (
  <View>
    {words !== undefined && (
      <View className="wrong field-problem" ariaRole="alert">
        {words}
      </View>
    )}
  </View>
)

/** What is read before it is answered. */
const Reads = ({ paragraphs }: { paragraphs: readonly string[] }) => (
  <View className="card soft field-reads">
    {paragraphs.map((paragraph) => (
      <View key={paragraph} className="field-read">
        {paragraph}
      </View>
    ))}
  </View>
)

interface QuestionProps {
  name: string
  field: Field
  value: unknown
  problem: string | undefined
  note: string | undefined
  correctable: Fields
  about: Readonly<Record<string, unknown>>
  parts: readonly Part[]
  onChange: (name: string, value: unknown) => void
}

/** One question. Only the one that she answers is drawn again. */
const Question = memo(function Question({ name, field, value, problem, note, correctable, about, parts, onChange }: QuestionProps) {
  const Widget = widgetOf(field.type)
  return (
    <View className={`field f-${name} ${field.type === 'consent' ? 'card' : ''}`}>
      <View className="field-label">
        {field.label}
        {mayStayOpen(field, about) && field.type !== 'consent' && <View className="note field-optional">（可以不填）</View>}
      </View>
      {field.reads && <Reads paragraphs={field.reads} />}
      {field.hint && <View className="note field-hint">{field.hint}</View>}
      {note !== undefined && problem === undefined && <View className="note field-note">{note}</View>}
      <Problem words={problem} />
      <Widget
        name={name}
        field={field}
        value={value}
        bad={problem !== undefined}
        correctable={correctable}
        about={about}
        parts={parts}
        onChange={(next) => onChange(name, next)}
      />
    </View>
  )
})
