import { isIP, isIPv6 } from 'node:net'
import { AppError } from '@shared/core/errors'

/** Tries a minute. A village shares one address, so who is signed in is counted by account and strangers have more in common. */
export interface LimitSettings {
  /** any request of one account */
  usual: number
  /** any request of all strangers at one address */
  strangers: number
  /** what can be guessed or sends something to somebody, beside the usual */
  guessable: number
  /** failed sign-ins, beside the usual: a whole hall may sign in through one address at once */
  signIn: number
}

export const USUAL_LIMITS: LimitSettings = { usual: 600, strangers: 3_000, guessable: 60, signIn: 30 }

/** Who is counted: her account, or the address of somebody who is not signed in. */
export interface Counted {
  account: string | undefined
  address: string
}

type Sort = 'usual' | 'guessable' | 'signIn'

export interface Limits {
  /** counts one try @throws AppError tooMany, with the seconds until the next one */
  take(sort: Sort, who: Counted): void
  /** @throws AppError tooMany when there is no try left; counts none */
  look(sort: Sort, who: Counted): void
  /** counts a try that has been made already */
  spend(sort: Sort, who: Counted): void
}

const MINUTE_MS = 60_000
/** Beyond it newcomers share one count until the minute is over: who comes from everywhere at once must not fill the memory. */
const MOST_KEYS = 50_000
const CROWD = 'crowd'

interface Count {
  left: number
  until: number
}

function counter(points: number, clock: () => number, most: number) {
  const counts = new Map<string, Count>()
  const find = (key: string): Count => {
    const at = clock()
    // The oldest stand first, and all live equally long.
    for (const [old, { until }] of counts) {
      if (until > at) break
      counts.delete(old)
    }
    const name = counts.has(key) || counts.size < most ? key : CROWD
    const count = counts.get(name) ?? { left: points, until: at + MINUTE_MS }
    counts.set(name, count)
    return count
  }
  return {
    look: (key: string): void => {
      const { left, until } = find(key)
      if (left <= 0) throw new AppError('tooMany', '操作太快了，请歇一分钟再试', { retryAfter: Math.ceil((until - clock()) / 1000) })
    },
    spend: (key: string): void => {
      find(key).left -= 1
    },
  }
}

/** Whom an address stands for: an IPv6 line has 2^64 addresses of its own, so it is known by its network. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!isIPv6(address)) return isIP(address) ? address : 'unknown'
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const groups = (text: string | undefined) => (text ? text.split(':') : [])
  const left = groups(head)
  const right = groups(tail)
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array<string>(Math.max(0, zeros)).fill('0'), ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/**
 * Limits in this process's memory; each process counts by itself.
 * @param clock milliseconds that only ever grow
 * @param most how many addresses are told apart at once
 */
export function limitsOf(settings: LimitSettings, clock: () => number = () => performance.now(), most = MOST_KEYS): Limits {
  const sort = (byAccount: number, byAddress: number) => ({
    byAccount: counter(byAccount, clock, most),
    byAddress: counter(byAddress, clock, most),
  })
  const sorts = {
    usual: sort(settings.usual, settings.strangers),
    guessable: sort(settings.guessable, settings.guessable),
    signIn: sort(settings.signIn, settings.signIn),
  }
  const counterOf = (name: Sort, { account }: Counted) => (account ? sorts[name].byAccount : sorts[name].byAddress)
  const keyOf = ({ account, address }: Counted) => account || networkOf(address)
  const look: Limits['look'] = (name, who) => counterOf(name, who).look(keyOf(who))
  const spend: Limits['spend'] = (name, who) => counterOf(name, who).spend(keyOf(who))
  return {
    look,
    spend,
    take: (name, who) => {
      look(name, who)
      spend(name, who)
    },
  }
}
