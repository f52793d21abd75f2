import { choice, choices, day, type Fields, isBlank, longText, money, text, whole } from '@shared/core/fields'
import { sayAnswer } from '@shared/core/say-answer'
import { deadlinesOf } from '@shared/features/loan/loan.deadlines'
import { guaranteeOf } from '@shared/features/loan/loan.guarantee'
import { DAY_COUNTS } from '@shared/features/loan/loan.periods'
import { type Basis, GROUPS, LOAN_SORTS, PHOTOS, type Policy, READ } from '@shared/features/loan/loan.policy'
import type { PolicyBody } from '@shared/features/loan/loan.schema'
import type { FormAnswers } from '../../../core/field-form'

interface Part {
  title: string
  fields: Fields
  /** what a figure that is left open means, where it is more than that there is no such rule */
  open?: Readonly<Record<string, string>>
}

const options = (labels: Readonly<Record<string, string>>) => Object.keys(labels).map((value) => ({ value, label: labels[value] ?? value }))
const sum = (label: string) => money(label, 100, 1_000_000_000)
const term = (label: string) => whole(label, 1, 60, '个月')
const months = (label: string) => whole(label, 0, 60, '个月')
const workdays = (label: string) => whole(label, 1, 60, '个工作日')
const points = (label: string, hint: string) => whole(label, 0, 1_000, '个基点', { optional: true, hint })
const years = (label: string) => whole(label, 16, 80, '周岁')
const WAYS = { '30/360': '每月按30天，一年360天', 'actual/360': '按实际天数，一年360天', 'actual/365': '按实际天数，一年365天' }

/** What the version is called and when it holds. */
export const HEAD: Part = {
  title: '名称和日期',
  fields: {
    title: text('政策名称', 30),
    number: text('文号', 30, { hint: '写成“财金〔2023〕75号”这样' }),
    validFrom: day('从哪天起', { hint: '今天或以后。以前的申报还按当时的版本' }),
    validTo: day('到哪天为止', { optional: true, hint: '文件写明到期才填' }),
  },
}

/** The parts of a policy, each with the questions for its figures; the names are the policy's own. */
const FIGURES = {
  ceilings: {
    title: '最高金额',
    fields: {
      individual: sum('个人'),
      perPartner: sum('合伙，每人'),
      partners: sum('合伙，一共'),
      firm: sum('小微企业'),
    },
  },
  terms: { title: '最长多久', fields: { individual: term('个人和合伙'), firm: term('小微企业') } },
  rateCap: { title: '利率上限', fields: { overLpr: points('LPR加多少', '1个基点是0.01%。文件没有写上限就空着') } },
  subsidy: {
    title: '财政贴多少',
    fields: {
      percent: whole('贴利息的百分之几', 1, 100, '%'),
      ownBelowLpr: points('LPR减多少以下自己付', '文件写“LPR减150个基点以下部分由个人承担”时填150，没有就空着'),
    },
  },
  dayCount: {
    title: '怎么算天数',
    fields: {
      by: choice(
        '计息方式',
        DAY_COUNTS.map((value) => ({ value, label: WAYS[value] })),
      ),
    },
  },
  times: { title: '能享受几次', fields: { most: whole('最多', 1, 20, '次') } },
  age: { title: '年龄', fields: { from: years('从'), to: years('到') } },
  groups: {
    title: '哪些人员',
    fields: { any: choices('人员类别', options(GROUPS), { optional: true, hint: '一类也不选，就是不分类别' }) },
    open: { any: '不分类别' },
  },
  trading: { title: '要经营多久', fields: { shop: months('店铺、工厂、种养'), online: months('网店') } },
  otherLoans: {
    title: '别的贷款',
    fields: {
      exempt: choices('哪些贷款不影响', options(LOAN_SORTS), { optional: true }),
      consumption: money('消费贷款不超过', 0, 1_000_000_000),
    },
  },
  credit: { title: '没有逾期', fields: {} },
  local: { title: '在本县创业', fields: {} },
  guarantee: { title: '多少以内不用担保', fields: { freeUpTo: money('额度', 0, 1_000_000_000, { hint: '都要担保的写 0' }) } },
  papers: {
    title: '要准备的材料',
    fields: {
      list: longText('材料', 1_200, { hint: '一行写一样' }),
      photos: choices('在手机上要拍哪些', options(PHOTOS), {
        optional: true,
        hint: '选了的都必须拍，没选的不拍。一样也不选，就照平常：户口簿、身份证、证明必须拍，别的有就拍',
      }),
    },
    open: { photos: '照平常' },
  },
  deadlines: {
    title: '各家几天办完',
    fields: {
      village: workdays('村妇联核实'),
      town: workdays('镇妇联推荐'),
      county: workdays('县妇联推荐'),
      hr: workdays('人社核对'),
      guarantor: workdays('担保'),
      bank: workdays('银行调查'),
      supplement: workdays('一次告知补正'),
    },
  },
} satisfies Partial<Record<keyof Policy, Part>>

