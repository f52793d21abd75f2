import { isPart } from '@shared/features/child/child.parts'
import type { House } from '../../trust/access/house'
import type { Json } from '../api'
import { beginChild, consentOf, opened, openingOf, partsOf, picture, registerChild } from '../children'
import type { Dice } from './dice'
import type { Draft } from './draft'
import type { Memory } from './memory'
import type { Makers } from './valid'

/** The register of children as the answers have told it: what may be done with a record hangs on its state. */
export interface KnownChildren {
  learn(who: string, path: string, body: Json): void
  child(dice: Dice, states: readonly string[]): { id: string; version: number; state: string }
  /** an opening that somebody has asked for, and who */
  opening(dice: Dice, open: boolean): { id: string; by: string }
}

export function knownChildren(): KnownChildren {
  const children = new Map<string, { id: string; version: number; state: string }>()
  const openings = new Map<string, { id: string; by: string; open: boolean }>()
  return {
    learn: (who, path, body) => {
      if (!/^\/api\/child/.test(path)) return
      if (typeof body.code === 'string' && typeof body.version === 'number')
        children.set(body.id, { id: body.id, version: body.version, state: body.state })
      for (const one of [body, ...(body.items ?? [])])
        if (one.mine === true) openings.set(one.id, { id: one.id, by: who, open: one.state === 'open' })
        else if (openings.has(one.id)) (openings.get(one.id) as { open: boolean }).open = one.state === 'open'
    },
    child: (dice, states) => {
      const fit = [...children.values()].filter(({ state }) => states.includes(state))
      return fit.length > 0 ? dice.pick(fit) : { id: '0', version: 1, state: '' }
    },
    opening: (dice, open) => {
      const fit = [...openings.values()].filter((one) => one.open === open)
      return fit.length > 0 ? dice.pick(fit) : { id: '0', by: 'village' }
    },
  }
}

const STATES: Readonly<Record<string, readonly string[]>> = {
  registration: ['stub'],
  consents: ['registered', 'withdrawn'],
  closed: ['registered', 'closed'],
  duty: ['stub', 'registered', 'closed', 'withdrawn'],
  erasure: ['stub', 'registered', 'closed', 'withdrawn'],
}

/** What a request about a child needs to be one that could be granted. @returns who must send it, when only one person may */
export function fitChild({ memory, dice, who }: Makers, path: string, draft: Draft): string | undefined {
  if (path.startsWith('/api/child-openings/{id}')) {
    const reads = path.endsWith('reads')
    const { id, by } = memory.children.opening(dice, reads)
    draft.params.id = id
    return reads ? by : undefined
  }
  if (path === '/api/children' || path === '/api/child-openings')
    draft.query = draft.query.filter(([name]) => name !== 'code' && name !== 'child')
  if (path === '/api/child-access' || path === '/api/child-access/table') draft.query = [['year', '2026']]
  if (!path.startsWith('/api/children/{id}')) return undefined
  const last = path.split('/')[4] ?? ''
  const { id, version, state } = memory.children.child(dice, STATES[last] ?? ['registered'])
  draft.params.id = id
  const { body } = draft
  if (!body) return undefined
  // Seldom: it takes things away.
  if (last === 'erasure') return dice.percent(10) ? 'county' : undefined
  const paper = consentOf(memory.id(dice, `uploads of ${who}`))
  if ('version' in body) body.version = version
  if (last === 'registration') Object.assign(body, { consent: paper, parts: partsOf() })
  if (last === 'consents') {
    delete body.pairings
    Object.assign(body, { ...paper, purpose: state === 'withdrawn' ? 'register' : dice.pick(['photo', 'motherView']) })
  }
  if (last === 'closed') body.closed = state === 'closed' ? null : dice.pick(['moved', 'parentsBack'])
  if (last === 'withdrawals') body.purpose = dice.pick(['register', 'photo', 'motherView'])
  if (last === 'openings')
    Object.assign(body, openingOf(dice.pick([['identity'], ['health', 'consents']]), { emergency: dice.percent(50) }))
  if (last !== 'parts') return undefined
  const parts: Record<string, object> = partsOf()
  const part = dice.pick(Object.keys(parts).filter(isPart))
  draft.params.part = part
  body.values = parts[part]
  return undefined
}

const WRITTEN = ['registration', 'consents', 'closed', 'parts/{part}', 'openings']
const PAPERS = 12

/**
 * Records in every state, papers to agree on, and who may do something with them: chance would hardly find her.
 * @returns a table of readings that can be checked
 */
export async function seedChildren({ callers }: House, memory: Memory): Promise<Buffer> {
  const { village, town, county } = callers
  for (let i = 0; i < PAPERS; i++) memory.add('uploads of village', await picture(village))
  const learn = async (path: string) => memory.learn('village', path, (await village.get(path)).body)
  for (let i = 0; i < 6; i++) {
    const { id } = await registerChild(village)
    await village.post(`/api/child-openings/${await opened(village, town, id, ['identity'])}/reads`)
    await village.post(`/api/children/${id}/openings`, openingOf(['health']))
    await learn(`/api/children/${id}`)
    await learn(`/api/children/${(await beginChild(village)).id}`)
  }
  await learn('/api/child-openings?box=mine')
  memory.managed('post /api/children', 'village')
  for (const path of WRITTEN) for (const method of ['post', 'put']) memory.managed(`${method} /api/children/{id}/${path}`, 'village')
  memory.managed('put /api/children/{id}/duty', 'town')
  memory.managed('post /api/child-openings/{id}/decision', 'town')
  for (const path of ['get /api/child-access', 'get /api/child-access/table', 'post /api/child-access/check'])
    memory.managed(path, 'county')
  for (const path of ['', '/{id}']) memory.managed(`get /api/children${path}`, 'village')
  for (const path of ['', '/{id}']) memory.managed(`get /api/child-openings${path}`, 'village')
  return county.bytes('/api/child-access/table?year=2026')
}
