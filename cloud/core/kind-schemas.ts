import { EXTRA_TEXT, MOST_EXTRA } from '@shared/core/extra'
import type { Field, FieldType } from '@shared/core/fields'
import type { AnyKind } from '@shared/core/kind'

type Json = Record<string, unknown>

const ID = { type: 'string', pattern: '^[0-9A-Za-z]{1,26}$' }
const oneOf = (field: Field): Json => ({ type: 'string', enum: 'options' in field ? field.options.map((option) => option.value) : [] })
const bounds = (field: Field): Json => ({ type: 'integer', ...('min' in field ? { minimum: field.min, maximum: field.max } : {}) })
const length = (field: Field): Json => ({ type: 'string', minLength: 1, ...('max' in field ? { maxLength: field.max } : {}) })

/** How an answer of each type is written in JSON. */
const WRITTEN: Readonly<Record<FieldType, (field: Field) => Json>> = {
  text: length,
  longText: length,
  phone: () => ({ type: 'string', pattern: '^1[3-9]\\d{9}$' }),
  idCard: () => ({ type: 'string', pattern: '^\\d{17}[\\dX]$' }),
  year: bounds,
  whole: bounds,
  money: (field) => ({ ...bounds(field), description: '单位：分' }),
  rate: (field) => ({ ...bounds(field), description: '单位：万分之一个百分点，3.45% 写 34500' }),
  day: () => ({ type: 'string', format: 'date' }),
  yesNo: () => ({ type: 'boolean' }),
  choice: oneOf,
  choices: (field) => ({ type: 'array', minItems: 1, uniqueItems: true, items: oneOf(field) }),
  village: () => ID,
  office: () => ID,
  pictures: (field) => ({ type: 'array', minItems: 1, ...('max' in field ? { maxItems: field.max } : {}), items: ID }),
  signature: () => ID,
  consent: () => ({ const: true }),
  corrections: () => ({
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      required: ['field', 'note'],
      properties: { field: { type: 'string' }, note: { type: 'string', maxLength: 100 } },
    },
  }),
  extra: () => ({
    type: 'array',
    maxItems: MOST_EXTRA,
    items: {
      type: 'object',
      required: ['question', 'answer'],
      properties: {
        question: { type: 'string' },
        answer: { anyOf: [{ type: 'boolean' }, { type: 'integer', minimum: 0 }, { type: 'string', maxLength: EXTRA_TEXT }] },
      },
    },
  }),
}

/** The answers of each kind that new cases begin under, by the name of its schema. */
export function kindSchemas(kinds: readonly AnyKind[]): Record<string, Json> {
  const answersOf = (kind: AnyKind): Json => ({
    type: 'object',
    title: kind.title,
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(kind.fields as Record<string, Field>).map(([name, field]) => [
        name,
        { title: field.label, ...WRITTEN[field.type](field) },
      ]),
    ),
  })
  const current = kinds.filter((kind) => !kind.retired)
  return Object.fromEntries(current.map((kind) => [`${kind.kind}Answers`, answersOf(kind)]))
}
