import type { ActivityView } from '@shared/features/activity/activity.schema'
import type { RulesView } from '@shared/features/activity/rules.schema'
import { rulesAgain, rulesOf } from '../../miniapp/features/cadre/publish/rules'

const BY = '2026-11-24T12:00:00.000Z'

describe('who may come, as the publishing page sends it', () => {
  it('is nothing as long as nothing was said', () => {
    expect(rulesOf({ priority: [], villages: [] }, BY)).toEqual({})
  })

  it('leaves one end of the years open and keeps the order in which the first ones were tapped', () => {
    const answers = { from: 1966, priority: ['villages', 'newcomer', 'birthYear'], firstVillages: ['v02'], firstTo: 1990 }
    expect(rulesOf(answers, BY)).toEqual({
      birthYear: { from: 1966, to: 2020 },
      priority: [{ group: 'villages', villages: ['v02'] }, { group: 'newcomer' }, { group: 'birthYear', from: 1920, to: 1990 }],
    })
  })

  it('opens what is kept at eight in the evening, and on the last day with the end of enrolling', () => {
    const opens = (quotasOpenAt: string, by = BY) => rulesOf({ quotas: { v02: 5 }, quotasOpenAt, enrolDay: '2026-11-24' }, by).quotasOpenAt
    expect(opens('2026-11-23')).toBe('2026-11-23T12:00:00.000Z')
    expect(opens('2026-11-24', '2026-11-24T01:00:00.000Z')).toBe('2026-11-24T01:00:00.000Z')
  })

  it('is the same again for an activity that is held once more, but for the day', () => {
    const rules: RulesView = {
      birthYear: { from: 1966, to: 2008 },
      villages: [{ id: 'v02', name: '石桥村' }],
      onceAYear: true,
      notSameSortWithin: 24,
      priority: [{ group: 'newcomer' }, { group: 'villages', villages: [{ id: 'v02', name: '石桥村' }] }],
      quotas: [{ id: 'v02', name: '石桥村', seats: 5, left: 2 }],
      quotasOpenAt: BY,
    }
    expect(rulesOf({ ...rulesAgain({ rules } as ActivityView), quotasOpenAt: '2026-12-01' }, BY)).toEqual({
      birthYear: { from: 1966, to: 2008 },
      villages: ['v02'],
      onceAYear: true,
      notSameSortWithin: 24,
      priority: [{ group: 'newcomer' }, { group: 'villages', villages: ['v02'] }],
      quotas: [{ village: 'v02', seats: 5 }],
      quotasOpenAt: '2026-12-01T12:00:00.000Z',
    })
  })
})
