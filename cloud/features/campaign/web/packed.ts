import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const [brotlied, gzipped] = [promisify(brotliCompress), promisify(gzip)]

/** An answer made once: its bytes in every encoding, told apart by an ETag over them. */
export interface Packed {
  type: string
  etag: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

/** Compresses as hard as it goes, for it is done once. @param before packed earlier under the same path: taken over when nothing has changed */
export async function pack(type: string, text: string, before?: Packed): Promise<Packed> {
  const plain = Buffer.from(text)
  // Weak: the same words in whichever encoding.
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  if (before?.etag === etag) return before
  const [br, gzip] = await Promise.all([brotlied(plain), gzipped(plain, { level: 9 })])
  return { type, etag, plain, br, gzip }
}
