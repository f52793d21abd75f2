import { AppError } from '@shared/core/errors'
import { isLevel, LEVELS, type PlaceChain } from '@shared/core/place'
import { type Listener, OTHER_MOTHERS } from '@shared/features/worry/worry.rules'
import type { AboutQuery, Listeners } from '@shared/features/worry/worry.schema'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import type { WorryParts, WorryPorts } from './worry.ports'

/** The cadres of a place and of those above it. */
export async function cadresOf({ accountsOf }: Pick<WorryPorts, 'accountsOf'>, m: Manager, places: PlaceChain): Promise<Listener[]> {
  const found: Listener[] = []
  for (const level of LEVELS) {
    const place = places[level]
    if (place === undefined) continue
    for (const account of await accountsOf(m, { role: level, place })) found.push({ account, level })
  }
  return found
}

/** Who would hear of it, for whoever is about to tell: without herself. @throws AppError notFound */
export function listeningOf({ db, ports }: WorryParts) {
  return async (caller: Caller, { pairing, child }: AboutQuery, now: string): Promise<Listeners> => {
    if (pairing === undefined && child === undefined) throw new AppError('notFound', '没有说明是哪个孩子')
    const known = pairing === undefined ? (child as string) : await ports.childOf(db.read, caller, pairing, now)
    const places = pairing === undefined ? await ports.mustKnow(caller, known, now) : await ports.placesOf(db.read, known, now)
    const cadres = (await cadresOf(ports, db.read, places)).filter(({ account }) => account !== caller.account)
    // One mother does not learn of another, and may keep it from her all the same.
    const mothers =
      pairing === undefined && caller.grants.some(({ role }) => isLevel(role)) ? await ports.mothersOf(db.read, known, now) : []
    const others = mothers.filter(({ person }) => person !== caller.person).map(({ id, name }) => ({ id, name }))
    return {
      cadres: await Promise.all(cadres.map(async ({ account, level }) => ({ id: account, level, name: await ports.nameOf(account) }))),
      mothers: pairing === undefined ? others : [OTHER_MOTHERS],
    }
  }
}
export type Listening = ReturnType<typeof listeningOf>
