import { createCipheriv, createHash, randomBytes } from 'node:crypto'

interface PushSettings {
  token: string
  encodingAesKey?: string
  appId: string
}

const sign = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')

/** Seals a text as WeChat does: 16 random bytes, length, text and app id, padded to blocks of 32, AES-256-CBC. */
export function seal(encodingAesKey: string, appId: string, text: string, random = randomBytes(16)): string {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  const message = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const plain = Buffer.concat([random, length, message, Buffer.from(appId)])
  const padding = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])), cipher.final()]).toString('base64')
}

/** The request that WeChat would make to the callback for a message: query and raw body, signed, and sealed where a key is set. */
export function pushOf({ token, encodingAesKey, appId }: PushSettings, message: Record<string, unknown>, timestamp = '1714112445') {
  const nonce = randomBytes(5).toString('hex')
  const signed = { signature: sign(token, timestamp, nonce), timestamp, nonce }
  if (!encodingAesKey) return { query: signed as Record<string, string>, body: JSON.stringify(message) }
  const sealed = seal(encodingAesKey, appId, JSON.stringify(message))
  const query: Record<string, string> = { ...signed, encrypt_type: 'aes', msg_signature: sign(token, timestamp, nonce, sealed) }
  return { query, body: JSON.stringify({ ToUserName: 'gh_stand_in', Encrypt: sealed }) }
}
