/** Fewer days say nothing of what is usual for her. */
const DAYS_KNOWN = 5
const LEAST = 3

/**
 * How many children's sealed fields somebody may open on one day before the county is told: the county's own number, or twice what is
 * usual for her (the median of her days), whichever is less; never so few that a plain day's work would alarm.
 * @param past children per day on which she opened any, in any order
 */
export function usualReads(configured: number, past: readonly number[]): number {
  if (past.length < DAYS_KNOWN) return configured
  const sorted = [...past].sort((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] as number
  return Math.min(configured, Math.max(LEAST, 2 * median))
}
