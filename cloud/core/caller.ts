import type { Actor } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import { isLevel } from '@shared/core/place'

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

/** @throws AppError notAllowed unless the caller is a cadre of the Federation */
export function needCadre(caller: Actor): void {
  if (!caller.grants.some((g) => isLevel(g.role))) throw new AppError('notAllowed', '这一页给妇联干部用')
}
