/** The quarter of a day: `2026-Q3`. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

const STARTS = ['01-01', '04-01', '07-01', '10-01'] as const

/** The first day of a quarter. */
export const quarterStart = (quarter: string): string => `${quarter.slice(0, 4)}-${STARTS[Number(quarter.slice(6)) - 1]}`

/** The day after a quarter's last. */
export function quarterEnd(quarter: string): string {
  const [year, n] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))]
  return n === 4 ? `${year + 1}-01-01` : `${year}-${STARTS[n]}`
}

/** `2026年第三季度`. */
export const sayQuarter = (quarter: string): string => `${quarter.slice(0, 4)}年第${'一二三四'[Number(quarter.slice(6)) - 1]}季度`

/** The first days of the quarters between two days, neither included. */
export function quarterStartsBetween(from: string, until: string): string[] {
  const starts: string[] = []
  for (let start = quarterEnd(quarterOf(from)); start < until; start = quarterEnd(quarterOf(start))) starts.push(start)
  return starts
}
