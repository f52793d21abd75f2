import fc from 'fast-check'
import { enrol, HER, publish } from '../support/activities'
import type { Api } from '../support/api'
import { onBothEngines, startCloud } from '../support/cloud'
import { countThenInsert } from '../support/unguarded'

interface Woman {
  api: Api
  id?: string
}
type Did = { who: number; does: 'enrol' | 'cancel' }
const history = fc.array(fc.record({ who: fc.nat(5), does: fc.constantFrom('enrol' as const, 'cancel' as const) }), {
  minLength: 4,
  maxLength: 24,
})

/** What must come out, said as plainly as possible: a list of who asked, in order. */
function model(seats: number, did: readonly Did[]): { seated: number[]; waiting: number[] } {
  let line: number[] = []
  for (const { who, does } of did) {
    if (does === 'enrol' && !line.includes(who)) line.push(who)
    if (does === 'cancel') line = line.filter((other) => other !== who)
  }
  return { seated: line.slice(0, seats), waiting: line.slice(seats) }
}

const reviewed = fc.array(fc.record({ who: fc.nat(5), does: fc.constantFrom('enrol', 'accept', 'accept', 'refuse', 'cancel') }), {
  minLength: 4,
  maxLength: 24,
})

/** The same with an organiser who decides: who asked stands nowhere until she is accepted. */
function decided(seats: number, did: readonly { who: number; does: string }[]): { seated: number[]; waiting: number[] } {
  const asked = new Set<number>()
  let line: number[] = []
  for (const { who, does } of did) {
    if (does === 'enrol' && !line.includes(who)) asked.add(who)
    if (does === 'accept' && asked.delete(who)) line.push(who)
    if (does === 'refuse') asked.delete(who)
    if (does === 'cancel' && !asked.delete(who)) line = line.filter((other) => other !== who)
  }
  return { seated: line.slice(0, seats), waiting: line.slice(seats) }
}

onBothEngines('seats', (cloud) => {
  let women: Woman[] = []

  const act = async (activity: string, woman: Woman, does: Did['does']) => {
    if (does === 'enrol') {
      const { status, body } = await enrol(woman.api, activity)
      if (status === 201) woman.id = body.id
      return
    }
    if (!woman.id) return
    const { version } = (await woman.api.get(`/api/applications/${woman.id}`)).body
    await woman.api.post(`/api/applications/${woman.id}/moves/cancel`, { version })
  }
  const standing = async () => {
    const seen = await Promise.all(women.map(async (w) => (w.id ? (await w.api.get(`/api/applications/${w.id}`)).body : undefined)))
    const seated = seen.flatMap((body, who) => (body?.state === 'seated' ? [who] : []))
    const queue = seen.flatMap((body, who) => (body?.state === 'waiting' ? [{ who, position: body.found.position }] : []))
    return { seated, queue: queue.sort((a, b) => a.position - b.position) }
  }
  const fresh = async () => {
    women = await Promise.all(Array.from({ length: 6 }, async () => ({ api: await cloud().woman() })))
  }

  it('are never lost, never invented and given in the order of asking, whatever the history', async () => {
    await fresh()
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), history, async (seats, did) => {
        const activity = await publish(await cloud().official('town', 't1'), cloud().clock.now(), { seats })
        for (const woman of women) delete woman.id
        for (const { who, does } of did) await act(activity, women[who] as Woman, does)
        const { seated, queue } = await standing()
        const expected = model(seats, did)
        expect(seated).toEqual([...expected.seated].sort())
        expect(queue).toEqual(expected.waiting.map((who, i) => ({ who, position: i + 1 })))
        const view = (await cloud().anybody.get(`/api/activities/${activity}`)).body
        expect([view.seatsLeft, view.waiting]).toEqual([seats - seated.length, queue.length])
      }),
      { numRuns: 25 },
    )
  })

  it('go to whom the organiser accepts, in the order of her decisions, whatever the women do meanwhile', async () => {
    await fresh()
    const organiser = await cloud().official('town', 't1')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 }), reviewed, async (seats, did) => {
        const activity = await publish(organiser, cloud().clock.now(), { seats, needsReview: true })
        for (const woman of women) delete woman.id
        for (const { who, does } of did) {
          const woman = women[who] as Woman
          if (does === 'enrol' || does === 'cancel') await act(activity, woman, does)
          else if (woman.id)
            await organiser.post(`/api/applications/${woman.id}/moves/${does}`, {
              version: 1,
              input: does === 'refuse' ? { reason: '这次人满了' } : {},
            })
        }
        const { seated, queue } = await standing()
        const expected = decided(seats, did)
        expect(seated).toEqual([...expected.seated].sort())
        expect(queue.map((q) => q.who)).toEqual(expected.waiting)
        const view = (await cloud().anybody.get(`/api/activities/${activity}`)).body
        expect([view.seatsLeft, view.waiting]).toEqual([seats - seated.length, queue.length])
      }),
      { numRuns: 20 },
    )
  })

  it('hold when forty women ask at once and half of them cancel at once', async () => {
    const activity = await publish(await cloud().official('town', 't1'), cloud().clock.now(), { seats: 7 })
    const crowd = await Promise.all(Array.from({ length: 40 }, () => cloud().woman()))
    const answers = await Promise.all(crowd.map((her) => enrol(her, activity, HER)))
    expect(answers.map((a) => a.status)).toEqual(crowd.map(() => 201))
    expect(answers.filter((a) => a.body.state === 'seated')).toHaveLength(7)
    const leaving = answers.slice(0, 20)
    const gone = await Promise.all(
      leaving.map(async ({ body }, i) => {
        for (;;) {
          const her = crowd[i] as Api
          const { version } = (await her.get(`/api/applications/${body.id}`)).body
          const { status } = await her.post(`/api/applications/${body.id}/moves/cancel`, { version })
          // She was moved up in the same moment: she looks again and cancels the seat.
          if (status !== 409) return status
        }
      }),
    )
    expect(new Set(gone)).toEqual(new Set([200]))
    const left = await Promise.all(
      answers.slice(20).map(async ({ body }, i) => (await (crowd[20 + i] as Api).get(`/api/applications/${body.id}`)).body),
    )
    expect(left.filter((body) => body.state === 'seated')).toHaveLength(7)
    const positions = left.filter((body) => body.state === 'waiting').map((body) => body.found.position)
    expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))
  })
})

describe('without the guard (control)', () => {
  it('the same crowd oversells on MySQL, so the crowd above does test the guard', async () => {
    const cloud = await startCloud('mysql', {}, { effects: { 'enrolment.enrol': countThenInsert } })
    const activity = await publish(await cloud.official('town', 't1'), cloud.clock.now(), { seats: 7 })
    const crowd = await Promise.all(Array.from({ length: 40 }, () => cloud.woman()))
    const answers = await Promise.all(crowd.map((her) => enrol(her, activity, HER)))
    expect(answers.filter((a) => a.body.state === 'seated').length).toBeGreaterThan(7)
    await cloud.close()
  })
})
