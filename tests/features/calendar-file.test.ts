import { type CalendarEntry, calendarText } from '@shared/features/activity/calendar-file'
import fc from 'fast-check'
import ICAL from 'ical.js'

const NOW = '2026-11-23T01:00:00.000Z'
const entry = (changed: Partial<CalendarEntry> = {}): CalendarEntry => ({
  ...{ id: '01KAQ0000000000000000000AB', title: '柑橘冬季管护', place: '梅坪村果园', organiser: '悦来镇妇联', bring: '手套' },
  ...{ startsAt: '2026-11-26T01:00:00.000Z', endsAt: '2026-11-26T03:30:00.000Z', cancelled: false, revision: 0 },
  ...changed,
})
const parsed = (text: string) => new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') as ICAL.Component
/** Words as people write them, with everything that has a meaning in the format. */
const words = fc.array(fc.constantFrom(...'王𠮷é,;:\\"n N\n09🌸'), { maxLength: 90 }).map((all) => all.join(''))

describe('the calendar file of an activity', () => {
  it('says what, where and when to a parser that is not ours, whatever the zone of the machine', () => {
    const event = parsed(calendarText(entry(), NOW))
    const { summary, location, startDate, endDate, uid, description } = new ICAL.Event(event)
    expect([summary, location, description]).toEqual(['柑橘冬季管护', '梅坪村果园', '悦来镇妇联主办\n请带：手套'])
    expect([startDate.toString(), endDate.toString()]).toEqual(['2026-11-26T01:00:00Z', '2026-11-26T03:30:00Z'])
    expect(uid).toBe('01KAQ0000000000000000000AB@jinguo')
    const alarm = event.getFirstSubcomponent('valarm')
    expect([String(alarm?.getFirstPropertyValue('trigger')), alarm?.getFirstPropertyValue('action')]).toEqual(['-P1D', 'DISPLAY'])
  })

  it('takes a cancelled activity out of the calendar: the same event, later, cancelled and silent', () => {
    const [before, after] = [0, 1].map((revision) => parsed(calendarText(entry({ revision, cancelled: revision > 0 }), NOW))) as [
      ICAL.Component,
      ICAL.Component,
    ]
    const told = (event: ICAL.Component) => ['uid', 'sequence', 'status'].map((name) => event.getFirstPropertyValue(name))
    expect([told(before), told(after)]).toEqual([
      ['01KAQ0000000000000000000AB@jinguo', 0, 'CONFIRMED'],
      ['01KAQ0000000000000000000AB@jinguo', 1, 'CANCELLED'],
    ])
    expect(after.getFirstSubcomponent('valarm')).toBeNull()
  })

  it('keeps every line within 75 octets, no character torn, each ended by CR and LF', () => {
    fc.assert(
      fc.property(words, words, (title, place) => {
        const text = calendarText(entry({ title, place }), NOW)
        expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/)
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          // Half of a character would become another one on its way.
          expect(Buffer.from(line).toString()).toBe(line)
        }
      }),
    )
  })

  it('gives back exactly what was written, commas, semicolons, backslashes and line breaks too', () => {
    fc.assert(
      fc.property(words, words, (title, place) => {
        const { summary, location } = new ICAL.Event(parsed(calendarText(entry({ title, place }), NOW)))
        expect([summary, location]).toEqual([title, place])
      }),
    )
  })
})
