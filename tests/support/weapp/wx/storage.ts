import type { Stored } from '../phone'
import { type Fields, type Host, textOf } from '../types'
import { type ApiSet, WxFailure } from './answer'

const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT = 10 * KEY_LIMIT
// an encrypted value takes 1.4 times its length, so 0.7 MB a key and 7.1 MB in all
const INFLATION = 1.4

const sizeOf = (key: string, { json, encrypted }: Stored) => Math.ceil(Buffer.byteLength(key + json) * (encrypted ? INFLATION : 1))

/** Only the asynchronous calls know `encrypt`, and what was stored with it can be read with it alone. */
export function storageApis(host: Host): ApiSet {
  const { storage } = host.phone
  const total = () => [...storage].reduce((sum, [key, stored]) => sum + sizeOf(key, stored), 0)

  const write = (key: string, data: unknown, encrypted: boolean) => {
    if (!key) throw new WxFailure('parameter error: parameter.key should be a non-empty String')
    const stored = { json: JSON.stringify(data) ?? 'null', encrypted }
    const size = sizeOf(key, stored)
    const before = storage.get(key)
    if (size > KEY_LIMIT) throw new WxFailure('entry size limit reached')
    if (total() - (before ? sizeOf(key, before) : 0) + size > TOTAL_LIMIT) throw new WxFailure('exceed storage max size 10Mb')
    storage.set(key, stored)
  }
  const read = (key: string, encrypted: boolean): { data: unknown } | undefined => {
    const stored = storage.get(key)
    if (!stored) return undefined
    if (stored.encrypted === encrypted) return { data: JSON.parse(stored.json) }
    host.faults.add(`storage key "${key}" was written ${stored.encrypted ? 'with' : 'without'} encrypt and is read the other way`)
    return undefined
  }
  const info = () => ({ keys: [...storage.keys()], currentSize: Math.ceil(total() / 1024), limitSize: TOTAL_LIMIT / 1024 })
  const encrypts = (options: Fields) => options.encrypt === true

  return {
    async: {
      setStorage: (options) => write(textOf(options.key), options.data, encrypts(options)),
      getStorage(options) {
        const found = read(textOf(options.key), encrypts(options))
        if (!found) throw new WxFailure('data not found')
        return found
      },
      removeStorage: (options) => void storage.delete(textOf(options.key)),
      clearStorage: () => storage.clear(),
      getStorageInfo: info,
    },
    direct: {
      setStorageSync: (key: unknown, data: unknown) => write(textOf(key), data, false),
      getStorageSync: (key: unknown) => host.realm.adopt(read(textOf(key), false)?.data ?? ''),
      removeStorageSync: (key: unknown) => void storage.delete(textOf(key)),
      clearStorageSync: () => storage.clear(),
      getStorageInfoSync: () => host.realm.adopt(info()),
    },
  }
}
