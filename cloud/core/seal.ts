import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Keyring, MasterKey } from './settings'

/**
 * Sealing at rest: a data key for each record, wrapped by a master key, so that rotation rewraps short keys and erasing
 * a record means destroying its key. The text names suite and key, so that SM4 can follow beside AES-256-GCM.
 */
const SUITE = 'a256gcm'
const TAG = { authTagLength: 16 }
const b64 = (data: Buffer): string => data.toString('base64url')

function encrypt(key: Buffer, place: string, plain: Buffer): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  return b64(Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

function decrypt(key: Buffer, place: string, sealed: string): Buffer {
  const data = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12), TAG).setAAD(Buffer.from(place)).setAuthTag(data.subarray(-16))
  return Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()])
}

export interface Sealer {
  /** a new wrapped data key for the record `row` (`table:id`) */
  newKey(row: string): string
  /** wraps a data key with the newest master key; the data key itself stays */
  rewrap(row: string, wrapped: string): string
  /** seals JSON for one column of a record; the place is authenticated, so a value cannot be moved elsewhere */
  seal(row: string, wrapped: string, column: string, value: unknown): string
  /** @throws Error when the text was changed, moved, or its key is gone */
  open<T>(row: string, wrapped: string, column: string, sealed: string): T
  /** keyed hash for look-ups by a secret value */
  lookup(purpose: string, value: string): string
}

/** @throws Error (on opening) for a master key that is not in the ring */
export function sealer(keys: Keyring): Sealer {
  const newest = keys.masters[0] as MasterKey
  const wrap = (row: string, key: Buffer) => `1.${SUITE}.${newest.id}.${encrypt(newest.key, `key|${row}`, key)}`
  const unwrap = (row: string, wrapped: string): Buffer => {
    const [version, suite, id, text] = wrapped.split('.')
    const master = keys.masters.find((m) => m.id === id)
    if (version !== '1' || suite !== SUITE || !master || !text) throw new Error(`the key of ${row} cannot be opened`)
    return decrypt(master.key, `key|${row}`, text)
  }
  return {
    newKey: (row) => wrap(row, randomBytes(32)),
    rewrap: (row, wrapped) => wrap(row, unwrap(row, wrapped)),
    seal: (row, wrapped, column, value) =>
      `1.${SUITE}.${encrypt(unwrap(row, wrapped), `${row}|${column}`, Buffer.from(JSON.stringify(value)))}`,
    open: (row, wrapped, column, sealed) => {
      const [version, suite, text] = sealed.split('.')
      if (version !== '1' || suite !== SUITE || !text) throw new Error(`${row}.${column} is not sealed with a known suite`)
      return JSON.parse(decrypt(unwrap(row, wrapped), `${row}|${column}`, text).toString())
    },
    lookup: (purpose, value) => createHmac('sha256', keys.lookup).update(`${purpose}|${value}`).digest('base64url'),
  }
}
