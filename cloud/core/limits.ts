import { AppError } from '@shared/core/errors'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Requests a minute. A village shares one address, so who is signed in is counted by account. */
export interface LimitSettings {
  usual: number
  guessable: number
}

export interface Limits {
  /** @throws AppError tooMany */
  take(sort: keyof LimitSettings, key: string): Promise<void>
}

export const USUAL_LIMITS: LimitSettings = { usual: 600, guessable: 60 }

export function limitsOf(settings: LimitSettings): Limits {
  const limiters = {
    usual: new RateLimiterMemory({ points: settings.usual, duration: 60 }),
    guessable: new RateLimiterMemory({ points: settings.guessable, duration: 60 }),
  }
  return {
    take: async (sort, key) => {
      try {
        await limiters[sort].consume(key)
      } catch {
        throw new AppError('tooMany', '操作太快了，请歇一分钟再试')
      }
    },
  }
}
