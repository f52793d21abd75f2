import { hash, randomBytes } from 'node:crypto'
import { receiptNumber } from '@shared/core/receipt'
import { ulid } from 'ulid'

const DRAWN_BYTES = 8_192
let drawn = Buffer.alloc(0)

/** Random bytes for what is met at every request: drawn many at a time, for asking the system costs more than they do. */
export function fewRandomBytes(length: number): Buffer {
  if (drawn.length < length) drawn = randomBytes(DRAWN_BYTES)
  const bytes = drawn.subarray(0, length)
  drawn = drawn.subarray(length)
  return bytes
}

// The library's own source asks the system for each of 16 digits.
const fraction = (): number => (fewRandomBytes(1)[0] as number) / 256

/** A new id (a ULID): ordered by time, 80 random bits, 26 characters, fits the scene of a mini-program code. */
export const newId = (now: string): string => ulid(Date.parse(now), fraction)

/** A new receipt number; the column's unique index has the last word. */
export const newReceipt = (): string => receiptNumber(new Uint32Array(Uint8Array.from(fewRandomBytes(32)).buffer))

/** A secret to be shown once: `bytes` random bytes as base64url. */
export const newSecret = (bytes: number): string => fewRandomBytes(bytes).toString('base64url')

/** SHA-256 as hex: what is kept of a secret or of a request, so that it can be known again. */
export const sha256 = (data: string | Buffer): string => hash('sha256', data, 'hex')
