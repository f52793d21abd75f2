import { addDays, isDay } from '@shared/core/time'

/** What people type into the cells of a table, as the product stores it. */

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/
const CLOSE_DAY = /^(\d{4})(\d{2})(\d{2})$/
/** As numbers of days, from 1982 to 2119. */
const SERIAL = { least: 30_000, most: 80_000 }

/** A day as `YYYY-MM-DD`: written in one of the usual ways, or as the number that a table has for it; undefined when it is none. */
export function dayIn(cell: string, epoch: string): string | undefined {
  const parts = DAY.exec(cell) ?? CLOSE_DAY.exec(cell)
  if (parts) {
    const day = `${parts[1]}-${parts[2]?.padStart(2, '0')}-${parts[3]?.padStart(2, '0')}`
    return isDay(day) ? day : undefined
  }
  const serial = /^\d{5}(\.\d+)?$/.test(cell) ? Math.floor(Number(cell)) : 0
  return serial >= SERIAL.least && serial <= SERIAL.most ? addDays(epoch, serial) : undefined
}

const YUAN = /^([-−]?)[¥￥]?\s*(\d{1,3}(?:[,，]\d{3})+|\d{1,9})(?:\.(\d{1,20}))?\s*元?$/

/**
 * A sum in fen of one in yuan; undefined when it is none, or has less than a fen. What a table keeps as a number may miss its cents by
 * the last binary digit (1087.0999999999999): that is meant as the nearest fen.
 */
export function fenIn(cell: string): number | undefined {
  const parts = YUAN.exec(cell)
  if (!parts) return undefined
  const [, minus, whole = '', cents = ''] = parts
  const yuan = Number(whole.replace(/[,，]/g, ''))
  const fen = Number(`0.${cents || '0'}`) * 100
  const near = Math.round(fen)
  if (Math.abs(fen - near) > 1e-4 || (Math.abs(fen - near) > 1e-9 && cents.length < 10)) return undefined
  const sum = yuan * 100 + near
  return minus ? 0 - sum : sum
}
