/** How long an answer that is the same for everybody is shown without being read anew. */
export const KEPT_MS = 1_000
const MOST = 1_000

/** Shares answers: `read` is asked at most once for a key while its answer is young; undefined is not kept. */
export type Fresh<V> = (key: string, read: () => Promise<V | undefined>) => Promise<V | undefined>

/**
 * Keeps answers in memory for `ms` from the moment on that they were asked for; who asks meanwhile waits for the same reading.
 * @param clock milliseconds that only ever grow
 * @param most how many are kept at once; the oldest goes first
 */
export function freshFor<V>(ms: number, clock: () => number = () => performance.now(), most = MOST): Fresh<V> {
  const kept = new Map<string, { until: number; answer: Promise<V | undefined> }>()
  return (key, read) => {
    const at = clock()
    const known = kept.get(key)
    if (known && at < known.until) return known.answer
    kept.delete(key)
    const [oldest] = kept.keys()
    if (oldest !== undefined && kept.size >= most) kept.delete(oldest)
    const answer = read()
    const entry = { until: at + ms, answer }
    kept.set(key, entry)
    const forget = () => {
      if (kept.get(key) === entry) kept.delete(key)
    }
    answer.then((found) => found === undefined && forget(), forget)
    return answer
  }
}
