const NAMES = ['一', '二', '三', '四']

/** `2026年第三季度` of `2026-Q3`. */
export const sayQuarter = (quarter: string): string => `${quarter.slice(0, 4)}年第${NAMES[Number(quarter.slice(-1)) - 1] ?? ''}季度`

/** The last quarters that are over on a day (`YYYY-MM-DD`), the newest first. */
export function quartersBefore(day: string, count: number): string[] {
  const now = Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3)
  return Array.from({ length: count }, (_, i) => {
    const one = now - 1 - i
    return `${Math.floor(one / 4)}-Q${(one % 4) + 1}`
  })
}
