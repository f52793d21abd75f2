import { addMs, atChina, dayOf, timeOf } from '@shared/core/time'
import { offerUntil, wayOn } from '@shared/features/activity/offer.rules'
import fc from 'fast-check'

const HOUR = 3_600_000
const YEAR = Date.parse('2026-01-01T00:00:00.000Z')
/** Any moment of a leap year's length and what may stand at the edge of a minute. */
const moment = fc.integer({ min: 0, max: 366 * 24 * HOUR }).map((ms) => new Date(YEAR + ms).toISOString())
const ahead = fc.oneof(fc.integer({ min: -HOUR, max: 72 * HOUR }), fc.integer({ min: 0, max: 366 * 24 * HOUR }))
const hours = fc.integer({ min: 1, max: 72 })
const every = (holds: (now: string, startsAt: string, offerHours: number) => void) =>
  fc.assert(
    fc.property(moment, ahead, hours, (now, left, offerHours) => holds(now, addMs(now, left), offerHours)),
    { numRuns: 5_000 },
  )
const lasts = (now: string, end: string) => (Date.parse(end) - Date.parse(now)) / HOUR

describe('an offer', () => {
  it('never ends in the night, and leaves an hour of the day to whoever slept', () => {
    every((now, startsAt, offerHours) => {
      const end = offerUntil(now, { startsAt, offerHours })
      if (end === undefined) return
      expect(timeOf(end) >= '08:00' && timeOf(end) < '21:00').toBe(true)
      expect(lasts(now, end)).toBeGreaterThanOrEqual(1)
    })
  })

  it('lasts as long as the organiser said, or a quarter of what is left, but for the night', () => {
    every((now, startsAt, offerHours) => {
      const end = offerUntil(now, { startsAt, offerHours })
      if (end === undefined) return
      const limit = Math.min(offerHours, lasts(now, startsAt) / 4)
      const night = timeOf(end) === '08:00' ? 11 : 0
      expect(lasts(now, end)).toBeGreaterThanOrEqual(limit - 1e-6)
      expect(lasts(now, end)).toBeLessThanOrEqual(limit + night)
    })
  })

  it('is over two hours before the beginning, and none is made in the last six', () => {
    every((now, startsAt, offerHours) => {
      const end = offerUntil(now, { startsAt, offerHours })
      if (lasts(now, startsAt) < 6) expect(end).toBeUndefined()
      if (end !== undefined) expect(lasts(end, startsAt)).toBeGreaterThanOrEqual(2)
    })
  })

  it('can always be made with three days left, and never ends sooner because more is left', () => {
    every((now, startsAt, offerHours) => {
      const end = offerUntil(now, { startsAt, offerHours })
      if (lasts(now, startsAt) >= 72) expect(end).toBeDefined()
      const later = offerUntil(now, { startsAt: addMs(startsAt, HOUR), offerHours })
      if (end !== undefined && later !== undefined) expect(later >= end).toBe(true)
    })
  })

  it.each([
    ['a day, when there is time', '2026-11-23', '10:00', '2026-12-05', '09:00', 24, '2026-11-24 10:00'],
    ['a quarter of what is left', '2026-11-23', '09:00', '2026-11-24', '09:00', 24, '2026-11-23 15:00'],
    ['until eight, when the hour is in the evening', '2026-11-23', '21:00', '2026-12-05', '09:00', 24, '2026-11-25 08:00'],
    ['until eight, when the hour is before it', '2026-11-23', '06:59', '2026-12-05', '09:00', 1, '2026-11-23 08:00'],
    ['to the minute before the night', '2026-11-23', '19:59', '2026-12-05', '09:00', 1, '2026-11-23 20:59'],
    ['over the turn of the year', '2026-12-31', '20:30', '2027-01-20', '09:00', 1, '2027-01-01 08:00'],
    ['with exactly six hours left', '2026-11-23', '08:00', '2026-11-23', '14:00', 24, '2026-11-23 09:30'],
    ['not with a minute less', '2026-11-23', '08:01', '2026-11-23', '14:00', 24, 'no offer'],
    ['not when the night takes what is left', '2026-11-23', '20:00', '2026-11-24', '09:00', 24, 'no offer'],
    ['up to two hours before it begins', '2026-11-23', '20:00', '2026-11-24', '10:00', 24, '2026-11-24 08:00'],
  ])('is kept %s', (_, day, time, startDay, startTime, offerHours, expected) => {
    const end = offerUntil(atChina(day, time), { startsAt: atChina(startDay, startTime), offerHours })
    expect(end === undefined ? 'no offer' : `${dayOf(end)} ${timeOf(end)}`).toBe(expected)
  })
})

it('a free seat goes on as an offer, at once, by phone in the last hours, and no more once it has begun', () => {
  const startsAt = atChina('2026-11-27', '09:00')
  const way = (day: string, time: string, offerHours: number) => wayOn(atChina(day, time), { startsAt, offerHours })
  expect([way('2026-11-23', '09:00', 24), way('2026-11-27', '03:01', 24), way('2026-11-27', '09:00', 24)]).toEqual([
    'offer',
    'phone',
    'over',
  ])
  expect([way('2026-11-23', '09:00', 0), way('2026-11-27', '08:59', 0), way('2026-11-27', '09:00', 0)]).toEqual([
    'promote',
    'promote',
    'over',
  ])
})
