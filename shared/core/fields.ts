import { areExtraAnswers, type ExtraAnswer, extraAnswers, extraField, extraQuestions, tidyExtra } from './extra'
import { hasHidden } from './hidden'
import { sayYuan } from './money'
import { ID } from './names'
import type { PartnerRole } from './place'
import { isDay } from './time'

/** What every question has in common. */
export interface Asked {
  label: string
  /** one line under the question, in her words */
  hint?: string
  /** what is read before it is answered, a paragraph each: a promise, a duty, what the law says */
  reads?: readonly string[]
  optional?: true
  /** an optional question must be answered all the same when this says so */
  neededWhen?(about: Readonly<Record<string, unknown>>): boolean
  /** masked for everybody but the applicant (or the person named here) until somebody reveals it with a reason */
  personal?: true | string
  /** which parties may see the answer (default: all who may see the case); or by the state that the case is in */
  seenBy?: readonly string[] | Readonly<Record<string, readonly string[]>>
  /** the answer is kept in her profile under this name and offered ever after */
  profile?: string
  /** the question is asked only when this says so, e.g. when a rule of the activity needs the fact */
  askedWhen?(about: Readonly<Record<string, unknown>>): boolean
  /** the question follows from earlier answers, e.g. a husband's name from being married; without it what she wrote there is not kept */
  follows?(answers: Readonly<Record<string, unknown>>): boolean
  /** nobody is asked: the effect of a move writes it down */
  recorded?: true
  /** sentences that a cadre uses often, one tap each */
  phrases?: readonly string[]
}

interface Choice {
  value: string
  label: string
}

export interface Correction {
  field: string
  note: string
}

/** type → what a declaration of that type says besides the common part, and what an answer is. */
interface FieldTypes {
  text: { says: { max: number }; value: string }
  longText: { says: { max: number }; value: string }
  phone: { says: object; value: string }
  idCard: { says: object; value: string }
  year: { says: { min: number; max: number }; value: number }
  whole: { says: { min: number; max: number; unit: string }; value: number }
  /** integer fen */
  money: { says: { min: number; max: number }; value: number }
  /** yearly, in ten-thousandths of a per cent: 3.45% is 34500 */
  rate: { says: { min: number; max: number }; value: number }
  day: { says: object; value: string }
  yesNo: { says: object; value: boolean }
  choice: { says: { options: readonly Choice[] }; value: string }
  choices: { says: { options: readonly Choice[] }; value: readonly string[] }
  village: { says: object; value: string }
  /** the id of an office that acts for a partner role */
  office: { says: { role: PartnerRole }; value: string }
  /** ids of uploads */
  pictures: { says: { max: number }; value: readonly string[] }
  signature: { says: object; value: string }
  /** a separate, dated consent: only `true` counts */
  consent: { says: { purpose: string }; value: boolean }
  /** what must be supplemented, named once and completely */
  corrections: { says: object; value: readonly Correction[] }
  /** the questions that the thing applied for adds (`about.questions`), answered together */
  extra: { says: object; value: readonly ExtraAnswer[] }
}
export type FieldType = keyof FieldTypes

type FieldOf<T extends FieldType> = { type: T } & Asked & FieldTypes[T]['says']
export type Field = { [T in FieldType]: FieldOf<T> }[FieldType]
export type Fields = Readonly<Record<string, Field>>
export type ValueOf<F extends Field> = FieldTypes[F['type']]['value']
export type Answers<F extends Fields = Fields> = { -readonly [K in keyof F]?: ValueOf<F[K]> }

