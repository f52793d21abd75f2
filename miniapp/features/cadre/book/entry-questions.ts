import { choice, day, type Fields, longText, money, text, whole } from '@shared/core/fields'
import { dayOf } from '@shared/core/time'
import type { BookView, EntryBody, EntrySort } from '@shared/features/loan/book.api'
import { STYLES } from '@shared/features/loan/loan.schedule'
import { inputOf, problemsOf } from '../../../core/answering'
import type { FormAnswers } from '../../../core/field-form'
import type { Entry } from '../../../core/loan/words'

type Sort = Exclude<EntrySort, 'cancel'>

const SORTS: Record<Sort, string> = {
  repayment: '按计划还款',
  early: '提前还款',
  overdue: '逾期',
  extension: '展期',
  guarantorPays: '担保代偿',
}
const NAMES: Record<Sort, readonly string[]> = {
  repayment: ['day', 'principal', 'interest', 'serial', 'note'],
  early: ['day', 'principal', 'interest', 'serial', 'note'],
  guarantorPays: ['day', 'principal', 'interest', 'serial', 'note'],
  overdue: ['day', 'until', 'note'],
  extension: ['day', 'months', 'style', 'everyMonths', 'note'],
}
const DAYS: Record<Sort, string> = {
  repayment: '还款的日子',
  early: '还款的日子',
  guarantorPays: '代偿的日子',
  overdue: '哪一期没有还（到期的日子）',
  extension: '从哪一天起展期',
}

const options = (labels: Readonly<Record<string, string>>) => Object.keys(labels).map((value) => ({ value, label: labels[value] ?? value }))

/** What is asked of one sort of line; a correction must say why. */
export function questionsOf(sort: Sort | undefined, correcting: boolean): { names: readonly string[]; fields: Fields } {
  const fields: Fields = {
    sort: choice('记什么', options(SORTS)),
    day: day(sort ? DAYS[sort] : '日子'),
    principal: money('本金', sort === 'repayment' ? 0 : 1, 1_000_000_000),
    interest: money('利息', 0, 1_000_000_000, { optional: true, hint: '按银行算的填；不填就按系统算的' }),
    serial: text('流水号', 40, { optional: true, hint: '同一天有两笔一样的，要填流水号才分得开' }),
    until: day('还上的日子', { optional: true }),
    months: whole('往后延', 1, 36, '个月'),
    style: choice('以后怎么还', options(STYLES)),
    everyMonths: choice('多久还一次', options({ 1: '每月', 3: '每季' })),
    note: longText(correcting ? '为什么更正' : '说明', 200, correcting ? {} : { optional: true }),
  }
  return { names: sort ? ['sort', ...NAMES[sort]] : ['sort'], fields }
}

/** What stands in the form at first: the line that is corrected, or the next payment of the plan. */
export function firstAnswers({ next, terms }: BookView, corrected: Entry | undefined): FormAnswers {
  const plan = { style: terms.style, everyMonths: String(terms.everyMonths) }
  if (!corrected) {
    const due = next ? { principal: next.principal, interest: next.interest } : {}
    return { ...plan, ...due, sort: 'repayment', day: dayOf(new Date().toISOString()) }
  }
  const { sort, day: on, principal, interest, until, months, serial, style, everyMonths } = corrected
  const anew = style ? { style, everyMonths: String(everyMonths) } : plan
  const told: Record<string, unknown> = { ...anew, sort, day: on, principal, interest, until, months, serial }
  for (const name of Object.keys(told)) if (told[name] === null) delete told[name]
  return told
}

interface Read {
  body?: EntryBody
  problems: Record<string, string>
}

/** The line as it is sent to the book that was seen, or what is wrong with it. */
export function readEntry(answers: FormAnswers, version: number, corrected: Entry | undefined): Read {
  const sort = answers.sort as Sort | undefined
  const { names, fields } = questionsOf(sort, corrected !== undefined)
  const problems = problemsOf(names, fields, answers)
  if (Object.keys(problems).length > 0) return { problems }
  const { everyMonths, ...told } = inputOf(names, answers)
  const every = everyMonths === undefined ? {} : { everyMonths: Number(everyMonths) }
  const corrects = corrected ? { corrects: corrected.id } : {}
  return { body: { note: '', ...told, ...every, ...corrects, version } as EntryBody, problems: {} }
}
