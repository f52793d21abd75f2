import { randomBytes } from 'node:crypto'
import { sha256 } from '../../cloud/core/ids'
import { createLog } from '../../cloud/core/log'
import type { Marks } from '../../cloud/core/marks'
import { Application } from '../../cloud/features/applications/application.entity'
import { enrol, HER, publish } from '../support/activities'
import { apiOf } from '../support/api'
import { openingOf, registerChild } from '../support/children'
import { type Cloud, ENGINES, onBothEngines, startCloud } from '../support/cloud'
import { jpeg } from '../support/pictures'

const VICTIM = { name: '欧阳玉蓉', village: 'v01', phone: '13812345678' }

/** Straight into the database, as somebody does who has its password and nothing else. */
const sql = (cloud: Cloud, text: string, values: (string | null)[]) => cloud.app.db.write((m) => m.query(text, values))
const silent = (engine: (typeof ENGINES)[number], marks?: Marks) => startCloud(engine, { logLevel: 'silent' }, marks ? { marks } : {})

/** What the thief tries: each with her own account and the database; whether she got what is not hers. */
const THEFTS: Record<string, (cloud: Cloud) => Promise<boolean>> = {
  'a county grant of her own making': async (cloud) => {
    const thief = await cloud.woman()
    const columns = '(id, account_id, role, place_id, granted_by, granted_at, revoked_by, revoked_at, mark)'
    await sql(cloud, `INSERT INTO grant_given ${columns} VALUES (?, ?, 'county', 'c1', NULL, ?, NULL, NULL, ?)`, [
      ...['THEFT1', thief.account, cloud.clock.now(), sha256('mark')],
    ])
    return (await thief.get('/api/grants')).status === 200
  },
  "a village's grant made the county's": async (cloud) => {
    const thief = await cloud.official('village', 'v01')
    await sql(cloud, "UPDATE grant_given SET role = 'county', place_id = 'c1' WHERE account_id = ?", [thief.account])
    return (await thief.get('/api/grants')).status === 200
  },
  'a grant that was taken from her': async (cloud) => {
    const [thief, county] = [await cloud.official('county', 'c1'), await cloud.official('county', 'c1')]
    const [grant] = await sql(cloud, 'SELECT id FROM grant_given WHERE account_id = ?', [thief.account])
    await county.remove(`/api/grants/${grant.id}`)
    await sql(cloud, 'UPDATE grant_given SET revoked_at = NULL, revoked_by = NULL WHERE id = ?', [grant.id])
    return (await thief.get('/api/grants')).status === 200
  },
  "a colleague's grant": async (cloud) => {
    const [thief, county] = [await cloud.woman(), await cloud.official('county', 'c1')]
    await sql(cloud, 'UPDATE grant_given SET account_id = ? WHERE account_id = ?', [thief.account, county.account])
    return (await thief.get('/api/grants')).status === 200
  },
  'a look at a child that no colleague has approved': async (cloud) => {
    const thief = await cloud.official('village', 'v01')
    const { id: child } = await registerChild(thief)
    const { id } = (await thief.post(`/api/children/${child}/openings`, openingOf(['identity']))).body
    await sql(cloud, "UPDATE child_opening SET state = 'open', waits = '' WHERE id = ?", [id])
    return (await thief.post(`/api/child-openings/${id}/reads`)).status === 200
  },
  "a session in somebody else's name": async (cloud) => {
    const [victim, token] = [await cloud.woman(VICTIM), randomBytes(32).toString('base64url')]
    await sql(cloud, 'INSERT INTO session (token_hash, account_id, expires_at, mark) VALUES (?, ?, ?, ?)', [
      ...[sha256(token), victim.account, '2099-01-01T00:00:00.000Z', sha256('mark')],
    ])
    return (await apiOf(cloud.url, token).get('/api/profile')).body.phone === VICTIM.phone
  },
  "her own session in somebody else's name": async (cloud) => {
    const [victim, thief] = [await cloud.woman(VICTIM), await cloud.woman()]
    await sql(cloud, 'UPDATE session SET account_id = ? WHERE account_id = ?', [victim.account, thief.account])
    return (await thief.get('/api/profile')).body.phone === VICTIM.phone
  },
  'her own account as somebody else': async (cloud) => {
    const [victim, thief] = [await cloud.woman(VICTIM), await cloud.woman()]
    await sql(cloud, 'UPDATE account SET person_id = ? WHERE id = ?', [victim.person as string, thief.account])
    return (await thief.get('/api/profile')).body.phone === VICTIM.phone
  },
  "her own WeChat on somebody else's account": async (cloud) => {
    const [victim, thief] = [await cloud.woman(VICTIM, 'o-victim'), await cloud.woman({}, 'o-thief')]
    const [hash] = await sql(cloud, 'SELECT open_id_hash FROM account WHERE id = ?', [thief.account])
    await sql(cloud, 'UPDATE account SET open_id_hash = NULL WHERE id = ?', [thief.account])
    await sql(cloud, 'UPDATE account SET open_id_hash = ? WHERE id = ?', [hash.open_id_hash, victim.account])
    return cloud.app.accounts.byOpenId('o-thief').then(
      ({ person }) => person === victim.person,
      () => false,
    )
  },
  'the identity code that a colleague reads out': async (cloud) => {
    const [thief, colleague, county] = [await cloud.woman(), await cloud.woman(), await cloud.official('county', 'c1')]
    const { code } = (await colleague.put('/api/profile/code', {})).body
    await sql(cloud, 'UPDATE one_time_code SET account_id = ? WHERE account_id = ?', [thief.account, colleague.account])
    await county.post('/api/grants', { code, role: 'town', place: 't1' })
    return (await thief.get('/api/calls')).status === 200
  },
  "somebody else's picture": async (cloud) => {
    const [victim, thief] = [await cloud.woman(), await cloud.woman()]
    const { id } = (await victim.upload(await jpeg())).body
    await sql(cloud, 'UPDATE upload SET account_id = ? WHERE id = ?', [thief.account, id])
    return (await thief.get(`/api/uploads/${id}`)).status === 200
  },
  "another town's training, to call it off": async (cloud) => {
    const [victim, thief] = [await cloud.official('town', 't1'), await cloud.official('town', 't2')]
    const id = await publish(victim, cloud.clock.now())
    await sql(cloud, "UPDATE activity SET organiser_id = 't2' WHERE id = ?", [id])
    return (await thief.post(`/api/activities/${id}/cancellation`, { revision: 0, why: '老师来不了' })).status === 200
  },
  "somebody else's case": async (cloud) => {
    const [victim, thief] = [await cloud.woman(), await cloud.woman()]
    const about = await publish(await cloud.official('town', 't1'), cloud.clock.now())
    const { id } = (await enrol(victim, about, VICTIM)).body
    await sql(cloud, 'UPDATE application SET person_id = ? WHERE id = ?', [thief.person as string, id])
    return (await thief.get(`/api/applications/${id}`)).body.answers?.phone === VICTIM.phone
  },
}

