import { addDays } from '@shared/core/time'
import { type Changeable, changeOf, wordsToCheck } from '@shared/features/activity/change.rules'
import { sayWhen, tellChange } from '@shared/features/activity/change.words'
import { MOST_TIMES, type Repeat, sameWeekday, seriesDays, seriesProblem } from '@shared/features/activity/series'
import fc from 'fast-check'

const NOW = '2026-11-23T01:00:00.000Z'
const course: Changeable = {
  ...{ startsAt: '2026-11-26T01:00:00.000Z', endsAt: '2026-11-26T03:30:00.000Z', enrolBy: '2026-11-25T12:00:00.000Z' },
  ...{ place: '梅坪村果园', title: '柑橘冬季管护', cover: 'wheat', bring: '手套', about: '' },
}
const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2026-01-01', n))

describe('the days of a series', () => {
  it('fall on the same weekday, every so many days, or on the same date: the last day of a month that is too short', () => {
    const monthly: Repeat = { every: { unit: 'month' }, stop: { times: 5 } }
    expect(seriesDays('2027-10-31', monthly)).toEqual(['2027-10-31', '2027-11-30', '2027-12-31', '2028-01-31', '2028-02-29'])
    expect(seriesDays('2026-11-26', { every: { unit: 'week' }, stop: { until: '2026-12-16' } })).toEqual([
      '2026-11-26',
      '2026-12-03',
      '2026-12-10',
    ])
    expect(seriesDays('2026-12-30', { every: { unit: 'day', n: 3 }, stop: { times: 2 } })).toEqual(['2026-12-30', '2027-01-02'])
  })

  it('are never none, never too many, never out of order, and what the cloud takes', () => {
    const every = fc.oneof(
      fc.record({ unit: fc.constant('day' as const), n: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ unit: fc.constantFrom('week' as const, 'month' as const) }),
    )
    const stop = fc.oneof(fc.record({ until: day }), fc.record({ times: fc.integer({ min: 1, max: 99 }) }))
    fc.assert(
      fc.property(day, every, stop, (first, unit, end) => {
        const days = seriesDays(first, { every: unit, stop: end })
        expect(days[0]).toBe(first)
        expect(days.length).toBeLessThanOrEqual(MOST_TIMES)
        expect([...days].sort()).toEqual(days)
        expect(seriesProblem({ startsAt: `${first}T01:00:00.000Z`, alsoOn: days.slice(1) })).toBeUndefined()
      }),
    )
  })

  it('are refused when one stands twice, comes before the first, or is none', () => {
    const wrong = (...alsoOn: string[]) => seriesProblem({ startsAt: course.startsAt, alsoOn })
    expect(wrong('2026-12-03', '2026-12-03')).toBe('有一天选了两次')
    expect(wrong('2026-11-26')).toBe('后面几场要在第一场以后、一年以内')
    expect(wrong('2026-02-30')).toBe('有一天不对，请重新选择')
  })

  it('a copy begins on the same weekday, a week from today at the earliest', () => {
    fc.assert(
      fc.property(day, day, (held, today) => {
        const next = sameWeekday(held, today)
        const weekday = (of: string) => new Date(`${of}T00:00:00Z`).getUTCDay()
        expect(weekday(next)).toBe(weekday(held))
        expect(next >= addDays(today, 7) && next > held).toBe(true)
      }),
    )
  })
})

describe('a change of an activity', () => {
  const moved = { startsAt: '2026-11-27T01:00:00.000Z', endsAt: '2026-11-27T03:30:00.000Z', why: '天气不好', tell: false }
  const problem = (wanted: object) => {
    try {
      changeOf(course, { tell: false, ...wanted }, NOW)
      return undefined
    } catch (error) {
      return (error as { details: { fields: object } }).details.fields
    }
  }

  it('tells of time and place what was and what will be, why, and that she is free', () => {
    const change = changeOf(course, { ...moved, place: '镇文化站' }, NOW)
    expect(change.what).toBe('moved')
    expect(tellChange(course.title, { ...change, why: moved.why }, NOW)).toEqual({
      title: '时间和地点改了',
      text: '“柑橘冬季管护”原来11月26日(周四)上午9点到11点半，改到11月27日(周五)上午9点到11点半；原来在梅坪村果园，改到镇文化站。原因：天气不好。来不了可以取消报名，不影响以后报名。',
    })
    expect(sayWhen({ at: '2026-11-20T01:00:00.000Z', becomes: change.becomes })).toBe('11月20日改过时间和地点')
  })

  it('is only what differs, and an edit is not a move', () => {
    const change = changeOf(course, { tell: true, place: course.place, bring: '剪刀' }, NOW)
    expect(change).toEqual({ what: 'edited', was: { bring: '手套' }, becomes: { bring: '剪刀' } })
    expect(tellChange(course.title, { ...change, why: '' }, NOW)).toEqual({
      title: '活动有变动',
      text: '“柑橘冬季管护”要带的东西改成：剪刀。',
    })
    expect(problem({ title: course.title })).toEqual({ changes: '没有改动，不用交' })
  })

  it('is refused where it makes no sense, at the question that it is about', () => {
    expect(problem({ place: '镇文化站' })).toEqual({ why: '请写明原因，报了名的姐妹会看到' })
    expect(problem({ ...moved, startsAt: NOW })).toEqual({ startsAt: '开始时间已经过了' })
    expect(problem({ ...moved, endsAt: moved.startsAt })).toEqual({ endsAt: '结束要在开始之后' })
    expect(problem({ ...moved, startsAt: '2026-11-24T01:00:00.000Z' })).toEqual({ enrolBy: '报名截止要在活动开始以前' })
    expect(problem({ ...moved, startsAt: '2028-01-01T01:00:00.000Z', endsAt: '2028-01-01T02:00:00.000Z' })).toEqual({
      startsAt: '请填一年以内的时间',
    })
  })

  it('needs the content check for what somebody wrote, not for times nor for the usual reasons', () => {
    expect(wordsToCheck(changeOf(course, moved, NOW), moved.why)).toEqual([])
    expect(wordsToCheck(changeOf(course, { ...moved, place: '镇文化站' }, NOW), '桥断了')).toEqual(['镇文化站', '桥断了'])
  })
})
