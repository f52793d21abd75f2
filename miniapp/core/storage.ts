import Taro from '@tarojs/taro'

// Names, numbers and tokens lie on phones that families share: WeChat keeps them encrypted. A browser has no such store.
const encrypted = process.env.TARO_ENV === 'weapp' ? { encrypt: true } : {}

/** What was kept under a key; undefined when nothing was, or when the phone can't read it any more. */
export async function recall<T>(key: string): Promise<T | undefined> {
  try {
    const { data } = await Taro.getStorage<T>({ key, ...encrypted })
    return data === '' || data === undefined || data === null ? undefined : data
  } catch {
    return undefined
  }
}

/** Keeps a value; a full phone is no reason to stop her. */
export async function keep(key: string, value: unknown): Promise<void> {
  try {
    await Taro.setStorage({ key, data: value, ...encrypted })
  } catch (problem) {
    console.warn('storage', key, problem)
  }
}

export async function forget(key: string): Promise<void> {
  try {
    await Taro.removeStorage({ key })
  } catch {
    // Nothing was kept.
  }
}

/** The keys that are in use and begin with a prefix. */
export const keysFrom = (prefix: string): string[] => Taro.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix))

/** Takes away whatever lies on this phone under one account's name: such keys read `<what>:<account>`, and more after another colon. */
export async function forgetAllOf(account: string): Promise<void> {
  for (const key of keysFrom('').filter((one) => one.split(':')[1] === account)) await forget(key)
}
