import type { WorkCalendar } from '@shared/core/deadline'
import { getDayDetail, isWorkday } from 'chinese-days'

// The State Council decrees one year at a time; without a named holiday in October the year is not decreed yet.
const decreedYears = new Map<string, boolean>()

function isDecreed(year: string): boolean {
  const known = decreedYears.get(year) ?? getDayDetail(`${year}-10-01`).name.includes('National')
  decreedYears.set(year, known)
  return known
}

/** Working days in China by the decreed holidays; days are given as text, never as Date (it would shift them by the machine's zone). */
export const chinaCalendar: WorkCalendar = {
  isWorkday: (day) => isWorkday(day),
  decreed: (day) => isDecreed(day.slice(0, 4)),
}
