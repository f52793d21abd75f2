/** What a calendar needs of an activity. */
export interface CalendarEntry {
  id: string
  title: string
  place: string
  /** UTC ISO text */
  startsAt: string
  endsAt: string
  organiser: string
  bring: string
  cancelled: boolean
  /** how many changes have taken effect: a calendar keeps the entry with the higher number */
  revision: number
}

const OCTETS = 75

const octetsOf = (character: string): number => {
  const point = character.codePointAt(0) as number
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

/** Folded at 75 octets of UTF-8 (RFC 5545, 3.1), never inside a character. */
function folded(line: string): string {
  let [text, used] = ['', 0]
  for (const character of line) {
    const octets = octetsOf(character)
    if (used + octets > OCTETS) {
      text += '\r\n '
      used = 1
    }
    text += character
    used += octets
  }
  return text
}

const escaped = (words: string): string =>
  words
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // Other control characters are not allowed in a value.
    .replace(/\p{Cc}/gu, '')

/** `20261126T010000Z`. */
const stamp = (iso: string): string => `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`

/**
 * An iCalendar file (RFC 5545) with one event and a reminder a day before. Times are UTC, so no phone's zone can shift them; its UID
 * stays, so a file fetched again after a change replaces the entry, and a cancelled activity takes it away. `now`: UTC ISO text.
 */
export function calendarText(
  { id, title, place, startsAt, endsAt, organiser, bring, cancelled, revision }: CalendarEntry,
  now: string,
): string {
  const told = [`${organiser}主办`, ...(bring ? [`请带：${bring}`] : [])].join('\n')
  const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(`明天：${title}`)}`, 'TRIGGER:-P1D', 'END:VALARM']
  const lines = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//jinguo//activity//ZH', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'BEGIN:VEVENT'],
    ...[`UID:${id}@jinguo`, `DTSTAMP:${stamp(now)}`, `DTSTART:${stamp(startsAt)}`, `DTEND:${stamp(endsAt)}`],
    ...[`SEQUENCE:${revision}`, `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`],
    ...[`SUMMARY:${escaped(title)}`, `LOCATION:${escaped(place)}`, `DESCRIPTION:${escaped(told)}`],
    ...(cancelled ? [] : alarm),
    ...['END:VEVENT', 'END:VCALENDAR'],
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
