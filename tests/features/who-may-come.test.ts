import { keptAgain, keptFor, mayTake, openSeats, usedUp } from '@shared/features/activity/seating.rules'
import type { Been } from '@shared/features/enrolment/enrolment.history'
import { sayPriority } from '@shared/features/enrolment/enrolment.priority'
import { leftFor, leftKept, sayQuotas } from '@shared/features/enrolment/enrolment.quotas'
import { enrolmentVerdicts, noPlea, queueRank, type Subject } from '@shared/features/enrolment/enrolment.rules'
import fc from 'fast-check'
import { NOW } from '../support/kinds/county'

const training = (rules: Subject['rules'], history?: readonly Been[], changed: Partial<Subject> = {}): Subject => ({
  ...{ title: '柑橘冬季管护', sort: 'farming', sortName: '农技培训', where: '梅坪村果园', organiser: '悦来镇妇联' },
  ...{ startsAt: '2026-03-05T01:00:00.000Z', endsAt: '2026-03-05T03:30:00.000Z', enrolBy: '2026-03-04T12:00:00.000Z' },
  ...{ needsReview: false, cancelled: false, rules },
  ...(history ? { history } : {}),
  ...changed,
})
const been = (day: string, changed: Partial<Been> = {}): Been => ({
  ...{ title: '柑橘剪枝', sort: 'farming', training: true, startsAt: `${day}T01:00:00.000Z`, since: '2020-01-01T00:00:00.000Z' },
  ...changed,
})
const ASK = '；有特殊情况可以问问主办方'

describe('one training a year', () => {
  const judge = (history?: readonly Been[], changed: Partial<Subject> = {}) =>
    enrolmentVerdicts(training({ onceAYear: true }, history, changed), {}, NOW)[1]

  it('is open while nobody knows who asks, and asks her no question', () => {
    expect(judge()).toEqual({ rule: '2026年没有参加过别的培训' })
  })

  it('refuses her after a training of the same calendar year in China, says which one and from when she may come', () => {
    expect(judge([been('2026-01-01')])?.why).toBe(`您今年已经参加过“柑橘剪枝”，明年1月1日起的培训可以再报${ASK}`)
    expect(judge([been('2026-06-01')])?.why).toBe(`您今年已经报上了“柑橘剪枝”，明年1月1日起的培训可以再报${ASK}`)
    expect(judge([been('2027-01-02')], { startsAt: '2027-03-05T01:00:00.000Z' })?.why).toContain('2027年已经报上了')
    // The last evening of the year in UTC is the first morning of the next one in China.
    expect(judge([been('2025-12-31', { startsAt: '2025-12-31T17:00:00.000Z' })])?.ok).toBe(false)
    expect(judge([been('2025-12-31', { startsAt: '2025-12-31T15:00:00.000Z' })])?.ok).toBe(true)
  })

  it('counts no lecture and no feast, and nothing that she put her name down for after she asked', () => {
    expect(judge([been('2026-02-01', { training: false })])?.ok).toBe(true)
    expect(judge([been('2026-04-01', { since: '2026-03-03T00:00:00.000Z' })])?.ok).toBe(true)
  })
})

describe('not the same sort within some months', () => {
  const judge = (history: readonly Been[], months = 24) => enrolmentVerdicts(training({ notSameSortWithin: months }, history), {}, NOW)[1]

  it('refuses her until the very day, before and after, and says it', () => {
    expect(judge([been('2024-03-06')])?.why).toBe(`同类活动要隔24个月，您已经参加过“柑橘剪枝”，2026年3月6日以后的就可以${ASK}`)
    expect([judge([been('2024-03-05')])?.ok, judge([been('2024-03-06')])?.ok]).toEqual([true, false])
    expect([judge([been('2026-03-06')], 1)?.ok, judge([been('2026-04-05')], 1)?.ok]).toEqual([false, true])
    expect(judge([been('2026-02-01', { sort: 'ecommerce' })])?.ok).toBe(true)
  })

  it('names the latest of several', () => {
    expect(judge([been('2024-06-01'), been('2025-06-01', { title: '嫁接' }), been('2025-01-01')])?.why).toContain('“嫁接”，2027年6月1日')
  })
})

describe('asking for an exception', () => {
  const plea = (rules: Subject['rules'], village: string, changed: Partial<Subject> = {}) =>
    noPlea(training(rules, undefined, changed), { village }, NOW)
  const rules = { villages: [{ id: 'v1', name: '梅坪村' }] }

  it('is for whom a rule refuses, and only in time', () => {
    expect(plea(rules, 'v2')).toBeUndefined()
    expect(plea(rules, 'v1')).toBe('这次活动的条件您都符合，直接报名就行')
    expect(plea(rules, 'v2', { cancelled: true })).toBe('这次活动已经取消了')
    expect(plea(rules, 'v2', { enrolBy: '2026-03-01T00:00:00.000Z' })).toContain('报名时间已经过了')
  })
})

