import type { House } from '../../trust/access/house'
import { makeThing, type Thing } from '../../trust/access/records'
import type { Json } from '../api'
import type { Memory } from './memory'
import type { Makers } from './valid'

/** A pairing is begun by a cadre, with a mother who may. */
export function fitPair({ memory, dice }: Makers, body: Json): string {
  body.input.mother = memory.id(dice, 'mothers')
  body.input.mode = 'oneToMany'
  delete body.input.plan
  delete body.input.before
  return 'village'
}

const FREE = 3

/** Mothers whom nobody has asked, and one who is paired: only she can look at the child. */
export async function seedPairs(house: House, memory: Memory): Promise<Map<string, Thing['her']>> {
  for (let i = 0; i < FREE; i++) memory.add('mothers', (await makeThing(house, 'childAndMother')).word as string)
  const { id, her } = await makeThing(house, 'pairTrial', 'paired')
  memory.add('pairings', id)
  memory.add('pairing-plans', (await makeThing(house, 'pairingPlan')).id)
  memory.managed('get /api/pairings/{id}/child', 'paired')
  memory.managed('post /api/pairings/{id}/reveals', 'paired')
  memory.managed('get /api/children/{id}/mothers', 'village')
  memory.managed('post /api/pairing-plans', 'county')
  memory.managed('get /api/pairing-plans/{id}', 'county')
  return new Map([['paired', her]])
}
