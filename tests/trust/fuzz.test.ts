import * as v from 'valibot'
import type { Json } from '../support/api'
import type { Engine } from '../support/cloud'
import { fuzz } from '../support/fuzz/run'
import { type House, openHouse } from './access/house'

/** Of 20,000 in all most go to SQLite, which answers faster; so many come through to everything that there is. */
const REQUESTS: readonly { engine: Engine; requests: number; untouched?: string[] }[] = [
  // A code for the first county cadre is only ever printed.
  { engine: 'sqlite', requests: 15_500, untouched: ['post /api/grants/claim'] },
  { engine: 'mysql', requests: 4_500 },
]
const SEED = 20_261_123
const PATIENCE_MS = 240_000

let house: House
const documentOf = async (): Promise<Json> => (await house.callers.nobody.get('/api/openapi.json')).body
afterEach(() => house.close())

describe.each(REQUESTS)('hostile requests on $engine', ({ engine, requests, untouched }) => {
  it(
    `(${requests} of them) are all answered, refused in words, and leave nothing behind that the rules forbid`,
    async () => {
      house = await openHouse(engine)
      const found = await fuzz(house, { document: await documentOf(), seed: SEED, requests })
      expect(found.findings.slice(0, 10)).toEqual([])
      expect(found.requests).toBeGreaterThanOrEqual(requests)
      // What only refuses has proved nothing.
      if (untouched) expect(found.untouched).toEqual(untouched)
    },
    PATIENCE_MS,
  )
})

describe('hostile requests, the check of what is sent taken away,', () => {
  it('break the server and leave behind what nobody may publish', async () => {
    house = await openHouse('sqlite', 'silent')
    const document = await documentOf()
    const { routes } = house.cloud.app
    const unchecked = v.pipe(
      v.any(),
      v.transform((given) => ({ bring: '', about: '', offerHours: 0, ...given, questions: [] })),
    )
    Object.assign(routes.find(({ method, path }) => method === 'post' && path === '/activities') ?? {}, { body: unchecked })
    const { findings } = await fuzz(house, { document, seed: SEED, requests: 2_000, only: /activities$/ })
    expect(findings).toContainEqual(expect.stringMatching(/^seed \d+, request \d+: 500 [\s\S]*"path":"\/api\/activities"/))
    expect(findings).toContainEqual(expect.stringMatching(/^seed \d+: activity \w+\.\w+ holds what nobody sees/))
    expect(findings).toContainEqual(expect.stringMatching(/^seed \d+: activity \w+ ends before it begins/))
  })
})
