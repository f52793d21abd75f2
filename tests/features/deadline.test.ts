import { days, dueAfter, hours, minutes, sayDuration, type WorkCalendar, workdays, workdaysLeft } from '@shared/core/deadline'
import { addDays, atChina, dayOf, daysBetween } from '@shared/core/time'
import fc from 'fast-check'
import { chinaCalendar } from '../../cloud/core/calendar'

const nine = (day: string) => atChina(day, '09:00')
const due = (day: string, n: number) => dueAfter(nine(day), workdays(n), chinaCalendar)
const dueDay = (day: string, n: number) => dayOf(due(day, n).at)

/** A calendar of which days are worked by chance, never seven free days in a row. */
const calendars = fc.array(fc.boolean(), { minLength: 6, maxLength: 30 }).map((worked): WorkCalendar => {
  const at = (day: string) => daysBetween('2020-01-01', day)
  return {
    isWorkday: (day) => at(day) % 7 === 0 || worked[Math.abs(at(day)) % worked.length] === true,
    decreed: (day) => day < '2026-06-01',
  }
})
const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-01'), noInvalidDate: true }).map((at) => at.toISOString())

describe('working days', () => {
  it('begin the day after and end at midnight in China', () => {
    expect(due('2026-03-02', 1)).toEqual({ at: '2026-03-03T15:59:59.000Z', estimated: false })
    expect(dueAfter('2026-03-02T15:59:59.000Z', workdays(1), chinaCalendar).at).toBe('2026-03-03T15:59:59.000Z')
    expect(dueAfter('2026-03-02T16:00:00.000Z', workdays(1), chinaCalendar).at).toBe('2026-03-04T15:59:59.000Z')
  })

  it('leave out the Spring Festival of 2026 and count the weekends that are worked for it', () => {
    // Free from the 15th to the 23rd of February; worked on Saturday the 14th and Saturday the 28th.
    expect([dueDay('2026-02-13', 1), dueDay('2026-02-14', 1), dueDay('2026-02-18', 1), dueDay('2026-02-13', 6)]).toEqual([
      '2026-02-14',
      '2026-02-24',
      '2026-02-24',
      '2026-02-28',
    ])
    expect(workdaysLeft(nine('2026-02-13'), due('2026-02-13', 6).at, chinaCalendar)).toBe(6)
  })

  it('are an estimate as soon as a day of an undecreed year is on the way', () => {
    expect([due('2026-12-30', 1).estimated, due('2026-12-31', 1).estimated, due('2026-12-21', 20).estimated]).toEqual([false, true, true])
    expect(due('2027-03-01', 3)).toMatchObject({ at: '2027-03-04T15:59:59.000Z', estimated: true })
  })

  it('are as many as were promised, whatever the calendar', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 60 }), (calendar, now, n) => {
        const { at, estimated } = dueAfter(now, workdays(n), calendar)
        const last = dayOf(at)
        expect([workdaysLeft(now, at, calendar), calendar.isWorkday(last), estimated]).toEqual([n, true, last >= '2026-06-01'])
        expect(dueAfter(now, workdays(n + 1), calendar).at > at).toBe(true)
      }),
    )
  })

  it('are counted below nothing once the deadline is past', () => {
    const at = due('2026-02-12', 1).at
    expect(
      ['2026-02-12', '2026-02-13', '2026-02-14', '2026-02-16', '2026-02-24'].map((day) => workdaysLeft(nine(day), at, chinaCalendar)),
    ).toEqual([1, 0, -1, -1, -2])
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 30 }), (calendar, now, n) => {
        const late = nine(addDays(dayOf(now), n))
        const worked = Array.from({ length: n }, (_, i) => addDays(dayOf(now), i + 1)).filter((day) => calendar.isWorkday(day)).length
        expect(workdaysLeft(late, now, calendar)).toBe(worked === 0 ? 0 : -worked)
      }),
    )
  })
})

it('days and hours go by the calendar and the clock alone', () => {
  fc.assert(
    fc.property(calendars, moments, fc.integer({ min: 0, max: 400 }), (calendar, now, n) => {
      expect(daysBetween(dayOf(now), dayOf(dueAfter(now, days(n), calendar).at))).toBe(n)
      expect(Date.parse(dueAfter(now, hours(n), calendar).at) - Date.parse(now)).toBe(n * 3_600_000)
    }),
  )
  expect(dueAfter(nine('2026-02-14'), days(15), chinaCalendar)).toEqual({ at: '2026-03-01T15:59:59.000Z', estimated: false })
  expect([workdays(5), days(15), hours(24), minutes(15)].map(sayDuration)).toEqual(['5个工作日内', '15天内', '24小时内', '15分钟内'])
})
