import { ENGINES, type Engine } from '../support/cloud'
import { bookRows } from './access/book.rows'
import { campaignRows } from './access/campaign.rows'
import { caseRows } from './access/cases'
import { childRows } from './access/children.rows'
import { type House, openHouse } from './access/house'
import { loanRows } from './access/loan.rows'
import { gaps, judgeRow, type Row } from './access/matrix'
import { motherRows } from './access/mother.rows'
import { pairingRows } from './access/pairing.rows'
import { makeThing } from './access/records'
import { lastRows, otherRows } from './access/rows'

const ROWS = [
  ...otherRows,
  ...campaignRows,
  ...childRows,
  ...caseRows,
  ...loanRows,
  ...bookRows,
  ...motherRows,
  ...pairingRows,
  ...lastRows,
]

/** Some thousands of requests: seconds here, and more on a busy machine. */
const PATIENCE_MS = 240_000

async function judge(house: House, rows: readonly Row[]): Promise<string[]> {
  const wrong: string[] = []
  for (const row of rows) wrong.push(...(await judgeRow(house, row)))
  return wrong
}

describe.each(ENGINES)('who may see and do what on %s', (engine: Engine) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(engine)
  })
  afterAll(() => house?.close())

  it('is written down for every route that there is, and for no other', () => {
    const { routes } = house.cloud.app
    expect(gaps(ROWS, routes)).toEqual([])
    expect(gaps(ROWS, [...routes.slice(1), { method: 'get', path: '/secrets' }])).toEqual([
      'get /secrets has no row',
      'get /settings has a row and is gone',
    ])
  })

  it('is not told by what WeChat thinks of the words that are sent to somebody else’s case', async () => {
    const { callers, wechat } = house
    wechat.setWords({ risky: ['赌场'] })
    const { id } = await makeThing(house, 'review')
    const send = (to: string) => callers.otherTown.post(`/api/applications/${to}/moves/refuse`, { version: 1, input: { reason: '去赌场' } })
    const [there, nowhere] = [await send(id), await send('0'.repeat(26))]
    expect([there.status, there.body]).toEqual([404, nowhere.body])
  })

  it(
    'is so for every caller, inside and outside her place, with her own and with other people’s things, to the last field',
    async () => {
      expect(await judge(house, ROWS)).toEqual([])
    },
    PATIENCE_MS,
  )
})

describe('the table of who may see and do what, a guard taken away,', () => {
  let house: House
  beforeEach(async () => {
    house = await openHouse('sqlite')
  })
  afterEach(() => house.close())
  const cells = () =>
    judge(
      house,
      caseRows.filter(({ of }) => of === 'review'),
    )

  it('finds nothing before it is', async () => {
    expect(await cells()).toEqual([])
  })

  it('finds a field more in an answer', async () => {
    const route = house.cloud.app.routes.find(({ method, path }) => method === 'get' && path === '/applications/:id')
    const { show } = route ?? {}
    Object.assign(route ?? {}, {
      show: async (...asked: Parameters<NonNullable<typeof show>>) => ({ ...((await show?.(...asked)) as object), openId: 'x' }),
    })
    expect(await cells()).toEqual(['get /applications/:id [review] her filer town county: +openId'])
  })

  it('finds that every woman is taken for a cadre of the county', async () => {
    const { accounts } = house.cloud.app
    const { byToken } = accounts
    accounts.byToken = async (token) => {
      const caller = await byToken(token)
      return caller?.grants.length === 0 ? { ...caller, grants: [{ role: 'county', place: 'c1' }] } : caller
    }
    const found = await cells()
    expect(found).toContainEqual(expect.stringMatching(/^get \/applications\/:id \[review\] .*neighbour.*: 200 instead of 404/))
    expect(found).toContainEqual(
      expect.stringMatching(/^post \/applications\/:id\/moves\/:move \[review\] .*(guardian|neighbour).*: 200 instead of 404/),
    )
  })
})
