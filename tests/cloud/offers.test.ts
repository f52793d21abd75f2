import { addMs, sayTime } from '@shared/core/time'
import { offerUntil } from '@shared/features/activity/offer.rules'
import { eraseCase } from '../../cloud/features/applications/erasing'
import { enrol, HER, publish } from '../support/activities'
import type { Api } from '../support/api'
import { onBothEngines } from '../support/cloud'

const HOUR = 3_600_000

onBothEngines('an offer', (cloud) => {
  const state = async (her: Api, id: string) => (await her.get(`/api/applications/${id}`)).body
  const does = async (who: Api, id: string, move: string, her = who) =>
    who.post(`/api/applications/${id}/moves/${move}`, { version: (await state(her, id)).version })
  const tick = () => cloud().app.work.tick()
  const notices = async (her: Api) => (await her.get('/api/notices')).body.items.map(({ text }: { text: string }) => text)

  /** An activity with so many seats, all taken, and a queue; the first seat's owner comes first. */
  const full = async (seats: number, queue: number, offerHours = 24) => {
    const organiser = await cloud().official('town', 't1')
    const startsAt = addMs(cloud().clock.now(), 72 * HOUR)
    const times = { startsAt, endsAt: addMs(startsAt, HOUR), enrolBy: startsAt }
    const activity = await publish(organiser, cloud().clock.now(), { ...times, seats, offerHours })
    const women = []
    for (let i = 0; i < seats + queue; i++) {
      const her = await cloud().woman()
      women.push({ her, id: (await enrol(her, activity)).body.id as string })
    }
    return { organiser, activity, women, start: startsAt }
  }
  type Woman = Awaited<ReturnType<typeof full>>['women'][number]

  it('keeps the freed seat for the first in the queue until the moment that it names, and one tap takes it', async () => {
    const { activity, women, start } = await full(1, 2)
    const [leaving, first, second] = women as [Woman, Woman, Woman]
    const now = cloud().clock.now()
    await does(leaving.her, leaving.id, 'cancel')
    const until = offerUntil(now, { startsAt: start, offerHours: 24 }) as string
    const offered = await state(first.her, first.id)
    expect([offered.state, offered.due.at, offered.yours, offered.moves.map((m: { name: string }) => m.name)]).toEqual([
      'offered',
      until,
      true,
      ['accept', 'decline'],
    ])
    expect(offered.moves.map((m: { asks: string[]; confirm: string | null }) => [m.asks, m.confirm])).toEqual([
      [[], null],
      [[], null],
    ])
    expect([offered.says.includes(sayTime(until)), (await notices(first.her))[0].includes(sayTime(until))]).toEqual([true, true])
    const view = (await cloud().anybody.get(`/api/activities/${activity}`)).body
    const newcomer = (await enrol(await cloud().woman(), activity)).body
    expect([view.seatsLeft, newcomer.state, newcomer.found.position]).toEqual([0, 'waiting', 2])
    expect((await does(first.her, first.id, 'accept')).body.state).toBe('seated')
    expect((await state(second.her, second.id)).found.position).toBe(1)
  })

  it('that is declined goes on to the next, and she may ask again at once, behind all who wait', async () => {
    const { activity, women } = await full(1, 2)
    const [leaving, first, second] = women as [Woman, Woman, Woman]
    await does(leaving.her, leaving.id, 'cancel')
    expect((await does(first.her, first.id, 'decline')).body.state).toBe('declined')
    expect((await state(second.her, second.id)).state).toBe('offered')
    expect((await enrol(first.her, activity)).body).toMatchObject({ state: 'waiting', found: { position: 1 } })
  })

  it('lapses by the clock alone, once, and goes on; after its end nobody takes it, though the clock has not come round', async () => {
    const { activity, women } = await full(1, 2)
    const [leaving, first, second] = women as [Woman, Woman, Woman]
    await does(leaving.her, leaving.id, 'cancel')
    cloud().clock.set(addMs((await state(first.her, first.id)).due.at, -1))
    await tick()
    expect((await state(first.her, first.id)).state).toBe('offered')
    cloud().clock.advance(1)
    expect((await does(first.her, first.id, 'accept')).body.error).toBe('notOpen')
    await Promise.all([tick(), tick()])
    await tick()
    expect([(await state(first.her, first.id)).state, (await state(second.her, second.id)).state]).toEqual(['lapsed', 'offered'])
    expect((await notices(first.her))[0]).toContain('让给了下一位')
    expect((await enrol(first.her, activity)).body.state).toBe('waiting')
  })

  it('goes on when the woman who has it is erased', async () => {
    const { women } = await full(1, 2)
    const [leaving, first, second] = women as [Woman, Woman, Woman]
    await does(leaving.her, leaving.id, 'cancel')
    const { engine } = cloud().app.keeping
    const atlas = await cloud().app.regions.atlas()
    await cloud().app.db.write((m) => eraseCase(engine, m, first.id, atlas, cloud().clock.now()))
    expect((await state(second.her, second.id)).state).toBe('offered')
  })

  it('is not made in the last hours: the organiser is told once, phones in order and lets in who wants to come', async () => {
    const { organiser, activity, women, start } = await full(2, 2)
    const [one, other, first, second] = women as [Woman, Woman, Woman, Woman]
    expect((await does(organiser, first.id, 'letIn')).body.error).toBe('notOpen')
    cloud().clock.set(addMs(start, -5 * HOUR))
    await does(one.her, one.id, 'cancel')
    await does(other.her, other.id, 'cancel')
    expect([(await state(first.her, first.id)).state, (await notices(organiser)).length]).toEqual(['waiting', 1])
    const { items } = (await organiser.get(`/api/activities/${activity}/queue`)).body
    expect(items).toMatchObject([
      { application: first.id, position: 1, who: HER.name, phone: '139****1234' },
      { application: second.id, position: 2 },
    ])
    expect((await enrol(await cloud().woman(), activity)).body.state).toBe('waiting')
    expect((await does(organiser, second.id, 'letIn')).body.state).toBe('seated')
    expect((await does(organiser, first.id, 'letIn')).body.state).toBe('seated')
    await does(second.her, second.id, 'cancel')
    expect(await notices(organiser)).toHaveLength(1)
  })

  it('is wanted by nobody where the organiser says nought hours: whoever is next has the seat at once', async () => {
    const { women } = await full(1, 1, 0)
    const [leaving, first] = women as [Woman, Woman]
    await does(leaving.her, leaving.id, 'cancel')
    expect((await state(first.her, first.id)).state).toBe('seated')
  })

  it('goes to each whom new seats reach, fifty in the same unit and the others by the clock', async () => {
    const { organiser, activity } = await full(1, 52)
    expect((await organiser.post(`/api/activities/${activity}/seats`, { seats: 60 })).body).toMatchObject({
      taken: 51,
      offered: 50,
      waiting: 2,
    })
    expect((await enrol(await cloud().woman(), activity)).body.state).toBe('waiting')
    await tick()
    expect((await organiser.get(`/api/activities/${activity}/seats`)).body).toMatchObject({ seats: 60, taken: 54, offered: 53, waiting: 0 })
  })

  it('is not made as long as more have a seat than there are now, and nobody loses hers by that', async () => {
    const { organiser, activity, women } = await full(3, 1)
    const [one, two, three, next] = women as [Woman, Woman, Woman, Woman]
    expect((await organiser.post(`/api/activities/${activity}/seats`, { seats: 1 })).body).toMatchObject({ seats: 1, taken: 3, waiting: 1 })
    expect((await cloud().anybody.get(`/api/activities/${activity}`)).body.seatsLeft).toBe(0)
    await does(one.her, one.id, 'cancel')
    await does(two.her, two.id, 'cancel')
    expect([(await state(three.her, three.id)).state, (await state(next.her, next.id)).state]).toEqual(['seated', 'waiting'])
    await does(three.her, three.id, 'cancel')
    expect((await state(next.her, next.id)).state).toBe('offered')
    cloud().clock.advance(100 * HOUR)
    expect((await organiser.post(`/api/activities/${activity}/seats`, { seats: 9 })).body.error).toBe('notOpen')
  })
})
