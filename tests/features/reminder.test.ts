import { addDays, addMs, atChina, dayOf, timeOf } from '@shared/core/time'
import { nextReminder, reminderAt, sayReminder } from '@shared/features/activity/reminder.rules'
import fc from 'fast-check'

const DAY = '2026-11-26'
const held = (from: string, to = '11:30', last = DAY) => ({ startsAt: atChina(DAY, from), endsAt: atChina(last, to) })
const PUBLISHED = atChina('2026-11-20', '10:00')

/** Everything that is told from a moment on, in order. */
function allAfter(times: ReturnType<typeof held>, from: string) {
  const all = []
  for (let due = nextReminder(times, from); due; due = nextReminder(times, due.at)) all.push(due)
  return all
}
const moments = (times: ReturnType<typeof held>, from = PUBLISHED) =>
  allAfter(times, from).map(({ what, at }) => `${what} ${dayOf(at)} ${timeOf(at)}`)

describe('a reminder', () => {
  it('comes on the evening before and on the morning, and a question afterwards', () => {
    expect(moments(held('09:00'))).toEqual(['evening 2026-11-25 18:00', 'morning 2026-11-26 07:30', 'afterwards 2026-11-26 12:30'])
  })

  it('comes on the evening before only, when she must set out early', () => {
    expect(moments(held('08:59'))).toEqual(['evening 2026-11-25 18:00', 'afterwards 2026-11-26 12:30'])
  })

  it('is only what is still to come when the activity is published late', () => {
    expect(moments(held('09:00'), atChina('2026-11-25', '18:00'))).toEqual(['morning 2026-11-26 07:30', 'afterwards 2026-11-26 12:30'])
  })

  it('asks on the next forenoon about what ends in the night', () => {
    expect(moments(held('19:00', '21:30')).at(-1)).toBe('afterwards 2026-11-27 09:00')
    expect(moments(held('19:00', '01:00', '2026-11-27')).at(-1)).toBe('afterwards 2026-11-27 09:00')
  })

  it('never rings before half past seven or after nine in the evening, on whatever day and at whatever hour it is held', () => {
    const anyHour = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 4320 }))
    fc.assert(
      fc.property(anyHour, ([days, minute, minutes]) => {
        const startsAt = addMs(atChina(addDays('2026-01-01', days), '00:00'), minute * 60_000)
        const times = { startsAt, endsAt: addMs(startsAt, minutes * 60_000) }
        const all = allAfter(times, addMs(startsAt, -5 * 86_400_000))
        expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort())
        for (const { what, at, until } of all) {
          expect([timeOf(at) >= '07:30', timeOf(at) <= '20:00', at < until, timeOf(until) <= '21:00' || until === startsAt]).not.toContain(
            false,
          )
          expect(what === 'afterwards' ? at > times.endsAt : at < startsAt).toBe(true)
          expect(reminderAt(times, at)?.what).toBe(what)
        }
      }),
    )
  })

  it('says in her words when, where and what to bring', () => {
    const told = { ...held('09:00'), title: '柑橘冬季管护', place: '梅坪村果园', bring: '手套' }
    expect(sayReminder('evening', told).text).toBe(
      '明天上午9点，“柑橘冬季管护”在梅坪村果园，请带：手套。来不了请点开取消，名额好让给别的姐妹。',
    )
    expect(sayReminder('morning', { ...told, bring: '' }).text).toBe('今天上午9点，“柑橘冬季管护”在梅坪村果园。')
  })
})
