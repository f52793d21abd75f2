import { type House, openHouse } from '../../trust/access/house'
import type { Json } from '../api'
import type { Engine } from '../cloud'
import { fuzz } from './run'

export const SEED = 20_261_123
const FEW = 5

export const documentOf = async (house: House): Promise<Json> => (await house.callers.nobody.get('/api/openapi.json')).body

interface Crowd {
  engine: Engine
  requests: number
  /** what nobody comes through to; where there are too few requests for everything, it may be a few */
  untouched?: readonly string[]
  patienceMs: number
}

/** So many hostile requests made from the document, on one engine. */
export const describeHostile = ({ engine, requests, untouched, patienceMs }: Crowd): void =>
  describe(`hostile requests on ${engine}`, () => {
    let house: House
    afterEach(() => house?.close())

    it(
      `(${requests} of them) are all answered, refused in words, and leave nothing behind that the rules forbid`,
      async () => {
        house = await openHouse(engine)
        const found = await fuzz(house, { document: await documentOf(house), seed: SEED, requests })
        expect(found.findings.slice(0, 10)).toEqual([])
        expect(found.requests).toBeGreaterThanOrEqual(requests)
        // What only refuses has proved nothing.
        if (untouched) expect(found.untouched).toEqual(untouched)
        else expect(found.untouched.length).toBeLessThanOrEqual(FEW)
      },
      patienceMs,
    )
  })
