import { CARE } from '../../core/care'
import {
  choice,
  choices,
  day,
  type Field,
  type Fields,
  idCard,
  isBlank,
  isIdCard,
  phone,
  pictures,
  problemWith,
  text,
  tidy,
  yesNo,
} from '../../core/fields'
import { needs, riskReasons, risks } from './child.words'

const sexes = [
  { value: 'girl', label: '女' },
  { value: 'boy', label: '男' },
]
const more = { optional: true } as const

/**
 * What a register of left-behind children asks (民政部农村留守儿童信息台账), by who needs to know it: each part is sealed by itself and
 * opened by itself. Nothing is asked that no part of the care needs.
 */
export const partFields = {
  identity: {
    name: text('孩子姓名', 20),
    sex: choice('性别', sexes),
    birthDay: day('孩子的出生日期'),
    card: idCard('身份证号', more),
    nation: text('民族', 10, more),
  },
  contact: {
    address: text('现在住哪里', 60),
    phone: phone('孩子能接到的电话', more),
    meetAt: text('平时在哪里见面方便', 40, more),
    called: text('孩子喜欢别人怎么叫', 10, more),
  },
  household: {
    household: text('户口在哪里', 60),
    fatherAway: text('父亲在哪里工作', 40, more),
    motherAway: text('母亲在哪里工作', 40, more),
    income: text('家里主要靠什么生活', 40, more),
    family: text('家里还有谁', 80, more),
  },
  health: { health: text('身体情况', 60), disability: text('残疾类别和等级', 30, more), medicine: text('要注意的病和药', 60, more) },
  schooling: {
    school: text('在哪里上学', 40),
    grade: text('年级', 10, more),
    boards: yesNo('住校吗', more),
    teacher: text('班主任', 20, more),
  },
  guardian: {
    name: text('监护人姓名', 20),
    phone: phone('监护人电话'),
    carer: text('实际照看的人', 20, more),
    carerPhone: phone('照看的人的电话', more),
    contact: text('村里的联系人', 20, more),
  },
  risk: { level: choice('风险程度', risks), reasons: choices('为什么这样定', riskReasons), note: text('看到了什么', 100, more) },
  care: {
    needs: choices('需要什么', needs),
    when: choices('孩子什么时候方便', CARE.times, more),
    speaks: choices('孩子会说什么话', CARE.tongues, more),
    hopes: choices('孩子希望来的人', CARE.wishes, more),
    wishes: text('孩子自己的愿望', 60, more),
    language: text('平时说什么话', 20, more),
  },
  photo: { picture: pictures('孩子的照片', 1), until: day('保存到哪一天') },
} satisfies Readonly<Record<string, Fields>>

export type Part = keyof typeof partFields
export const PARTS = Object.keys(partFields) as Part[]
/** Opened one by one, with a reason and a colleague's approval; the paper of a consent is no part of the child's own record, and is opened like one. */
export const OPENED = [...PARTS, 'consents'] as const
export const isPart = (name: string): name is Part => PARTS.includes(name as Part)

/** The longest that a photo is kept without being asked for again, in days. */
export const PHOTO_DAYS = 365

type Values = Record<string, unknown>

/** A birth day and an ID number that contradict each other are a slip in one of them. */
function cardProblem({ card, birthDay, sex }: Values): string | undefined {
  if (typeof card !== 'string' || !isIdCard(card)) return undefined
  if (`${card.slice(6, 10)}-${card.slice(10, 12)}-${card.slice(12, 14)}` !== birthDay) return '身份证号和出生日期对不上，请核对'
  return (Number(card[16]) % 2 === 1) === (sex === 'boy') ? undefined : '身份证号和性别对不上，请核对'
}

/**
 * The answers to one part as they are kept, with what is wrong with each (`part.field` → words).
 * @param today `YYYY-MM-DD` in China
 */
export function readPart(part: Part, given: Values, today: string): { values: Values; problems: Record<string, string> } {
  const fields: Fields = partFields[part]
  const problems: Record<string, string> = {}
  const values: Values = {}
  const known = Object.keys(fields)
  for (const name of Object.keys(given)) if (!known.includes(name)) problems[`${part}.${name}`] = '没有这一项'
  for (const [name, field] of Object.entries<Field>(fields)) {
    const value = tidy(given[name])
    if (isBlank(value) && field.optional) continue
    const problem = problemWith(field, value)
    if (problem) problems[`${part}.${name}`] = problem
    else values[name] = value
  }
  const add = (name: string, problem: string | false | undefined) => {
    if (problem && !problems[`${part}.${name}`]) problems[`${part}.${name}`] = problem
  }
  if (part === 'identity') {
    add('card', cardProblem(values))
    add('birthDay', typeof values.birthDay === 'string' && values.birthDay > today && '出生日期不能晚于今天')
  }
  if (part === 'photo') add('until', typeof values.until === 'string' && values.until <= today && '要保存到今天以后的一天')
  return { values, problems }
}
