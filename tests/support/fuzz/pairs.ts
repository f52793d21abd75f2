import type { House } from '../../trust/access/house'
import { makeThing, type Thing } from '../../trust/access/records'
import type { Json } from '../api'
import type { Draft } from './draft'
import type { Memory } from './memory'
import type { Makers } from './valid'

/** A pairing is begun by a cadre, with a mother who may. */
export function fitPair({ memory, dice }: Makers, body: Json): string {
  body.input.mother = memory.id(dice, 'mothers')
  body.input.mode = 'oneToMany'
  delete body.input.plan
  delete body.input.before
  delete body.input.team
  return 'village'
}

/** Where a diary is written or read: what it holds is asked for by its own address. @returns who writes it */
export function fitDiary({ memory, dice }: Makers, path: string, draft: Draft): string | undefined {
  if (!path.startsWith('/api/pairings/{id}')) return undefined
  if (path.endsWith('{upload}')) draft.params.upload = memory.id(dice, path.includes('/sounds/') ? 'diary sounds' : 'diary pictures')
  for (const one of draft.body?.revisions ?? []) {
    const { voice, picture, ...text } = one.text ?? {}
    Object.assign(one, { entry: one.id, replaces: [], text: one.text && text })
  }
  return undefined
}

/** A worry is told by a cadre of the child's places: whom it leaves out is chosen from a list, and no text will do. */
export function fitWorry(body: Json): string {
  delete body.input.named
  delete body.input.leftOut
  return 'village'
}

/** What a request about pairs needs to be one that could be granted. @returns who must send it, when not everybody may */
export function fitTogetherPairs({ memory, dice }: Makers, path: string, draft: Draft): string | undefined {
  const { body, params } = draft
  if (/children\/\{id\}\/(proposals|kin)/.test(path) && body) {
    params.id = memory.children.child(dice, ['registered']).id
    const mother = memory.id(dice, 'mothers')
    draft.body = path.endsWith('kin') ? { mother, related: dice.percent(20) } : { mode: 'oneToMany', mothers: [mother] }
    return 'village'
  }
  if (path === '/api/pairing-teams' && body) body.mothers = memory.id(dice, 'two-mothers').split('+')
  if (path !== '/api/pairing-teams/{id}') return undefined
  params.id = memory.id(dice, 'pairing-teams')
  if (body) Object.assign(body, { version: dice.pick([1, 1, 2, 3]), mothers: memory.id(dice, `mothers of ${params.id}`).split('+') })
  return 'town'
}

const [FREE, TEAMS] = [6, 4]

/** Mothers whom nobody has asked, and one who is paired: only she can look at the child. */
export async function seedPairs(house: House, memory: Memory): Promise<Map<string, Thing['her']>> {
  for (let i = 0; i < FREE; i++) memory.add('mothers', (await makeThing(house, 'childAndMother')).word as string)
  for (let i = 0; i < TEAMS; i++) {
    memory.add('two-mothers', (await makeThing(house, 'twoMothers')).word)
    const team = await makeThing(house, 'pairingTeam')
    memory.add('pairing-teams', team.id)
    memory.add(`mothers of ${team.id}`, team.word)
  }
  for (const what of ['get /api/pairing-teams', 'get /api/pairing-teams/{id}', 'post /api/pairing-teams', 'get /api/pairing-mothers'])
    memory.managed(what, 'town')
  for (const what of ['get /api/pairing-plans', 'get /api/pairing-plans/{id}/open']) memory.managed(what, 'county')
  for (const what of ['get /api/pairings', 'get /api/children/{id}/pairings']) memory.managed(what, 'village')
  const { id, her, word } = await makeThing(house, 'pairWritten', 'paired')
  const [shown = '', heard = ''] = word.split(' ')
  memory.add('diary pictures', shown)
  memory.add('diary sounds', heard)
  memory.add('pairings', id)
  memory.add('pairing-plans', (await makeThing(house, 'pairingPlan')).id)
  memory.managed('get /api/pairings/{id}/child', 'paired')
  memory.managed('post /api/pairings/{id}/reveals', 'paired')
  for (const method of ['get', 'post']) memory.managed(`${method} /api/pairings/{id}/diary`, 'paired')
  for (const path of ['entries', 'pictures/{upload}', 'sounds/{upload}']) memory.managed(`get /api/pairings/{id}/${path}`, 'paired')
  memory.managed('get /api/children/{id}/mothers', 'village')
  memory.managed('post /api/pairing-plans', 'county')
  memory.managed('get /api/pairing-plans/{id}', 'county')
  memory.add('worries', (await makeThing(house, 'worryRaised')).id)
  memory.managed('get /api/worries/{id}', 'town')
  memory.managed('get /api/worry-listeners', 'village')
  return new Map([['paired', her]])
}
