import * as v from 'valibot'
import { GrantGiven } from '../../cloud/features/people/people.entity'
import { fuzz } from '../support/fuzz/run'
import { storedFaults } from '../support/fuzz/stored'
import { describeHostile, documentOf, SEED } from '../support/fuzz/strangers'
import { type House, openHouse } from './access/house'
import { makeThing } from './access/records'

const PATIENCE_MS = 240_000

let house: House
afterEach(() => house?.close())

// A part of the 20,000 of `npm run test:long`.
describeHostile({ engine: 'sqlite', requests: 5_000, patienceMs: PATIENCE_MS })
describeHostile({ engine: 'mysql', requests: 1_500, patienceMs: PATIENCE_MS })

describe('hostile requests, the check of what is sent taken away,', () => {
  it('break the server and leave behind what nobody may publish', async () => {
    house = await openHouse('sqlite', 'silent')
    const document = await documentOf(house)
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

describe('what is stored and must not be', () => {
  it('is named: a loan, a claim and a recording that somebody has changed, and nothing before that', async () => {
    house = await openHouse('sqlite')
    const { app } = house.cloud
    const { id: loan } = await makeThing(house, 'declaredReleased')
    const { id: claim } = await makeThing(house, 'openClaim')
    const { id: picture } = await makeThing(house, 'campaignPicture')
    const { id: remark } = await makeThing(house, 'remark')
    const given = new Set((await app.db.read.find(GrantGiven)).map(({ id }) => id))
    expect(await storedFaults(app, given)).toEqual([])
    await app.db.write(async (m) => {
      await m.query('UPDATE loan_book SET balance = balance - 1 WHERE id = ?', [loan])
      await m.query('UPDATE loan_claim SET total = total + 1 WHERE id = ?', [claim])
      await m.query('UPDATE campaign_media SET seconds = 5 WHERE id = ?', [picture])
      await m.query('UPDATE campaign_remark SET paragraph = 99 WHERE id = ?', [remark])
    })
    const found = (await storedFaults(app, given)).join('\n')
    for (const one of [
      `loan book ${loan} owes`,
      `claim ${claim} of 2026-Q3 claims 1,`,
      `picture ${picture} is`,
      `remark ${remark} stands at`,
    ])
      expect(found).toContain(one)
  })
})
