import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

const BLOCK = 32
const RANDOM = 16

/** sha1 over the sorted parts, as WeChat signs its pushes. */
export const signature = (parts: string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')

/** Compares without telling by its time how much was right. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** PKCS7 with blocks of 32 bytes, which the cipher of the platform (16) does not take off itself. */
function withoutPadding(bytes: Buffer): Buffer | undefined {
  const size = bytes.at(-1) ?? 0
  const padding = bytes.subarray(-size)
  const right = size >= 1 && size <= BLOCK && padding.length === size && padding.every((byte) => byte === size)
  return right ? bytes.subarray(0, -size) : undefined
}

/**
 * Opens an encrypted push: AES-256-CBC; 16 random bytes, the length (4 bytes, big-endian), the text, the app id.
 * @returns undefined when it was not sealed with this key
 */
export function decrypt(encodingAesKey: string, sealed: string): { text: string; appId: string } | undefined {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const bytes = Buffer.from(sealed, 'base64')
  if (key.length !== 32) throw new Error('the EncodingAESKey of the callback must have 43 characters')
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = withoutPadding(Buffer.concat([cipher.update(bytes), cipher.final()]))
  if (!plain || plain.length < RANDOM + 4) return undefined
  const end = RANDOM + 4 + plain.readUInt32BE(RANDOM)
  if (end > plain.length) return undefined
  return { text: plain.subarray(RANDOM + 4, end).toString('utf8'), appId: plain.subarray(end).toString('utf8') }
}
