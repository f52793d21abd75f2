import type { Context } from 'koa'
import type { Storage } from '../../../core/storage'
import { type Packed, unpackFiles } from './packed-files'
import type { Passes } from './passes'

const NAME = /^\/c\/p\/([0-9a-f]{32})(-\d{1,4}\.(?:avif|webp|jpg)|\.(?:mp3|m4a|aac))$/
const TYPES: Readonly<Record<string, string>> = {
  ...{ avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg', mp3: 'audio/mpeg', m4a: 'audio/mp4', aac: 'audio/aac' },
}
/** A year, and only with who asked: what is withdrawn must not go on from a cache between. */
const FOREVER = 'private, max-age=31536000, immutable'
const MOST_BYTES = 32 * 1024 * 1024

/** The files that were asked for last, read once. */
function shelfOf(storage: Storage) {
  const kept = new Map<string, Packed>()
  return async (hash: string): Promise<Packed | undefined> => {
    const known = kept.get(hash)
    kept.delete(hash)
    const data = known ? undefined : await storage.get(hash)
    const packed = known ?? (data && unpackFiles(data))
    if (!packed) return undefined
    // The newest stand last.
    kept.set(hash, packed)
    let bytes = [...kept.values()].reduce((sum, { size }) => sum + size, 0)
    for (const [oldest, { size }] of kept) {
      if (bytes <= MOST_BYTES || oldest === hash) break
      kept.delete(oldest)
      bytes -= size
    }
    return packed
  }
}

/** Part of a file, for players that ask for it piece by piece; undefined when it cannot be had (RFC 9110, 14.1.2). */
function rangeOf(asked: string, length: number): { from: number; until: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(asked) ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const until = first === '' || last === '' ? length : Math.min(length, Number(last) + 1)
  return from < until ? { from, until } : undefined
}

function send(ctx: Context, file: Buffer): void {
  const asked = ctx.get('range')
  ctx.status = 200
  ctx.body = file
  // What we cannot read, or several pieces at once, is answered with all of it.
  if (!/^bytes=\d*-\d*$/.test(asked)) return
  const range = rangeOf(asked, file.length)
  if (!range) {
    ctx.status = 416
    ctx.set('content-range', `bytes */${file.length}`)
    ctx.body = ''
    return
  }
  ctx.status = 206
  ctx.set('content-range', `bytes ${range.from}-${range.until - 1}/${file.length}`)
  ctx.body = file.subarray(range.from, range.until)
}

export interface MediaPages {
  storage: Storage
  passes: Passes
  now: () => string
  /** the hashes that published texts show, as young as the pages themselves @throws when that is not known */
  shown: () => Promise<ReadonlySet<string>>
}

/**
 * Pictures and recordings by their addresses: to everybody while a published text shows them, otherwise to who has a pass.
 * @returns whether the path was one of theirs and has been answered
 */
export function mediaPages({ storage, passes, now, shown }: MediaPages): (ctx: Context) => Promise<boolean> {
  const read = shelfOf(storage)
  return async (ctx) => {
    const [, hash, name] = NAME.exec(ctx.path) ?? []
    if (hash === undefined || name === undefined) return false
    const { until, sig } = ctx.query
    const passed = typeof until === 'string' && typeof sig === 'string' && passes.good(hash, until, sig, now())
    if (!passed && !(await shown()).has(hash)) return false
    const file = (await read(hash))?.files.get(name)
    if (!file) return false
    ctx.type = TYPES[name.slice(name.lastIndexOf('.') + 1)] as string
    ctx.set({ 'cache-control': passed ? 'private, no-store' : FOREVER, 'accept-ranges': 'bytes' })
    // Opened by itself it can do nothing at all.
    ctx.set('content-security-policy', "default-src 'none'; sandbox")
    send(ctx, file)
    return true
  }
}