describe('who is seated first from the queue', () => {
  const priority = [
    { group: 'newcomer' as const },
    { group: 'villages' as const, villages: [{ id: 'v1', name: '梅坪村' }] },
    { group: 'birthYear' as const, from: 1990, to: 2008 },
  ]
  const rank = (village: string, birthYear: number, history?: readonly Been[]) =>
    queueRank(training({ priority }, history), { village, birthYear }, NOW)
  const old = [been('2025-06-01')]

  it('is the first group that she belongs to, else she stands behind all of them', () => {
    expect([rank('v1', 1995, []), rank('v1', 1995, old), rank('v2', 1995, old), rank('v2', 1970, old)]).toEqual([0, 1, 2, 3])
    // After a year without a training she is new again; of whom nothing is known it is not said.
    expect([rank('v2', 1970, [been('2025-03-02')]), rank('v2', 1970, [been('2025-03-03')]), rank('v2', 1970)]).toEqual([0, 3, 3])
    expect(queueRank(training({}), {}, NOW)).toBe(0)
  })

  it('is said to everybody in words', () => {
    expect(sayPriority(priority)).toBe(
      '名额满了要排队时，有人退出先给一年里没参加过培训的姐妹，再给梅坪村的姐妹，再给1990年到2008年出生的姐妹，最后按报名先后',
    )
    expect([sayPriority(undefined), sayPriority([])]).toEqual([undefined, undefined])
  })
})

describe('seats that are kept for villages', () => {
  it('are told from those for all by counting women, so that one who leaves frees what the others need most', () => {
    const history = fc.array(fc.record({ village: fc.constantFrom('a', 'b', 'c'), comes: fc.boolean() }), { maxLength: 60 })
    const sizes = fc.record({ a: fc.nat(4), b: fc.nat(4), more: fc.nat(5) })
    fc.assert(
      fc.property(sizes, history, ({ a, b, more }, did) => {
        const quotas: Record<string, { seats: number; taken: number }> = { a: { seats: a, taken: 0 }, b: { seats: b, taken: 0 } }
        const counters = { seats: a + b + more, taken: 0, reserved: a + b }
        const here: Record<string, number> = { a: 0, b: 0, c: 0 }
        for (const { village, comes } of did) {
          const quota = quotas[village]
          if (comes && mayTake(counters, quota)) {
            counters.taken += 1
            counters.reserved -= usedUp(quota)
            if (quota) quota.taken += 1
            here[village] = (here[village] ?? 0) + 1
          }
          if (!comes && (here[village] ?? 0) > 0) {
            counters.taken -= 1
            counters.reserved += keptAgain(quota)
            if (quota) quota.taken -= 1
            here[village] = (here[village] ?? 0) - 1
          }
          const [na, nb, nc] = [here.a ?? 0, here.b ?? 0, here.c ?? 0]
          const kept = Math.max(0, a - na) + Math.max(0, b - nb)
          if (counters.reserved !== kept || counters.taken !== na + nb + nc) throw new Error('the counters are not what is there')
          if (counters.taken > counters.seats) throw new Error('oversold')
          // Others never sit where a village was promised its seats.
          if (nc + Math.max(0, na - a) + Math.max(0, nb - b) > more) throw new Error('a promised seat was given away')
          if (openSeats(counters) !== counters.seats - counters.taken - kept) throw new Error('a seat is lost')
        }
      }),
    )
  })

  it('are not more than there are, once seats were lowered', () => {
    const lowered = { seats: 5, taken: 4, reserved: 3 }
    expect([openSeats(lowered), keptFor(lowered, { seats: 4, taken: 1 }), mayTake(lowered, undefined)]).toEqual([0, 1, false])
  })

  it('are said with her own village first, and not at all once they are everybody’s', () => {
    const quotas = ['柳溪村', '石桥村', '梅坪村', '竹园村'].map((name, i) => ({ id: `v${i}`, name, seats: 5, left: i }))
    const quotasOpenAt = '2026-03-03T12:00:00.000Z'
    const opens = '没用完的，3月3日(周二)晚上8点起大家都能报'
    expect(sayQuotas({ quotas, quotasOpenAt }, 'v2', NOW)).toEqual(['梅坪村留了5个名额，还剩2个', '另外3个村也留了名额', opens])
    expect(sayQuotas({ quotas, quotasOpenAt }, undefined, NOW)).toHaveLength(5)
    expect(sayQuotas({ quotas: quotas.map(({ left: _, ...one }) => one), quotasOpenAt }, 'v2', NOW)).toEqual([])
    expect([leftKept({ quotas }), leftFor({ quotas }, 'v3'), leftFor({ quotas }, 'v9')]).toEqual([6, 3, 0])
  })
})
