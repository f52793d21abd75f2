import type { Answers } from '../../core/fields'
import type { Verdict } from '../../core/kind'
import { sayTime } from '../../core/time'

/** What a place in an activity depends on. */
export interface Subject {
  title: string
  where: string
  organiser: string
  startsAt: string
  endsAt: string
  enrolBy: string
  needsReview: boolean
  cancelled: boolean
  rules: {
    birthYear?: { from: number; to: number }
    villages?: readonly { id: string; name: string }[]
  }
}

function birthYearVerdict(range: { from: number; to: number }, year: unknown): Verdict {
  const rule = `${range.from}年到${range.to}年出生`
  if (typeof year !== 'number') return { rule, needs: 'birthYear' }
  if (year >= range.from && year <= range.to) return { rule, ok: true, needs: 'birthYear' }
  const why =
    year < range.from
      ? `这次请${range.from}年及以后出生的姐妹来，您可以看看别的活动`
      : `这次请${range.to}年及以前出生的姐妹来，您可以看看别的活动`
  return { rule, ok: false, needs: 'birthYear', why }
}

function villageVerdict(villages: readonly { id: string; name: string }[], village: unknown): Verdict {
  const names = villages.map((one) => one.name).join('、')
  const rule = `${names}的姐妹`
  if (typeof village !== 'string' || village === '') return { rule, needs: 'village' }
  if (villages.some((one) => one.id === village)) return { rule, ok: true, needs: 'village' }
  return { rule, ok: false, needs: 'village', why: `这次只请${names}的姐妹来，想参加可以问问主办的妇联` }
}

/** Who may come to an activity, rule by rule, in words. `now` is UTC ISO text. */
export function enrolmentVerdicts(subject: Subject, answers: Answers, now: string): Verdict[] {
  const open = now <= subject.enrolBy && !subject.cancelled
  const closed = subject.cancelled ? '这次活动已经取消了' : '报名时间已经过了，可以看看别的活动'
  return [
    { rule: `${sayTime(subject.enrolBy, now)}前报名`, ok: open, ...(open ? {} : { why: closed }) },
    ...(subject.rules.birthYear ? [birthYearVerdict(subject.rules.birthYear, answers.birthYear)] : []),
    ...(subject.rules.villages ? [villageVerdict(subject.rules.villages, answers.village)] : []),
  ]
}
