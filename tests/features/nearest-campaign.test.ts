import { inSeason, nearestCampaign, ownFirst, ownOr } from '@shared/features/campaign/nearest'
import { campaigns } from '@shared/features/campaign/seed/index'

describe('the campaign that the home page shows', () => {
  const of = (...days: [string, string][]) => days.map(([from, until]) => ({ from, until }))

  it('is the one whose days it is, the first to end before a longer one', () => {
    const [long, short] = of(['2026-11-01', '2026-12-31'], ['2026-11-18', '2026-11-30'])
    for (const day of ['2026-11-18', '2026-11-23', '2026-11-30']) expect(nearestCampaign([long, short] as never[], day)).toBe(short)
    expect(nearestCampaign([short, long] as never[], '2026-12-01')).toBe(long)
  })

  it('is the nearest one between campaigns, rather one that comes than one that is over', () => {
    const [over, coming] = of(['2026-11-01', '2026-11-10'], ['2026-11-20', '2026-11-25'])
    const at = (day: string) => nearestCampaign([over, coming] as never[], day)
    expect([at('2026-11-12'), at('2026-11-15'), at('2026-11-19')]).toEqual([over, coming, coming])
  })

  it('stands in a list behind nothing but what lasts; then come those to come and those that are over, the latest of them first', () => {
    const rows = [
      ...[
        ['2026-03-01', '2026-03-08'],
        ['2026-11-01', '2026-12-31'],
        ['2026-12-04', '2026-12-10'],
      ],
      ...[
        ['2026-06-01', '2026-06-26'],
        ['2026-11-18', '2026-11-30'],
        ['2027-03-01', '2027-03-08'],
      ],
    ].map(([from, until]) => ({ from: String(from), until: String(until) }))
    expect(inSeason(rows, '2026-11-25').map(({ from }) => from)).toEqual([
      ...['2026-11-18', '2026-11-01', '2026-12-04', '2027-03-01', '2026-06-01', '2026-03-01'],
    ])
  })

  it('is none where there is none, and one of the product’s own on every day of a year', () => {
    expect(nearestCampaign([], '2026-11-23')).toBeUndefined()
    const rows = campaigns.map(({ campaign }) => campaign)
    const on = (day: string) => nearestCampaign(rows, day)?.slug
    expect([on('2026-11-25'), on('2026-12-04'), on('2027-03-08'), on('2027-06-26')]).toEqual([
      ...['safe-at-home', 'constitution', 'rights-week', 'anti-drug'],
    ])
  })
})

it('is of her own village, town or county before it is of another town, as far as her village is known', () => {
  const rows = [
    { slug: 'other', placeId: 't2' },
    { slug: 'county', placeId: 'c1' },
    { slug: 'village', placeId: 'v01' },
  ]
  const hers = ['v01', 't1', 'c1']
  expect(ownFirst(rows, hers).map(({ slug }) => slug)).toEqual(['county', 'village', 'other'])
  expect(ownFirst(rows, [])).toEqual(rows)
  expect(ownOr(rows, hers).map(({ slug }) => slug)).toEqual(['county', 'village'])
  expect([ownOr(rows.slice(0, 1), hers), ownOr(rows, [])]).toEqual([rows.slice(0, 1), rows])
})
