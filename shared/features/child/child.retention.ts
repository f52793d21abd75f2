import { addDays } from '../../core/time'
import { ageOn, OF_AGE } from './child.bands'

/** When a record ends by itself. Days are counted in China from the day on which what is named began; the newest rule that holds counts. */
export interface RetentionRule {
  rule: 'stub' | 'withdrawn' | 'closed'
  days: number
  /** the first day on which it holds */
  from: string
  source: string
}

export const RETENTION: readonly RetentionRule[] = [
  {
    ...{ rule: 'stub', days: 30, from: '2026-01-01' },
    source: '个人信息保护法第三十一条：不满十四周岁要先有监护人同意；第十九条：保存期限取最短',
  },
  {
    ...{ rule: 'withdrawn', days: 15, from: '2026-01-01' },
    source: '个人信息保护法第四十七条第一款第三项：撤回同意应当删除；留15天写明法定职责或者让监护人改主意，期间谁也看不到',
  },
  {
    ...{ rule: 'closed', days: 180, from: '2026-01-01' },
    source: '个人信息保护法第十九条、第四十七条第一款第一项：目的已经实现应当删除；留半年给交接和复查',
  },
]

/** Words for who asks why a record is gone. `asked`: the guardian asked for it (未成年人网络保护条例 34, 个人信息保护法 47). */
export const ERASED_FOR = {
  stub: '登记30天没有监护人同意',
  withdrawn: '监护人撤回同意',
  closed: '关爱结束满半年',
  asked: '监护人要求删除',
} as const
export type ErasedFor = keyof typeof ERASED_FOR

interface Standing {
  state: string
  /** `YYYY-MM-DD` on which the state began */
  since: string
  /** a recorded statutory duty keeps it */
  duty: boolean
}

/** The day from which on a record is to be destroyed, and by which rule; undefined when no rule ends it. */
export function endOf({ state, since, duty }: Standing, today: string): { rule: RetentionRule['rule']; on: string } | undefined {
  if (duty) return undefined
  const holds = RETENTION.filter(({ rule, from }) => rule === state && from <= today)
  const newest = holds.sort((a, b) => (a.from < b.from ? 1 : -1))[0]
  return newest && { rule: newest.rule, on: addDays(since, newest.days) }
}

/** Whether a child has come of age on a day: the care ends, whatever else holds. */
export const isGrownUp = (birthDay: string, today: string): boolean => ageOn(birthDay, today) >= OF_AGE
