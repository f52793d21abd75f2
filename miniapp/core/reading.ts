import { askOpenly } from './openly'
import { asRefusal, Refusal } from './refusal'
import { forget, keep, keysFrom, recall } from './storage'

/** Something that everybody may read, and when it was fetched. */
export interface Read<T> {
  data: T
  /** milliseconds */
  at: number
  /** the line was down or too slow: this is what the phone had kept */
  old: boolean
}
type Kept<T> = Pick<Read<T>, 'data' | 'at'>

const KEPT_MS = 30 * 86_400_000
/** Who waits longer at a farm gate puts the phone away: what is kept will do. */
const PATIENCE_MS = 4_000

const PREFIX = 'read:'
/** Under which key the phone keeps what was read at a path. */
export const keyOf = (path: string): string => `${PREFIX}${path}`

let forgettings = 0
/** Asks from now on whether anything was forgotten since: then what was on its way must not be kept any more. */
export function nothingForgotten(): () => boolean {
  const before = forgettings
  return () => before === forgettings
}

/** Takes off the phone what was read at these paths, and what is on its way. */
export async function forgetRead(isMeant: (path: string) => boolean): Promise<void> {
  forgettings += 1
  for (const key of keysFrom(PREFIX)) if (isMeant(key.slice(PREFIX.length))) await forget(key)
}

/** Fetches what everybody may read, and keeps it for later. @param query begins with `?`; it does not tell pages apart @throws Refusal */
export async function fetchAndKeep<T>(path: string, query = ''): Promise<Kept<T>> {
  const wanted = nothingForgotten()
  try {
    const fetched = { data: await askOpenly<T>('GET', `${path}${query}`), at: Date.now() }
    if (wanted()) await keep(keyOf(path), fetched)
    return fetched
  } catch (reason) {
    const refusal = asRefusal(reason)
    // Withdrawn is withdrawn on this phone too.
    if (refusal.code === 'notFound') await forget(keyOf(path))
    throw refusal
  }
}

/** What the phone kept in the last 30 days. */
export async function keptOf<T>(path: string): Promise<Kept<T> | undefined> {
  const kept = await recall<Kept<T>>(keyOf(path))
  return kept && Date.now() - kept.at < KEPT_MS ? kept : undefined
}

/** Resolves to what the phone has kept when nothing has come for a while; never while it has kept nothing. */
const keptInTime = <T>(path: string): Promise<Read<T>> =>
  new Promise((resolve) => {
    setTimeout(() => void keptOf<T>(path).then((kept) => kept && resolve({ ...kept, old: true })), PATIENCE_MS)
  })

/**
 * Reads what everybody may read, without signing in; without a line, what the phone kept of it. A late answer is kept for the next time.
 * @throws Refusal lost when there is neither a line nor anything kept; notFound for what was withdrawn
 */
export async function read<T>(path: string, query = ''): Promise<Read<T>> {
  const fetched = fetchAndKeep<T>(path, query).then((fresh) => ({ ...fresh, old: false }))
  return Promise.race([fetched, keptInTime<T>(path)]).catch(async (reason) => {
    const kept = reason instanceof Refusal && reason.code === 'lost' ? await keptOf<T>(path) : undefined
    if (!kept) throw reason
    return { ...kept, old: true }
  })
}
