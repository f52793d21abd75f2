import { dayOf, daysBetween, sayClock, sayDay } from '@shared/core/time'
import { type ActivityView, SORTS, type Sort } from '@shared/features/activity/activity.schema'
import { leftKept } from '@shared/features/enrolment/enrolment.quotas'
import type { Subject } from '@shared/features/enrolment/enrolment.rules'
import type { Said } from '../said'

const FEW = 5

/** How many places are left, in her words. */
export function saySeats({ state, seatsLeft, waiting, enrolBy, endsAt, rules }: ActivityView, now: string): Said {
  if (state === 'cancelled') return { words: '已取消', tone: 'plain' }
  if (state === 'withheld' || now >= endsAt) return { words: '已结束', tone: 'plain' }
  if (now > enrolBy) return { words: '报名已截止', tone: 'plain' }
  if (seatsLeft > 0 && waiting === 0) return { words: `还剩${seatsLeft}个名额`, tone: seatsLeft <= FEW ? 'wait' : 'ok' }
  const kept = leftKept(rules)
  if (kept > 0) return { words: `只剩给村里留的${kept}个名额`, tone: 'wait' }
  return { words: '名额满了，可以排队', tone: 'plain' }
}

/** Whether a woman can still put her name down. */
export const isOpen = ({ state, enrolBy }: ActivityView, now: string): boolean => state === 'published' && now <= enrolBy

/** `周三上午9点`, with 今天 and 明天 where they fit. */
export function sayWhen(iso: string, now: string): string {
  const away = daysBetween(dayOf(now), dayOf(iso))
  const weekday = sayDay(dayOf(iso)).replace(/^.*\(|\)$/g, '')
  return `${away === 0 ? '今天' : away === 1 ? '明天' : weekday}${sayClock(iso)}`
}

/** What the rules of enrolling look at. */
export const subjectOf = (view: ActivityView): Subject => ({
  title: view.title,
  sort: view.sort,
  sortName: SORTS[view.sort as Sort],
  where: view.place,
  organiser: view.organiser.name,
  startsAt: view.startsAt,
  endsAt: view.endsAt,
  enrolBy: view.enrolBy,
  needsReview: view.needsReview,
  cancelled: view.state === 'cancelled',
  rules: view.rules,
})
