import fc from 'fast-check'
import { beside } from '../support/beside'
import { type Cloud, ENGINES, startCloud } from '../support/cloud'
import { type Happens, histories, model, type Stage, stageOf } from '../support/offers'
import { offerToNewest, readThenWrite } from '../support/unguarded'

const seatsAtFirst = fc.integer({ min: 1, max: 3 })

/** One thing after another: what comes out is what the model says, and the queue is in the order of asking. */
const asTheModelSays = (stage: Stage, runs: fc.Parameters<[number, Happens[]]>) =>
  fc.assert(
    fc.asyncProperty(seatsAtFirst, histories, async (seats, did) => {
      await stage.begin(seats)
      for (const one of did) await stage.happen(one)
      const expected = model(stage.began, seats, did)
      expect((await stage.stand()).sort((a, b) => a.who - b.who)).toEqual([...expected].sort((a, b) => a.who - b.who))
      expect(await stage.queue()).toEqual(expected.filter(({ as }) => as === 'waiting').map(({ who }) => who))
    }),
    runs,
  )

const most = (batch: readonly Happens[], before: number) =>
  Math.max(before, ...batch.flatMap((one) => (one.does === 'seats' ? [one.seats] : [])))

/** What must hold whoever was quicker. @throws where it does not */
async function checkStanding(stage: Stage, mostTaken: number): Promise<{ seats: number; taken: number }> {
  const [{ seats, taken, waiting }, places] = [await stage.counters(), await stage.places()]
  const standing = (...as: string[]) => places.filter((place) => as.includes(place.standing))
  const [served, queue] = [standing('seated', 'offered'), standing('waiting')]
  expect([served.length, queue.length]).toEqual([taken, waiting])
  expect(taken).toBeLessThanOrEqual(mostTaken)
  // A free seat is never idle while somebody waits, and whoever was served from the queue stood before all who wait.
  if (waiting > 0) expect(taken).toBeGreaterThanOrEqual(seats)
  const first = Math.min(...queue.map(({ queueNo }) => queueNo))
  expect(served.filter(({ queueNo }) => queueNo > first)).toEqual([])
  return { seats, taken }
}

/** Three things at once, on processes side by side. */
const whoeverIsQuicker = (stage: Stage, runs: fc.Parameters<[number, [number, Happens[]][]]>) =>
  fc.assert(
    fc.asyncProperty(
      seatsAtFirst,
      fc.array(
        fc.tuple(
          fc.nat(1),
          histories.map((did) => did.slice(0, 3)),
        ),
        { minLength: 4, maxLength: 8 },
      ),
      async (seats, batches) => {
        await stage.begin(seats)
        let now = { seats, taken: 0 }
        for (const [first, batch] of batches) {
          await Promise.all(batch.map((one, i) => stage.happen(one, first + i)))
          now = await checkStanding(stage, most(batch, Math.max(now.seats, now.taken)))
        }
      },
    ),
    runs,
  )

const RUNS = { numRuns: 15, endOnFailure: true }
/** A fault is known to be met on the roads of one seed, and met once is enough. */
const CONTROL = { numRuns: 100, seed: 2026, endOnFailure: true }

describe.each(ENGINES)('offers on %s', (engine) => {
  let cloud: Cloud | undefined
  afterEach(() => cloud?.close())

  it('come out as the model says, whatever the history', async () => {
    cloud = await startCloud(engine)
    await asTheModelSays(await stageOf(cloud), RUNS)
  })

  it('do not when a freed seat goes to the newest in the queue (control)', async () => {
    cloud = await startCloud(engine, {}, { effects: { 'enrolment.freeSeat': offerToNewest } })
    await expect(asTheModelSays(await stageOf(cloud), CONTROL)).rejects.toThrow('Property failed')
  })
})

describe('offers with two processes', () => {
  let open: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const one of open.reverse()) await one.close()
    open = []
  })
  const pair = async (replaced = {}): Promise<Stage> => {
    const cloud = await startCloud('mysql', {}, replaced)
    open.push(cloud)
    const other = await beside(cloud, replaced)
    open.push(other)
    return stageOf(cloud, [cloud, other])
  }

  it('oversell nothing, leave nothing idle and let nobody overtake, whoever is quicker', async () => {
    await whoeverIsQuicker(await pair(), RUNS)
  })

  it('do when a seat is taken without holding the activity (control)', async () => {
    const stage = await pair({ effects: { 'enrolment.enrol': readThenWrite } })
    await expect(whoeverIsQuicker(stage, CONTROL)).rejects.toThrow('Property failed')
  })
})
