import { dayOf } from '@shared/core/time'
import { NOT_NOW } from '@shared/features/pairing/matching.facts'
import { whyNotNow } from '@shared/features/pairing/pairing.rules'
import type { Manager } from '../../core/database'
import type { MotherCase, PairingPorts } from './pairing.ports'

/** Whether an open worry names her: the person, whichever case or office of hers was meant. */
export const isNamed = ({ person }: Pick<MotherCase, 'person'>, named: ReadonlySet<string>): boolean =>
  person !== undefined && named.has(person)

/** Whether a worry about this child names her and was no mistake, or nobody knows yet: whoever else she cares for, never for this one. */
export const isKeptFrom = (ports: Pick<PairingPorts, 'bars'>, m: Manager, { person }: Pick<MotherCase, 'person'>, child: string) =>
  ports.bars(m, child, person)

/** Why she may not care for any child today; undefined when she may. Of whom a worry names no other is said than of who rests. */
export const whyNotToday = async (
  ports: Pick<PairingPorts, 'named'>,
  m: Manager,
  mother: Pick<MotherCase, 'person' | 'state' | 'answers'>,
  now: string,
): Promise<string | undefined> => (isNamed(mother, await ports.named(m)) ? NOT_NOW : whyNotNow(mother, dayOf(now)))
