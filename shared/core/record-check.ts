import { addDays, addMonths, atChina, endOfDay } from './time'

/**
 * Her record is looked up before she begins and every year again (未成年人保护法 62, for staff of those who work with children; here for
 * volunteers alike).
 */
const MONTHS = 12
const REMINDED_DAYS = 30

/** The last day on which a check holds, `YYYY-MM-DD`. */
export const checkedUntil = (checkDay: string): string => addMonths(checkDay, MONTHS)

/** When the town is asked to look again, UTC ISO text. */
export const renewsAt = (checkDay: string): string => atChina(addDays(checkedUntil(checkDay), -REMINDED_DAYS), '09:00')

/** When she may no longer care for a child without a new check, UTC ISO text. */
export const lapsesAt = (checkDay: string): string => endOfDay(checkedUntil(checkDay))
