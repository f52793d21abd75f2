import { createHash, randomBytes } from 'node:crypto'
import { receiptNumber } from '@shared/core/receipt'
import { ulid } from 'ulid'

/** A new id: ordered by time, 80 random bits, 26 characters, fits the scene of a mini-program code. */
export const newId = (now: string): string => ulid(Date.parse(now))

/** A new receipt number; the column's unique index has the last word. */
export const newReceipt = (): string => receiptNumber(new Uint32Array(Uint8Array.from(randomBytes(32)).buffer))

/** A secret to be shown once: `bytes` random bytes as base64url. */
export const newSecret = (bytes: number): string => randomBytes(bytes).toString('base64url')

/** SHA-256 as hex: what is kept of a secret or of a request, so that it can be known again. */
export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
