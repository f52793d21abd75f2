import { addDays } from '@shared/core/time'
import { usualReads } from '@shared/features/child/child.alarm'
import { ageBand, ageOn, distanceBand, isUnder14 } from '@shared/features/child/child.bands'
import { CODED, codedName } from '@shared/features/child/child.code'
import { noticeOn } from '@shared/features/child/child.notice'
import { readPart } from '@shared/features/child/child.parts'
import { endOf, RETENTION } from '@shared/features/child/child.retention'
import { type ChildFacts, childView, STAGES, VIEWERS } from '@shared/features/child/child.sight'
import fc from 'fast-check'

const village = { village: 'v01', town: 't1', county: 'c1' }

describe('a coded name', () => {
  it('can be said aloud, and is drawn from far more than a county has children', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (plant, number) => CODED.test(codedName([plant, number]))))
    const all = new Set(Array.from({ length: 200 }, (_, plant) => codedName([plant, 0])))
    expect(all.size * 900).toBeGreaterThan(50_000)
  })
})

describe('how old and how far', () => {
  it('is told in bands that no birth day and no village can be read from', () => {
    const day = '2026-11-23'
    expect(['2026-01-01', '2020-11-24', '2020-11-23', '2012-11-24', '2012-11-23', '2008-11-23'].map((born) => ageBand(born, day))).toEqual([
      ...['0到2岁', '3到5岁', '6到8岁', '12到13岁', '14到15岁', '满18岁'],
    ])
    expect([isUnder14('2012-11-24', day), isUnder14('2012-11-23', day), ageOn('2012-02-29', '2026-02-28')]).toEqual([true, false, 13])
    expect([
      distanceBand(village, { ...village }),
      distanceBand(village, { ...village, village: 'v02' }),
      distanceBand(village, { county: 'c1', town: 't2', village: 'v09' }),
      distanceBand(village, { county: 'c2', town: 't1', village: 'v01' }),
      distanceBand({ county: 'c1' }, { county: 'c1' }),
    ]).toEqual(['sameVillage', 'sameTown', 'sameCounty', 'farther', 'sameCounty'])
  })
})

describe('what is seen of a child', () => {
  const facts: Required<ChildFacts> = {
    ...{ id: '1', code: '银杏207', state: 'registered', situation: 'leftBehind', risk: 'low', ageBand: '6到8岁', village: 'v01' },
    ...{ villageName: '柳溪村', needs: ['calls'], distance: 'sameTown', called: '小溪', meetAt: '村口', guardianPhone: '13900001234' },
  }
  const DESK = 'id code state situation risk ageBand village villageName'
  const SEEN: Record<string, string> = {
    ...{ 'none mother': '', 'proposed mother': 'code ageBand distance needs', 'ended mother': '' },
    'paired mother': 'code ageBand distance needs called meetAt guardianPhone',
  }
  it('is exactly these fields at each stage and for each role, whatever else is known', () => {
    const secret = { ...facts, health: '哮喘', family: '父母在外', card: '11010519491231002X', name: '王桂兰' }
    for (const stage of STAGES)
      for (const viewer of VIEWERS) {
        const want = SEEN[`${stage} ${viewer}`] ?? DESK
        expect([stage, viewer, Object.keys(childView(stage, viewer, secret)).join(' ')]).toEqual([stage, viewer, want])
      }
  })
})

describe('a record ends', () => {
  it('on the day that the rule of its state says, unless a duty keeps it; a child that is cared for has no end', () => {
    const days = { stub: 30, withdrawn: 15, closed: 180 }
    for (const [state, n] of Object.entries(days)) {
      expect(endOf({ state, since: '2026-11-23', duty: false }, '2026-11-23')).toEqual({ rule: state, on: addDays('2026-11-23', n) })
      expect(endOf({ state, since: '2026-11-23', duty: true }, '2099-01-01')).toBeUndefined()
    }
    expect(endOf({ state: 'registered', since: '2000-01-01', duty: false }, '2026-11-23')).toBeUndefined()
    expect(RETENTION.every(({ source }) => /第.+条/.test(source))).toBe(true)
    expect(noticeOn('2026-11-23').version).toBe(1)
  })
})

describe('more than usual', () => {
  it('is what the county says, or twice what she usually does when that is less, but never a plain day’s work', () => {
    expect([usualReads(10, []), usualReads(10, [1, 1, 1, 1]), usualReads(10, [1, 1, 1, 1, 1]), usualReads(10, [2, 2, 9, 2, 2])]).toEqual([
      10, 10, 3, 4,
    ])
    fc.assert(fc.property(fc.array(fc.nat(50)), fc.integer({ min: 1, max: 50 }), (past, county) => usualReads(county, past) <= county))
  })
})

describe('a part of a record', () => {
  it('is told everything that is wrong with it, field by field, and nothing that nobody asked', () => {
    const { problems } = readPart(
      'identity',
      { name: '', sex: 'girl', birthDay: '2027-01-01', card: '11010519491231002X', nick: '小溪' },
      '2026-11-23',
    )
    expect(Object.keys(problems).sort()).toEqual(['identity.birthDay', 'identity.card', 'identity.name', 'identity.nick'])
    expect(
      readPart('identity', { name: '女娃', sex: 'boy', birthDay: '1949-12-31', card: '11010519491231002X' }, '2026-11-23').problems,
    ).toEqual({
      'identity.card': '身份证号和性别对不上，请核对',
    })
    expect(readPart('health', { health: ' 好 ' }, '2026-11-23')).toEqual({ values: { health: '好' }, problems: {} })
  })
})
