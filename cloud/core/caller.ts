import type { Actor } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import type { Grant } from '@shared/core/place'

/** Who sends a request, read anew at every request: a revoked cadre is out at once. */
export interface Caller extends Actor {
  /** the session in use, so that it can be ended */
  session: string | null
}

/** How requests are told apart: implemented by the people feature. */
export interface Callers {
  byToken(token: string): Promise<Caller | undefined>
  /** the account of a WeChat identity that the platform itself vouches for */
  byOpenId(openId: string): Promise<Caller>
}

/** Whether the caller holds a role at one of these places. */
export const holdsAny = (caller: Actor, test: (grant: Grant) => boolean): boolean => caller.grants.some(test)

/** @throws AppError notAllowed unless the caller is a cadre of the Federation */
export function needCadre(caller: Actor): void {
  if (!holdsAny(caller, (g) => g.role === 'village' || g.role === 'town' || g.role === 'county'))
    throw new AppError('notAllowed', '这一页给妇联干部用')
}
