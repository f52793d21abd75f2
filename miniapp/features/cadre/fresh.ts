import { useDidShow } from '@tarojs/taro'

interface Fetched {
  loading: boolean
  reload: () => Promise<void>
}

/** Fetches again when the page comes back to the front; works for a list that opened later than its page, too. */
export function useFresh<T extends Fetched>(of: T): T {
  useDidShow(() => {
    if (!of.loading) void of.reload()
  })
  return of
}
