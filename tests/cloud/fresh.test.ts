import { freshFor } from '../../cloud/core/fresh'
import { Activity } from '../../cloud/features/activity/activity.entity'
import { enrol, publish } from '../support/activities'
import { onBothEngines, startCloud } from '../support/cloud'

const KEPT_MS = 3_600_000

onBothEngines(
  'what everybody is shown alike',
  (cloud) => {
    it('is kept for a moment, so that seats left may be a little old; to enrol is never decided by it', async () => {
      const cadre = await cloud().official('town', 't1')
      const id = await publish(cadre, cloud().clock.now(), { seats: 1 })
      const seatsLeft = async () => (await cloud().anybody.get(`/api/activities/${id}`)).body.seatsLeft
      expect(await seatsLeft()).toBe(1)
      expect((await enrol(await cloud().woman(), id)).body.state).toBe('seated')
      expect(await seatsLeft()).toBe(1)
      expect((await enrol(await cloud().woman(), id)).body.state).toBe('waiting')
    })

    it('is never what only some may see: an activity that is not out is shown to its organiser and stays hidden from others', async () => {
      const cadre = await cloud().official('town', 't1')
      const id = await publish(cadre, cloud().clock.now())
      await cloud().app.db.write((m) => m.update(Activity, { id }, { state: 'checking' }))
      const statuses = async () => [
        (await cadre.get(`/api/activities/${id}`)).status,
        (await cloud().anybody.get(`/api/activities/${id}`)).status,
        (await (await cloud().official('town', 't2')).get(`/api/activities/${id}`)).status,
      ]
      expect(await statuses()).toEqual([200, 404, 404])
      await cloud().app.db.write((m) => m.update(Activity, { id }, { state: 'published' }))
      expect(await statuses()).toEqual([200, 200, 200])
      expect((await cloud().anybody.get('/api/activities?box=ours')).status).toBe(401)
    })
  },
  (engine) => startCloud(engine, {}, { keptMs: KEPT_MS }),
)

describe('answers that are shared', () => {
  const counting = (most?: number) => {
    let at = 0
    let reads = 0
    const fresh = freshFor(1_000, () => at, most)
    return {
      ask: (key: string) => fresh(key, async () => `${key}${++reads}`),
      fresh,
      pass: (ms: number) => {
        at += ms
      },
    }
  }

  it('are read once for all who ask while they are young, and anew when they are a second old', async () => {
    const { ask, pass } = counting()
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a1', 'a1', 'b2'])
    pass(999)
    expect(await ask('a')).toBe('a1')
    pass(1)
    expect(await ask('a')).toBe('a3')
  })

  it('are not kept when reading failed or there was nothing for everybody, and never more than so many', async () => {
    const { ask, fresh } = counting(2)
    await expect(fresh('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
    expect(await fresh('a', async () => undefined)).toBeUndefined()
    expect([await ask('a'), await ask('b'), await ask('c'), await ask('c'), await ask('a')]).toEqual(['a1', 'b2', 'c3', 'c3', 'a4'])
  })
})