type More = Omit<Asked, 'label'>
export const text = (label: string, max: number, more: More = {}): FieldOf<'text'> => ({ type: 'text', label, max, ...more })
export const longText = (label: string, max: number, more: More = {}): FieldOf<'longText'> => ({ type: 'longText', label, max, ...more })
export const phone = (label: string, more: More = {}): FieldOf<'phone'> => ({ type: 'phone', label, personal: true, ...more })
export const idCard = (label: string, more: More = {}): FieldOf<'idCard'> => ({ type: 'idCard', label, personal: true, ...more })
export const year = (label: string, min: number, max: number, more: More = {}): FieldOf<'year'> => ({
  type: 'year',
  label,
  min,
  max,
  ...more,
})
export const whole = (label: string, min: number, max: number, unit: string, more: More = {}): FieldOf<'whole'> => ({
  type: 'whole',
  label,
  min,
  max,
  unit,
  ...more,
})
export const money = (label: string, min: number, max: number, more: More = {}): FieldOf<'money'> => ({
  type: 'money',
  label,
  min,
  max,
  ...more,
})
export const rate = (label: string, min: number, max: number, more: More = {}): FieldOf<'rate'> => ({
  type: 'rate',
  label,
  min,
  max,
  ...more,
})
export const day = (label: string, more: More = {}): FieldOf<'day'> => ({ type: 'day', label, ...more })
export const yesNo = (label: string, more: More = {}): FieldOf<'yesNo'> => ({ type: 'yesNo', label, ...more })
export const choice = (label: string, options: readonly Choice[], more: More = {}): FieldOf<'choice'> => ({
  type: 'choice',
  label,
  options,
  ...more,
})
export const choices = (label: string, options: readonly Choice[], more: More = {}): FieldOf<'choices'> => ({
  type: 'choices',
  label,
  options,
  ...more,
})
export const village = (label: string, more: More = {}): FieldOf<'village'> => ({ type: 'village', label, ...more })
export const office = (label: string, role: PartnerRole, more: More = {}): FieldOf<'office'> => ({ type: 'office', label, role, ...more })
export const pictures = (label: string, max: number, more: More = {}): FieldOf<'pictures'> => ({ type: 'pictures', label, max, ...more })
export const signature = (label: string, more: More = {}): FieldOf<'signature'> => ({ type: 'signature', label, ...more })
export const consent = (label: string, purpose: string, more: More = {}): FieldOf<'consent'> => ({
  type: 'consent',
  label,
  purpose,
  ...more,
})
export const corrections = (label: string, more: More = {}): FieldOf<'corrections'> => ({ type: 'corrections', label, ...more })
export const extra = (label: string): FieldOf<'extra'> => ({
  type: 'extra',
  label,
  askedWhen: (about) => extraQuestions(about).length > 0,
})

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether an ID number (GB 11643) has a real birth day and the right check character. */
export function isIdCard(value: string): boolean {
  if (!/^\d{17}[\dX]$/.test(value)) return false
  if (!isDay(`${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`)) return false
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(value[i]), 0)
  return '10X98765432'[sum % 11] === value[17]
}

/** Characters as people count them: 𠮷 is one. */
export const lengthOf = (value: string): number => [...value].length

function textProblem(label: string, max: number, value: unknown): string | undefined {
  if (value === undefined || value === null) return `请填写${label}`
  if (typeof value !== 'string') return `${label}要填文字`
  if (hasHidden(value)) return `${label}里有看不见的符号，请删掉重写`
  if (lengthOf(value) > max) return `${label}最多${max}个字，现在有${lengthOf(value)}个`
  // What only joins others is nothing by itself.
  return value.replace(/\s|\u200d|[\ufe0e\ufe0f]/g, '') === '' ? `请填写${label}` : undefined
}

/** A per cent as rates are written. */
/** Rates are integers: ten-thousandths of a per cent. */
export const PERCENT = 10_000

type Ranged = { label: string; min: number; max: number }
function numberProblem({ label, min, max }: Ranged, unit: string, value: unknown, say = (n: number) => String(n)): string | undefined {
  if (value === undefined || value === null) return `请填写${label}`
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return `${label}要填数字`
  if (value < min || value > max) return `${label}在${say(min)}到${say(max)}${unit}之间`
  return undefined
}

const optionProblem = (label: string, options: readonly Choice[], value: unknown): string | undefined =>
  options.some((o) => o.value === value) ? undefined : `请选择${label}`

const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value)

function phoneProblem(label: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return `请填写${label}`
  if (!/^\d+$/.test(value)) return `${label}只能是数字`
  if (value.length < 11) return `${label}是 11 位数字，现在只有 ${value.length} 位`
  if (value.length > 11) return `${label}是 11 位数字，现在有 ${value.length} 位`
  return /^1[3-9]/.test(value) ? undefined : `${label}要以 13 到 19 开头，请再看一下`
}

function idCardProblem(label: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return `请填写${label}`
  if (value.length !== 18) return `${label}是 18 位，现在有 ${value.length} 位`
  return isIdCard(value) ? undefined : `${label}有一位不对，请对着身份证再看一遍`
}

function correctionsProblem(label: string, value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return `请写明${label}`
  const right = value.every(
    (c) =>
      typeof c === 'object' && c !== null && typeof c.field === 'string' && !textProblem(label, 100, c.note) && Object.keys(c).length === 2,
  )
  return right ? undefined : `${label}里每一条都要写清楚，最多100个字`
}

