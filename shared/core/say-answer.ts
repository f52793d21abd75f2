import type { ExtraAnswer } from './extra'
import { type Correction, type Field, isBlank, PERCENT } from './fields'
import { sayYuan } from './money'
import { sayDay } from './time'

/** The answer to an added question, without the question. */
export const sayExtra = ({ answer }: ExtraAnswer): string =>
  typeof answer === 'boolean' ? (answer ? '是' : '不是') : typeof answer === 'number' ? `${answer}个` : answer

/** An answer as a person reads it. Places and offices are named by `nameOf`. */
export function sayAnswer(field: Field, value: unknown, nameOf: (id: string) => string): string {
  if (isBlank(value)) return '没有填'
  if (field.type === 'money' && typeof value === 'number') return `${sayYuan(value, true)}元`
  if (field.type === 'rate' && typeof value === 'number') return `${value / PERCENT}%`
  if (field.type === 'whole') return `${value}${field.unit}`
  if (field.type === 'year') return `${value}年`
  // A day that she answers may lie years back.
  if (field.type === 'day') return `${String(value).slice(0, 4)}年${sayDay(String(value))}`
  if (field.type === 'yesNo') return value ? '是' : '不是'
  if (field.type === 'consent') return value ? '已同意' : '没有同意'
  if (field.type === 'village' || field.type === 'office') return nameOf(String(value))
  if (field.type === 'choice') return field.options.find((o) => o.value === value)?.label ?? String(value)
  if (field.type === 'choices')
    return field.options
      .filter((o) => (value as readonly string[]).includes(o.value))
      .map((o) => o.label)
      .join('、')
  if (field.type === 'pictures') return `${(value as readonly string[]).length}张`
  if (field.type === 'signature') return '已签名'
  if (field.type === 'corrections') return (value as readonly Correction[]).map((c) => c.note).join('；')
  if (field.type === 'extra') return (value as readonly ExtraAnswer[]).map((one) => `${one.question} ${sayExtra(one)}`).join('；')
  return String(value)
}
