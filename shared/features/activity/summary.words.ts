import { saySpan } from '../../core/time'
import { FACES, type Face } from './feedback.schema'
import { ABSENCES, type SummaryView } from './summary.schema'

interface Held {
  title: string
  place: string
  startsAt: string
  endsAt: string
  organiser: { name: string }
}
type Counted = SummaryView['gaveBack']
type Missing = NonNullable<SummaryView['afterwards']>['missing']

const sayCounted = (all: Counted): string => all.map(({ words, count }) => `${words}${count}人`).join('、')

/** How often each reason was ticked; who has none yet is counted last. */
export function countAbsences(missing: Missing): Counted {
  const reasons = Object.keys(ABSENCES) as (keyof typeof ABSENCES)[]
  const told = reasons.map((reason) => ({ words: ABSENCES[reason], count: missing.filter((one) => one.reason === reason).length }))
  return [...told, { words: '没说原因', count: missing.filter(({ reason }) => reason === null).length }].filter(({ count }) => count > 0)
}

type Question = SummaryView['questions'][number]

/** One question's answers in a line: `带几个孩子（不带填0） 一共7个`, `在哪里上车 村委会门口3人、自己去2人`. */
export const sayQuestion = (question: Question): string => `${question.label} ${sayTotals(question)}`

/** The answers alone: `一共7个`. */
export function sayTotals({ answers, sum, totals }: Question): string {
  if (answers === 0) return '还没有人答'
  if (sum !== null) return `一共${sum}个`
  return totals.length > 0 ? sayCounted(totals) : `${answers}人写了`
}

/** The whole summary as text, to be sent on or kept. */
export function summaryText({ title, place, startsAt, endsAt, organiser }: Held, summary: SummaryView, now: string): string {
  const { expected, gaveBack, questions, afterwards } = summary
  const head = [`${title}活动小结`, `时间：${saySpan(startsAt, endsAt, now)}`, `地点：${place}`, `主办：${organiser.name}`]
  const lines = [`报上名：${expected}人`]
  if (afterwards && afterwards.came !== null) {
    lines.push(`到场：${afterwards.came + afterwards.walkIns}人${afterwards.walkIns > 0 ? `（其中现场来的${afterwards.walkIns}人）` : ''}`)
    const { missing } = afterwards
    if (missing.length > 0) lines.push(`没来：${missing.length}人（${sayCounted(countAbsences(missing))}）`)
  }
  if (gaveBack.length > 0) lines.push(`提前取消的原因：${sayCounted(gaveBack)}`)
  for (const question of questions) lines.push(sayQuestion(question))
  const faces = afterwards?.feedback.faces
  if (faces) lines.push(`评价：${(Object.keys(FACES) as Face[]).map((face) => `${FACES[face]}${faces[face]}人`).join('、')}`)
  return [...head, ...lines].join('\n')
}
