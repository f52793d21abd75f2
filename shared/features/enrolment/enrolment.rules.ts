import type { Answers } from '../../core/fields'
import type { Verdict } from '../../core/kind'
import { sayTime } from '../../core/time'
import { type Been, notSameSort, onceAYear } from './enrolment.history'
import { type Group, rankOf } from './enrolment.priority'

interface Named {
  id: string
  name: string
}

/** Where else she could go. */
export interface NextActivity {
  id: string
  title: string
  startsAt: string
}

/** What a place in an activity depends on. */
export interface Subject {
  title: string
  sort: string
  sortName: string
  where: string
  organiser: string
  startsAt: string
  endsAt: string
  enrolBy: string
  needsReview: boolean
  cancelled: boolean
  rules: {
    birthYear?: { from: number; to: number } | undefined
    villages?: readonly Named[] | undefined
    /** one training in a calendar year */
    onceAYear?: true | undefined
    /** nothing of the same sort within so many months */
    notSameSortWithin?: number | undefined
    /** who is seated first from the queue, the first group first */
    priority?: readonly Group[] | undefined
    /** seats that are kept for villages; `left`: how many are still there, as long as they are kept */
    quotas?: readonly (Named & { seats: number; left?: number | undefined })[] | undefined
    quotasOpenAt?: string | undefined
  }
  /** why it is cancelled, and the next of its sort */
  calledOff?: { why: string; next?: NextActivity | undefined }
  /** her other places; not there while nobody knows who asks, or no rule wants to know */
  history?: readonly Been[]
}

type Rules = Subject['rules']

/** Whether a rule looks at what she has been to. */
export const needsHistory = ({ onceAYear: once, notSameSortWithin, priority = [] }: Rules): boolean =>
  once === true || notSameSortWithin !== undefined || priority.some(({ group }) => group === 'newcomer')

/** Whether a rule looks at the year of her birth. */
export const needsBirthYear = ({ birthYear, priority = [] }: Rules): boolean =>
  birthYear !== undefined || priority.some(({ group }) => group === 'birthYear')

function birthYearVerdict(range: { from: number; to: number }, year: unknown): Verdict {
  const rule = `${range.from}年到${range.to}年出生`
  if (typeof year !== 'number') return { rule, needs: 'birthYear' }
  if (year >= range.from && year <= range.to) return { rule, ok: true, needs: 'birthYear' }
  const who = year < range.from ? `${range.from}年及以后` : `${range.to}年及以前`
  return { rule, ok: false, needs: 'birthYear', why: `这次请${who}出生的姐妹来，您可以看看别的活动` }
}

function villageVerdict(villages: readonly Named[], village: unknown): Verdict {
  const names = villages.map((one) => one.name).join('、')
  const rule = `${names}的姐妹`
  if (typeof village !== 'string' || village === '') return { rule, needs: 'village' }
  if (villages.some((one) => one.id === village)) return { rule, ok: true, needs: 'village' }
  return { rule, ok: false, needs: 'village', why: `这次只请${names}的姐妹来，您可以看看别的活动` }
}

/** The rules that look at her other places. */
function pastRules(subject: Subject, now: string): Verdict[] {
  const { onceAYear: once, notSameSortWithin } = subject.rules
  // What she put her name down for afterwards says nothing about the day when she asked.
  const history = subject.history?.filter(({ since }) => since <= now)
  return [
    ...(once ? [onceAYear(subject, history, now)] : []),
    ...(notSameSortWithin ? [notSameSort(subject, notSameSortWithin, history, now)] : []),
  ]
}

/** The rules that the organiser made and may make an exception from. */
function ownRules(subject: Subject, answers: Answers, now: string): Verdict[] {
  const { birthYear, villages } = subject.rules
  const made = [
    ...(birthYear ? [birthYearVerdict(birthYear, answers.birthYear)] : []),
    ...(villages ? [villageVerdict(villages, answers.village)] : []),
    ...pastRules(subject, now),
  ]
  return made.map((verdict) => (verdict.why ? { ...verdict, why: `${verdict.why}；有特殊情况可以问问主办方` } : verdict))
}

function inTime(subject: Subject, now: string): Verdict {
  const open = now <= subject.enrolBy && !subject.cancelled
  const closed = subject.cancelled ? '这次活动已经取消了' : '报名时间已经过了，可以看看别的活动'
  return { rule: `${sayTime(subject.enrolBy, now)}前报名`, ok: open, ...(open ? {} : { why: closed }) }
}

/** Who may come to an activity, rule by rule, in words. `now` is UTC ISO text. */
export const enrolmentVerdicts = (subject: Subject, answers: Answers, now: string): Verdict[] => [
  inTime(subject, now),
  ...ownRules(subject, answers, now),
]

/**
 * Why she has no reason to ask the organiser for an exception: it is too late, or no rule stands against her.
 * @returns undefined when she may ask
 */
export function noPlea(subject: Subject, answers: Answers, now: string): string | undefined {
  const { ok, why } = inTime(subject, now)
  if (!ok) return why
  return ownRules(subject, answers, now).some((verdict) => verdict.ok === false) ? undefined : '这次活动的条件您都符合，直接报名就行'
}

/**
 * Why a seat cannot become hers now although she was let into the queue: she has another place by now that a rule does not go with.
 * @returns undefined when it can, and always when the organiser has made an exception for her
 */
export const hasOtherPlace = (subject: Subject, answers: Answers, now: string): string | undefined =>
  answers.exception === undefined ? pastRules(subject, now).find((verdict) => verdict.ok === false)?.why : undefined

/** Her rank in the queue by the stated rule; 0 for everybody when there is none. */
export const queueRank = ({ rules, history }: Subject, answers: Answers, now: string): number =>
  rules.priority ? rankOf(rules.priority, answers, history, now) : 0
