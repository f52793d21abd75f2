import { AppError } from '@shared/core/errors'
import { covers, isLevel, type Level, levelOf } from '@shared/core/place'
import type { Atlas } from './atlas'
import { type Caller, needCadre } from './caller'

/** The place of which a cadre's list shows what is there: one of hers, or one below it. @throws AppError notAllowed */
export function listPlace(caller: Caller, wanted: string | undefined, atlas: Atlas): { level: Level; place: string } {
  needCadre(caller)
  const own = caller.grants.filter(({ role }) => isLevel(role))
  if (wanted === undefined) {
    const [first] = own
    return { level: first?.role as Level, place: first?.place as string }
  }
  const place = atlas.find(wanted)
  const hers = place && place.level !== 'office' && own.some((grant) => covers(grant.place, place.chain))
  if (!hers) throw new AppError('notAllowed', '这个地方不归您管')
  return { level: levelOf(place.chain), place: wanted }
}
