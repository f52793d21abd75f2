import { dayOf, saySpan } from '../../core/time'
import type { ChangedFields, ChangeView } from './change.schema'

type Said = Pick<ChangeView, 'was' | 'becomes'>

const spanOf = ({ startsAt, endsAt }: ChangedFields, now: string): string | undefined =>
  startsAt && endsAt ? saySpan(startsAt, endsAt, now) : undefined

/** `时间`, `地点`, `时间和地点`; what else was edited has no such word. */
export const whatChanged = ({ becomes }: Pick<ChangeView, 'becomes'>): string =>
  [...(becomes.startsAt ? ['时间'] : []), ...(becomes.place ? ['地点'] : [])].join('和')

/** `原来11月26日(周四)上午9点到11点半，改到11月27日(周五)上午9点到11点半`, and the same of the place. */
export function sayMove({ was, becomes }: Said, now: string): string[] {
  const [from, to] = [spanOf(was, now), spanOf(becomes, now)]
  return [
    ...(from && to ? [`原来${from}，改到${to}`] : []),
    ...(was.place && becomes.place ? [`原来在${was.place}，改到${becomes.place}`] : []),
  ]
}

function sayEdits({ was, becomes }: Said): string[] {
  return [
    ...(becomes.title ? [`名称改成了“${becomes.title}”`] : []),
    ...(becomes.bring !== undefined ? [becomes.bring ? `要带的东西改成：${becomes.bring}` : `不用带${was.bring}了`] : []),
    ...(becomes.about !== undefined ? ['活动说明改了，请点开看看'] : []),
    ...(becomes.enrolBy && !becomes.startsAt ? ['报名截止时间改了'] : []),
  ]
}

/** What those who have put their names down are told of a change. `title`: as she knows the activity. */
export function tellChange(title: string, { was, becomes, why }: Said & Pick<ChangeView, 'why'>, now: string) {
  const moved = whatChanged({ becomes })
  const said = [...sayMove({ was, becomes }, now), ...sayEdits({ was, becomes })].join('；')
  const reason = why ? `原因：${why}。` : ''
  const free = moved ? '来不了可以取消报名，不影响以后报名。' : ''
  return { title: moved ? `${moved}改了` : '活动有变动', text: `“${title}”${said}。${reason}${free}` }
}

/** `11月20日改过时间`, for everybody who looks at the activity. */
export function sayWhen({ at, becomes }: Pick<ChangeView, 'at' | 'becomes'>): string {
  const [, month, date] = dayOf(at).split('-').map(Number)
  return `${month}月${date}日改过${whatChanged({ becomes })}`
}
