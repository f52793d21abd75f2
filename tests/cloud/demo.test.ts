import { atChina } from '@shared/core/time'
import { Activity } from '../../cloud/features/activity/activity.entity'
import { Application } from '../../cloud/features/applications/application.entity'
import { Child } from '../../cloud/features/child/child.entity'
import { seedDemo } from '../../cloud/tools/seed-demo'
import { apiOf, type Json } from '../support/api'
import { type Cloud, clockAt, startCloud } from '../support/cloud'

const demoOn = (at: string): Promise<Cloud> =>
  startCloud('sqlite', { demo: true }, {}, clockAt(at), (app) => seedDemo(app, () => undefined))

describe.each([
  ['an ordinary morning', atChina('2026-11-23', '09:00')],
  ['the night of a new year', atChina('2027-01-01', '00:30')],
  ['a leap day', atChina('2028-02-29', '23:30')],
])('the demonstration begun on %s', (_when, at) => {
  let cloud: Cloud
  let people: Json[]
  beforeAll(async () => {
    cloud = await demoOn(at)
    people = (await cloud.anybody.get('/api/sign-in/demo')).body
  })
  afterAll(() => cloud.close())

  it('has two towns, eleven villages, and somebody in every office', async () => {
    const { items } = (await cloud.anybody.get('/api/regions')).body
    const count = (level: string) => items.filter((place: Json) => place.level === level).length
    expect(['county', 'town', 'village'].map(count)).toEqual([1, 2, 11])
    const held = new Set(people.flatMap(({ roles }) => roles.map(({ place }: Json) => place)))
    expect(items.filter((place: Json) => !held.has(place.id))).toEqual([])
  })

  it('has forty women who have told something of themselves, and one who is new', () => {
    const women = people.filter(({ roles }) => roles.length === 0)
    expect(women.map(({ name }) => name === '没有填过资料的人').filter((isNew) => !isNew)).toHaveLength(40)
    expect(women).toHaveLength(41)
  })

  it('has caring mothers who may be asked and children under coded names', async () => {
    const { app } = cloud
    expect(await app.db.read.countBy(Application, { kind: 'caringMother', state: 'accepted' })).toBe(3)
    expect((await app.db.read.find(Child)).map(({ state }) => state).sort()).toEqual(['registered', 'registered', 'stub'])
  })

  it('has twelve activities, past and coming, two nearly full, one with a queue, and enrolments that wait for an answer', async () => {
    const activities = await cloud.app.db.read.find(Activity)
    const coming = activities.filter(({ startsAt }) => startsAt > at)
    expect([activities.length, coming.length]).toEqual([12, 9])
    expect(coming.filter(({ seats, taken }) => taken < seats && seats - taken <= 3)).toHaveLength(2)
    expect(coming.filter(({ waiting }) => waiting > 0)).toHaveLength(1)
    expect(
      activities.every(({ seats, taken, enrolBy, startsAt, createdAt }) => taken <= seats && createdAt <= enrolBy && enrolBy < startsAt),
    ).toBe(true)
    expect((await cloud.anybody.get('/api/activities')).body.items).toHaveLength(9)
    const county = people.find(({ roles }) => roles.some(({ role }: Json) => role === 'county'))
    const { token } = (await cloud.anybody.post('/api/sign-in/demo', { person: county.person })).body
    const inbox = (await apiOf(cloud.url, token).get('/api/applications?box=inbox')).body.items
    expect(inbox.length).toBeGreaterThan(5)
  })
})
