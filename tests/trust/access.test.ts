import { caseRows } from './access/cases'
import { type House, openHouse } from './access/house'
import { judgeRows } from './access/matrix'
import { describeAccess } from './access/table'

describeAccess('sqlite')

describe('the table of who may see and do what, a guard taken away,', () => {
  let house: House
  beforeEach(async () => {
    house = await openHouse('sqlite')
  })
  afterEach(() => house.close())
  const cells = () =>
    judgeRows(
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
