import { AppError } from '@shared/core/errors'
import { covers, isLevel, LEVELS, type Level, levelOf } from '@shared/core/place'
import type { Atlas } from './atlas'
import { type Caller, needCadre } from './caller'

interface Own {
  level: Level
  place: string
}

const WIDEST: readonly Level[] = [...LEVELS].reverse()
const notHers = () => new AppError('notAllowed', '这个地方不归您管')

/** A cadre's own places at some of the levels: the widest first, and in the order of their numbers, whenever they were given. */
export const ownPlaces = ({ grants }: Pick<Caller, 'grants'>, levels: readonly Level[]): Own[] =>
  WIDEST.filter((level) => levels.includes(level)).flatMap((level) => {
    const places = grants.flatMap(({ role, place }) => (role === level ? [place] : []))
    return places.sort().map((place) => ({ level, place }))
  })

/**
 * One of a cadre's own places at some of the levels: the one that she names, or the widest.
 * @param nobodys what is said to who has none @throws AppError notAllowed
 */
export function ownPlace(caller: Pick<Caller, 'grants'>, levels: readonly Level[], wanted: string | undefined, nobodys: string): Own {
  const own = ownPlaces(caller, levels)
  const found = wanted === undefined ? own[0] : own.find(({ place }) => place === wanted)
  if (!found) throw own.length === 0 ? new AppError('notAllowed', nobodys) : notHers()
  return found
}

/** The place of which a cadre's list shows what is there: one of hers, or one below it. @throws AppError notAllowed */
export function listPlace(caller: Caller, wanted: string | undefined, atlas: Atlas): Own {
  needCadre(caller)
  if (wanted === undefined) return ownPlace(caller, LEVELS, wanted, '')
  const place = atlas.find(wanted)
  const hers = place && place.level !== 'office' && caller.grants.some((grant) => isLevel(grant.role) && covers(grant.place, place.chain))
  if (!hers) throw notHers()
  return { level: levelOf(place.chain), place: wanted }
}
