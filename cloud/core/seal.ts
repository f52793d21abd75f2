import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { fewRandomBytes } from './ids'
import type { Keyring } from './settings'

/**
 * Sealing at rest: a data key for each record, wrapped by a master key, so that rotation rewraps short keys and erasing
 * a record means destroying its key. The text names suite and key, so that SM4 can follow beside AES-256-GCM.
 */
const SUITE = 'a256gcm'
const TAG = { authTagLength: 16 }

function encrypt(key: Buffer, place: string, plain: Buffer): Buffer {
  const iv = fewRandomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, place: string, data: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12), TAG).setAAD(Buffer.from(place)).setAuthTag(data.subarray(-16))
  return Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()])
}

const fromText = (text: string): Buffer => Buffer.from(text, 'base64url')

export interface Sealer {
  /** a new wrapped data key for the record `row` (`table:id`) */
  newKey(row: string): string
  /** the same data key, wrapped with the newest master key; unchanged when it is already @throws Error when it cannot be opened */
  rewrap(row: string, wrapped: string): string
  /** seals JSON for one column of a record; the place is authenticated, so a value cannot be moved elsewhere */
  seal(row: string, wrapped: string, column: string, value: unknown): string
  /** @throws Error when the text was changed, moved, or its key is gone */
  open<T>(row: string, wrapped: string, column: string, sealed: string): T
  /** seals what lies in a file of its own */
  sealFile(row: string, wrapped: string, data: Buffer): Buffer
  /** @throws Error when the file was changed, is another one's, or its key is gone */
  openFile(row: string, wrapped: string, sealed: Buffer): Buffer
  /** keyed hash for look-ups by a secret value */
  lookup(purpose: string, value: string): string
}

/** @throws Error (on opening) for a master key that is not in the ring */
export function sealer(keys: Keyring): Sealer {
  const wrap = (row: string, key: Buffer) => {
    const { id, key: master } = keys.masters.newest()
    return `1.${SUITE}.${id}.${encrypt(master, `key|${row}`, key).toString('base64url')}`
  }
  // One thing done to a record asks for its key several times in a row.
  let last: { row: string; wrapped: string; key: Buffer } | undefined
  const unwrap = (row: string, wrapped: string): Buffer => {
    if (last?.row !== row || last.wrapped !== wrapped) last = { row, wrapped, key: unwrapAnew(row, wrapped) }
    return last.key
  }
  const unwrapAnew = (row: string, wrapped: string): Buffer => {
    const [version, suite, id = '', text] = wrapped.split('.')
    const master = version === '1' && suite === SUITE && text ? keys.masters.byId(id) : undefined
    if (!master || !text) throw new Error(`the key of ${row} cannot be opened`)
    return decrypt(master.key, `key|${row}`, fromText(text))
  }
  return {
    newKey: (row) => {
      const key = randomBytes(32)
      const wrapped = wrap(row, key)
      last = { row, wrapped, key }
      return wrapped
    },
    rewrap: (row, wrapped) => {
      const key = unwrap(row, wrapped)
      return wrapped.split('.')[2] === keys.masters.newest().id ? wrapped : wrap(row, key)
    },
    seal: (row, wrapped, column, value) =>
      `1.${SUITE}.${encrypt(unwrap(row, wrapped), `${row}|${column}`, Buffer.from(JSON.stringify(value))).toString('base64url')}`,
    open: (row, wrapped, column, sealed) => {
      const [version, suite, text] = sealed.split('.')
      if (version !== '1' || suite !== SUITE || !text) throw new Error(`${row}.${column} is not sealed with a known suite`)
      return JSON.parse(decrypt(unwrap(row, wrapped), `${row}|${column}`, fromText(text)).toString())
    },
    sealFile: (row, wrapped, data) => encrypt(unwrap(row, wrapped), `${row}|file`, data),
    openFile: (row, wrapped, sealed) => decrypt(unwrap(row, wrapped), `${row}|file`, sealed),
    lookup: (purpose, value) => createHmac('sha256', keys.lookup).update(`${purpose}|${value}`).digest('base64url'),
  }
}