type FigureName = keyof typeof FIGURES
export type PartName = 'head' | FigureName
const figureNames = Object.keys(FIGURES) as FigureName[]
export const PART_NAMES: readonly PartName[] = ['head', ...figureNames]
/** What stands in each part, as its form holds it. */
export type Answered = Readonly<Record<PartName, FormAnswers>>

const BASIS: Fields = {
  basisText: longText('依据', 100, { hint: '哪个文件、第几条怎么写的' }),
  basisRead: choice(
    '怎么查到的',
    options({ ...READ, official: '对着原文看的', copy: '看的转载或别处的办法', remembered: '还没有核对原文' }),
  ),
}

const figuresOf = (name: PartName): Part => (name === 'head' ? HEAD : FIGURES[name])
export const titleOf = (name: PartName): string => figuresOf(name).title
/** The questions of one part; every figure is asked with what it rests on. */
export const fieldsOf = (name: PartName): Fields => (name === 'head' ? HEAD.fields : { ...FIGURES[name].fields, ...BASIS })

function answersOf(part: { basis: Basis } | undefined): FormAnswers {
  if (!part) return {}
  const { basis, ...figures } = part as { basis: Basis; list?: readonly string[] }
  return { ...figures, ...(figures.list ? { list: figures.list.join('\n') } : {}), basisText: basis.text, basisRead: basis.read }
}

/** A version taken apart into its forms. */
export function takeApart(policy: Policy): Answered {
  const { title, number, validFrom, validTo } = policy
  const parts: Record<string, FormAnswers> = { head: { title, number, validFrom, validTo } }
  const full = { ...policy, guarantee: guaranteeOf(policy), deadlines: deadlinesOf(policy) }
  for (const name of figureNames) parts[name] = answersOf(full[name])
  return parts as Answered
}

/** The same figures for a new version: its number and its first day are still to be said. */
export const beginFrom = (policy: Policy): Answered => ({ ...takeApart(policy), head: { title: policy.title } })

const linesOf = (typed: unknown): string[] =>
  String(typed ?? '')
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)

function figuresIn(name: FigureName, answers: FormAnswers): Record<string, unknown> | undefined {
  const figures: Record<string, unknown> = {}
  for (const field of Object.keys(FIGURES[name].fields)) if (!isBlank(answers[field])) figures[field] = answers[field]
  if (name === 'rateCap' && Object.keys(figures).length === 0) return undefined
  if (name === 'papers') figures.list = linesOf(answers.list)
  if (name === 'groups') figures.any = answers.any ?? []
  if (name === 'otherLoans') figures.exempt = answers.exempt ?? []
  return { ...figures, basis: { text: linesOf(answers.basisText).join(' '), read: answers.basisRead } }
}

/** The version that the forms describe, to be sent when nothing is wrong with them. */
export function putTogether(parts: Answered): PolicyBody {
  const body: Record<string, unknown> = {}
  for (const name of Object.keys(HEAD.fields)) if (!isBlank(parts.head[name])) body[name] = parts.head[name]
  for (const name of figureNames) {
    const figures = figuresIn(name, parts[name])
    if (figures) body[name] = figures
  }
  return body as PolicyBody
}

/** One figure as it is read; an open one is a rule that the policy does not have. */
const sayFigure = ({ fields, open = {} }: Pick<Part, 'fields' | 'open'>, name: string, answers: FormAnswers): string => {
  const field = fields[name]
  if (!field || isBlank(answers[name])) return field?.optional ? (open[name] ?? '没有这一条') : '还没填'
  return field.type === 'longText' ? linesOf(answers[name]).join('；') : sayAnswer(field, answers[name], String)
}

interface Line {
  name: string
  label: string
  words: string
}

/** The figures of a part in words; `all` with what they rest on. */
export function linesIn(name: PartName, answers: FormAnswers, all = false): Line[] {
  const fields = all ? fieldsOf(name) : figuresOf(name).fields
  return Object.keys(fields)
    .filter((field) => !(name === 'head' && field === 'validTo' && isBlank(answers[field])))
    .map((field) => ({ name: field, label: fields[field]?.label ?? '', words: sayFigure({ ...figuresOf(name), fields }, field, answers) }))
}

export interface Change {
  part: PartName
  label: string
  was: string
  is: string
}

/** What differs between two versions, apart from their names and dates. */
export function changesBetween(before: Answered, after: Answered): Change[] {
  return figureNames.flatMap((part) => {
    const was = linesIn(part, before[part], true)
    return linesIn(part, after[part], true)
      .map((line, i) => ({ part, label: `${titleOf(part)}：${line.label}`, was: was[i]?.words ?? '', is: line.words }))
      .filter((change) => change.was !== change.is)
  })
}

/** The parts whose figures were changed while they still name the old source. */
export function stillOldBasis(before: Answered, after: Answered): PartName[] {
  const said = (of: Answered, name: PartName) => JSON.stringify(linesIn(name, of[name]))
  return figureNames.filter((name) => said(before, name) !== said(after, name) && before[name].basisText === after[name].basisText)
}
