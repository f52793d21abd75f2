import type { Engine } from '../../support/cloud'
import { bookRows } from './book.rows'
import { campaignRows } from './campaign.rows'
import { caseRows } from './cases'
import { childRows } from './children.rows'
import { diaryRows } from './diary.rows'
import { type House, openHouse } from './house'
import { loanRows } from './loan.rows'
import { gaps, judgeRows } from './matrix'
import { motherRows } from './mother.rows'
import { pairingRows } from './pairing.rows'
import { makeThing } from './records'
import { lastRows, otherRows } from './rows'
import { worryRows } from './worry.rows'

const ROWS = [
  ...otherRows,
  ...campaignRows,
  ...childRows,
  ...caseRows,
  ...loanRows,
  ...bookRows,
  ...motherRows,
  ...pairingRows,
  ...diaryRows,
  ...worryRows,
]
const ALL_ROWS = [...ROWS, ...lastRows]

/** Some thousands of requests: seconds here, and more on a busy machine. */
const PATIENCE_MS = 240_000

/** The whole table on one engine; a file for each, for they take their time. */
export const describeAccess = (engine: Engine): void =>
  describe(`who may see and do what on ${engine}`, () => {
    let house: House
    beforeAll(async () => {
      house = await openHouse(engine)
    })
    afterAll(() => house?.close())

    it('is written down for every route that there is, and for no other', () => {
      const { routes } = house.cloud.app
      expect(gaps(ALL_ROWS, routes)).toEqual([])
      expect(gaps(ALL_ROWS, [...routes.slice(1), { method: 'get', path: '/secrets' }])).toEqual([
        'get /secrets has no row',
        'get /settings has a row and is gone',
      ])
    })

    it('is not told by what WeChat thinks of the words that are sent to somebody else’s case', async () => {
      const { callers, wechat } = house
      wechat.setWords({ risky: ['赌场'] })
      const { id } = await makeThing(house, 'review')
      const send = (to: string) =>
        callers.otherTown.post(`/api/applications/${to}/moves/refuse`, { version: 1, input: { reason: '去赌场' } })
      const [there, nowhere] = [await send(id), await send('0'.repeat(26))]
      expect([there.status, there.body]).toEqual([404, nowhere.body])
    })

    it(
      'is so for every caller, inside and outside her place, with her own and with other people’s things, to the last field',
      async () => {
        expect([...(await judgeRows(house, ROWS)), ...(await judgeRows(house, lastRows, 1))]).toEqual([])
      },
      PATIENCE_MS,
    )
  })