describe.each(ENGINES)('who can write the database on %s, and has no key, does not get', (engine) => {
  let [guarded, open]: Cloud[] = []
  beforeAll(async () => {
    guarded = await silent(engine)
    open = await silent(engine, { of: () => '', hold: () => true })
  })
  afterAll(() => Promise.all([guarded?.close(), open?.close()]))

  it.each(Object.entries(THEFTS))('%s; she would, if marks were not looked at', async (_, theft) => {
    expect([await theft(guarded as Cloud), await theft(open as Cloud)]).toEqual([false, true])
  })
})

const said: string[] = []

onBothEngines(
  'a case',
  (cloud) => {
    const enrolled = async () => {
      const about = await publish(await cloud().official('town', 't1'), cloud().clock.now())
      const her = await cloud().woman()
      return { her, about, id: (await enrol(her, about)).body.id as string }
    }

    it('does not open once any of its columns is changed, whichever column comes to it one day', async () => {
      const { db, keeping } = cloud().app
      const { id } = await enrolled()
      const { store } = keeping.engine
      const read = () => db.read.findOneByOrFail(Application, { id })
      const bound = db.read.connection
        .getMetadata(Application)
        .columns.filter(({ databaseName }) => !['id', 'data_key'].includes(databaseName))
      expect(bound.length).toBeGreaterThan(20)
      for (const { databaseName: column, propertyName } of bound) {
        const value = (await read())[propertyName as keyof Application]
        const other = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? Number(!value) : `${value ?? ''}1`.slice(-11)
        await sql(cloud(), `UPDATE application SET ${column} = ? WHERE id = ?`, [other as string, id])
        const changed = await read()
        expect({ column, whole: store.isWhole(changed) }).toEqual({ column, whole: false })
        expect(() => store.open(changed)).toThrow('changed outside')
        await sql(cloud(), `UPDATE application SET ${column} = ? WHERE id = ?`, [
          (typeof value === 'boolean' ? Number(value) : value) as string,
          id,
        ])
      }
      expect(store.open(await read()).id).toBe(id)
    })

    it('that is damaged is left out of the lists, named in the log, and keeps no other from being shown', async () => {
      const { her, about, id } = await enrolled()
      cloud().clock.advance(1000)
      const other = (await enrol(her, await publish(await cloud().official('town', 't1'), cloud().clock.now()))).body.id
      const mine = async () => (await her.get('/api/applications?box=mine')).body.items.map((row: { id: string }) => row.id)
      expect(await mine()).toEqual([other, id])
      await sql(cloud(), 'UPDATE application SET data_key = ? WHERE id = ?', ['1.a256gcm.k1.AAAA', id])
      said.length = 0
      expect(await mine()).toEqual([other])
      expect(said.join('')).toContain(`"application":"${id}"`)
      expect(said.join('')).not.toMatch(new RegExp(`${other}|${HER.name}|${HER.phone}`))
      expect((await (await cloud().official('town', 't1')).get(`/api/applications?box=about&about=${about}`)).body.items).toEqual([])
      expect((await her.get(`/api/applications/${id}`)).status).toBe(500)
    })

    it('tells its news to nobody else, whosever inbox they are put into', async () => {
      const { her, id } = await enrolled()
      const about = await publish(await cloud().official('town', 't1'), cloud().clock.now(), { needsReview: true })
      const asked = (await enrol(her, about)).body.id
      expect(asked).not.toBe(id)
      await (await cloud().official('town', 't1')).post(`/api/applications/${asked}/moves/accept`, { version: 1 })
      const thief = await cloud().woman()
      await sql(cloud(), 'UPDATE notice SET account_id = ? WHERE account_id = ?', [thief.account, her.account])
      expect((await thief.get('/api/notices')).body.items.map(({ title }: { title: string }) => title)).toEqual(['有一条消息打不开了'])
    })
  },
  (engine) => startCloud(engine, {}, { log: createLog('error', { write: (line: string) => said.push(line) }) }),
)
