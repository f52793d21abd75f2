import { AppError } from '@shared/core/errors'
import { isLevel, type Level, type PlaceChain } from '@shared/core/place'
import type { Caller } from '../../core/caller'
import { gone } from './child.store'

/** The level as which a cadre knows of the children of a place; undefined for everybody else, to whom there are none. */
export function seesAs(caller: Pick<Caller, 'grants'>, chain: PlaceChain): Level | undefined {
  const found = caller.grants.find(({ role, place }) => isLevel(role) && chain[role] === place)
  return found && (found.role as Level)
}

/** @throws AppError notFound for whoever has no business with children of this place */
export function needSight(caller: Caller, chain: PlaceChain): Level {
  const level = seesAs(caller, chain)
  if (!level) throw gone()
  return level
}

const holds = (caller: Pick<Caller, 'grants'>, role: Level, place: string | undefined) =>
  caller.grants.some((grant) => grant.role === role && grant.place === place)

/** Whether she may write here, and whether as a superior: the village's own cadres, or the town's standing in. */
export function writesAs(caller: Pick<Caller, 'grants'>, chain: PlaceChain): { standingIn: boolean } | undefined {
  if (holds(caller, 'village', chain.village)) return { standingIn: false }
  return holds(caller, 'town', chain.town) ? { standingIn: true } : undefined
}

/** @throws AppError notFound, notAllowed */
export function needWriter(caller: Caller, chain: PlaceChain): { standingIn: boolean } {
  needSight(caller, chain)
  const as = writesAs(caller, chain)
  if (!as) throw new AppError('notAllowed', '档案由孩子所在村的妇联来写，镇妇联可以代写')
  return as
}

/** What only superiors decide. @throws AppError notFound, notAllowed */
export function needLevel(caller: Caller, chain: PlaceChain, levels: readonly Level[], message: string): void {
  needSight(caller, chain)
  if (!levels.some((level) => holds(caller, level, chain[level]))) throw new AppError('notAllowed', message)
}
