import { readFileSync } from 'node:fs'

export interface MasterKey {
  id: string
  key: Buffer
}

/** The keys that wrap data keys: the first of the list seals, all of them open. */
export interface MasterKeys {
  newest(): MasterKey
  byId(id: string): MasterKey | undefined
}

/** How long a server may go on sealing with a key that is no longer the newest. */
export const NOTICED_MS = 1_000

/** @throws Error in Chinese unless it reads `id:32 bytes as base64,…` with different ids */
function parse(text: string): [MasterKey, ...MasterKey[]] {
  const masters = text.split(',').map((entry) => {
    const [id = '', secret = ''] = entry.trim().split(':')
    const key = Buffer.from(secret, 'base64')
    if (!/^[a-z0-9]{1,8}$/.test(id) || key.length !== 32) throw new Error('MASTER_KEYS 要写成 编号:32字节的base64，多个用逗号隔开')
    return { id, key }
  })
  if (new Set(masters.map(({ id }) => id)).size < masters.length) throw new Error('MASTER_KEYS 里有两个密钥的编号一样')
  return masters as [MasterKey, ...MasterKey[]]
}

/** Keys that stay as they are until the process ends. @throws Error when they are not well written */
export function fixedMasters(text: string): MasterKeys {
  const masters = parse(text)
  return { newest: () => masters[0], byId: (id) => masters.find((one) => one.id === id) }
}

/** What a keys file holds: JSON, readable by its owner only. */
interface KeysFile {
  masterKeys: string
  chainKey: string
}

/** @throws Error when it cannot be read */
export const readKeysFile = (file: string): KeysFile => JSON.parse(readFileSync(file, 'utf8'))

/**
 * Keys in a file that may change while servers run: read again when a key is met that is not known yet, and for the newest one
 * at most once in `NOTICED_MS`, so that no restart is needed between adding a key and wrapping with it.
 * @throws Error when the file cannot be read at first
 */
export function mastersInFile(file: string, clock: () => number = Date.now): MasterKeys {
  const read = () => parse(readKeysFile(file).masterKeys)
  let [masters, readAt] = [read(), clock()]
  const again = () => {
    readAt = clock()
    try {
      masters = read()
    } catch {
      // Half written or gone for a moment: the keys that are known go on working.
    }
  }
  const find = (id: string) => masters.find((one) => one.id === id)
  return {
    newest: () => {
      if (clock() - readAt >= NOTICED_MS) again()
      return masters[0]
    },
    byId: (id) => {
      if (!find(id)) again()
      return find(id)
    },
  }
}