/** Each question that is added is judged by its own type; one that is not asked there has no answer. */
function extraProblem(label: string, about: About, value: unknown): string | undefined {
  if (!isBlank(value) && !areExtraAnswers(value)) return `${label}没有填对`
  const questions = extraQuestions(about)
  const answers = extraAnswers(value)
  const stray = [...answers.keys()].some((asked) => !questions.some(({ label: words }) => words === asked))
  if (stray) return `${label}里有这次没有问的，请刷新再填`
  for (const question of questions) {
    const answer = tidy(answers.get(question.label))
    const problem = question.optional && isBlank(answer) ? undefined : problemWith(extraField(question), answer)
    if (problem) return problem
  }
  return undefined
}

type About = Readonly<Record<string, unknown>>
type Checks = { [T in FieldType]: (field: FieldOf<T>, value: unknown, about: About) => string | undefined }
const checks: Checks = {
  text: (f, v) => (typeof v === 'string' && v.includes('\n') ? `${f.label}请写在一行里` : textProblem(f.label, f.max, v)),
  longText: (f, v) => textProblem(f.label, f.max, v),
  phone: (f, v) => phoneProblem(f.label, v),
  idCard: (f, v) => idCardProblem(f.label, v),
  year: (f, v) => numberProblem(f, '年', v),
  whole: (f, v) => numberProblem(f, f.unit, v),
  money: (f, v) => numberProblem(f, '元', v, (fen) => sayYuan(fen, true)),
  rate: (f, v) => numberProblem(f, '%', v, (rate) => String(rate / PERCENT)),
  day: (f, v) => (typeof v === 'string' && isDay(v) ? undefined : `请选择${f.label}`),
  yesNo: (f, v) => (typeof v === 'boolean' ? undefined : `请回答：${f.label}`),
  choice: (f, v) => optionProblem(f.label, f.options, v),
  choices: (f, v) =>
    Array.isArray(v) && v.length > 0 && new Set(v).size === v.length && v.every((one) => !optionProblem(f.label, f.options, one))
      ? undefined
      : `请选择${f.label}`,
  village: (f, v) => (isId(v) ? undefined : `请选择${f.label}`),
  office: (f, v) => (isId(v) ? undefined : `请选择${f.label}`),
  pictures: (f, v) =>
    !Array.isArray(v) || v.length === 0 || !v.every(isId) ? `请拍${f.label}` : v.length > f.max ? `${f.label}最多${f.max}张` : undefined,
  signature: (f, v) => (isId(v) ? undefined : `请在${f.label}处签名`),
  consent: (f, v) => (v === true ? undefined : `需要您同意：${f.label}`),
  corrections: (f, v) => correctionsProblem(f.label, v),
  extra: (f, v, about) => extraProblem(f.label, about, v),
}

/** What is wrong with an answer, in plain Chinese; undefined when nothing is. `about`: the thing applied for, which may add questions. */
export function problemWith(field: Field, value: unknown, about: About = {}): string | undefined {
  return (checks[field.type] as (field: Field, value: unknown, about: About) => string | undefined)(field, value, about)
}

/** The same answer without the blanks around it. */
export const tidy = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim() : Array.isArray(value) ? tidyExtra(value) : value

/** Whether a question was left open. `false` is an answer. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Whether a question may be left open. `about`: the thing applied for. */
export const mayStayOpen = ({ optional, neededWhen }: Field, about: About = {}): boolean =>
  optional === true && neededWhen?.(about) !== true

/** Of these questions those that follow from the answers; what there is no declaration of follows from nothing. */
export const following = (fields: Fields, names: readonly string[], answers: Readonly<Record<string, unknown>>): readonly string[] =>
  names.filter((name) => fields[name]?.follows?.(answers) ?? true)

/** The masked form of a personal answer: `139****5678`, `5129**********0426`, `王**`. */
export function mask(field: Field, value: unknown): unknown {
  if (isBlank(value)) return value
  const shown = [...String(value)]
  if (field.type === 'phone') return `${shown.slice(0, 3).join('')}****${shown.slice(-4).join('')}`
  if (field.type === 'idCard') return `${shown.slice(0, 4).join('')}**********${shown.slice(-4).join('')}`
  if (typeof value === 'string') return shown.length === 1 ? '*' : `${shown[0]}${'*'.repeat(Math.min(shown.length - 1, 8))}`
  return '***'
}
