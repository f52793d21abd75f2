import type { WorkCalendar } from '@shared/core/deadline'
import decrees from 'chinese-days/dist/chinese-days.json'

const holidays: Readonly<Record<string, string>> = decrees.holidays
/** weekend days that are worked in exchange for a holiday */
const worked: Readonly<Record<string, string>> = decrees.workdays

/** 1–5: Monday to Friday, whatever the machine's zone. */
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()

/**
 * Working days in China by the State Council's yearly decrees. Only the package's list of days is used: its functions reckon weekdays
 * in the machine's zone and call a Saturday a working day west of Greenwich, also when they are given text.
 * A year is decreed when its National Day is in the list.
 */
export const chinaCalendar: WorkCalendar = {
  isWorkday: (day) => day in worked || (!(day in holidays) && weekday(day) >= 1 && weekday(day) <= 5),
  decreed: (day) => `${day.slice(0, 4)}-10-01` in holidays,
}
