import { rewrapAll } from '../../cloud/core/rotation'
import { sealer } from '../../cloud/core/seal'
import { keyringOf } from '../../cloud/core/settings'
import { eraseOneCase, eraseOnePerson } from '../../cloud/tools/erasing'
import { sealedTables } from '../../cloud/tools/sealed-tables'
import { verify } from '../../cloud/tools/verifying'
import { enrol, HER, publish } from '../support/activities'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'
import { runTool } from '../support/tool'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const ring = (...masters: string[]) => keyringOf(masters.join(','), key(9))
const [K1, K2] = [`k1:${key(1)}`, `k2:${key(2)}`]
const ORDER = { by: '县妇联值班员', why: '本人申请' }

type Row = Record<string, string | number | null>
const sql = (cloud: Cloud, text: string, values: (string | number | null)[] = []): Promise<Row[]> =>
  cloud.app.db.write((m) => m.query(text, values))

/** A case with three events and a look at her phone number: asked for, accepted, looked at, cancelled. */
async function told(cloud: Cloud) {
  const cadre = await cloud.official('town', 't1')
  const her = await cloud.woman({ name: HER.name })
  const about = await publish(cadre, cloud.clock.now(), { needsReview: true })
  const { id, receipt } = (await enrol(her, about)).body as { id: string; receipt: string }
  await cadre.post(`/api/applications/${id}/moves/accept`, { version: 1 })
  await cadre.post(`/api/applications/${id}/reveals`, { field: 'phone', reason: '电话通知' })
  await her.post(`/api/applications/${id}/moves/cancel`, { version: 2 })
  return { id, receipt, her, cadre }
}

/** What the verifier says of one thing, each sort of damage with the number of the event. */
async function damage({ app }: Cloud, id: string): Promise<string[]> {
  const { findings } = await verify(app)
  return findings.filter((one) => one.id === id).map((one) => (one.seq === undefined ? one.damage : `${one.damage} ${one.seq}`))
}

const keep = async (cloud: Cloud, id: string) => ({
  row: (await sql(cloud, 'SELECT * FROM application WHERE id = ?', [id]))[0] as Row,
  events: await sql(cloud, 'SELECT * FROM application_event WHERE application_id = ? ORDER BY seq', [id]),
})

async function put(cloud: Cloud, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row)
  await sql(cloud, `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, Object.values(row))
}

/** A case as it was, as if from an old copy of the database. */
async function putBack(cloud: Cloud, { row, events }: Awaited<ReturnType<typeof keep>>): Promise<void> {
  await sql(cloud, 'DELETE FROM application WHERE id = ?', [row.id as string])
  await sql(cloud, 'DELETE FROM application_event WHERE application_id = ?', [row.id as string])
  await put(cloud, 'application', row)
  for (const event of events) await put(cloud, 'application_event', event)
}

onBothEngines(
  'the verifier',
  (cloud) => {
    const event = (id: string, set: string, seq: number) =>
      sql(cloud(), `UPDATE application_event SET ${set} WHERE application_id = ? AND seq = ?`, [id, seq])

    it('finds nothing where nobody touched anything, and names a case by its number and the damage, by nothing else', async () => {
      const { id, receipt } = await told(cloud())
      expect(await damage(cloud(), id)).toEqual([])
      await event(id, "to_state = 'refused'", 2)
      const { findings } = await verify(cloud().app)
      expect(findings.filter((one) => one.id === id)).toEqual([{ what: 'application', id, receipt, damage: 'eventChanged', seq: 2 }])
    })

    it.each(['actor_id', 'handler_id', 'on_behalf_id', 'party', 'from_state', 'at', 'move'])(
      'names an event whose %s was changed',
      async (column) => {
        const { id } = await told(cloud())
        await event(id, `${column} = 'x'`, 2)
        expect(await damage(cloud(), id)).toEqual(['eventChanged 2'])
      },
    )

    it('names a row whose owner was changed', async () => {
      const { id, cadre } = await told(cloud())
      await sql(cloud(), 'UPDATE application SET person_id = ? WHERE id = ?', [cadre.person as string, id])
      expect(await damage(cloud(), id)).toEqual(['rowChanged'])
    })

    it('names an event that was removed: from the middle, the last one, and a look at her phone number', async () => {
      for (const seq of [2, 3, 4]) {
        const { id } = await told(cloud())
        await sql(cloud(), 'DELETE FROM application_event WHERE application_id = ? AND seq = ?', [id, seq])
        expect(await damage(cloud(), id)).toEqual([`eventRemoved ${seq}`])
      }
    })

    it('names events that were put into another order', async () => {
      const { id } = await told(cloud())
      for (const [from, to] of [
        [2, 9],
        [3, 2],
        [9, 3],
      ] as const)
        await event(id, `seq = ${to}`, from)
      expect(await damage(cloud(), id)).toEqual(['eventsReordered 2'])
    })

    it('names an event that was added', async () => {
      const { id } = await told(cloud())
      const [last] = (await keep(cloud(), id)).events.slice(-1)
      await put(cloud(), 'application_event', { ...(last as Row), seq: 5 })
      expect(await damage(cloud(), id)).toEqual(['eventAdded 5'])
    })

    it('names what is left of a case whose row was removed, and a key that was taken without an erasure', async () => {
      const [gone, locked] = [await told(cloud()), await told(cloud())]
      await sql(cloud(), 'DELETE FROM application WHERE id = ?', [gone.id])
      await sql(cloud(), "UPDATE application SET data_key = '' WHERE id = ?", [locked.id])
      expect([await damage(cloud(), gone.id), await damage(cloud(), locked.id)]).toEqual([['rowMissing'], ['keyRemoved']])
    })

    it('names a case that vanished whole, and one that was put back as it was, once they are anchored; before, it cannot', async () => {
      const { app, clock } = cloud()
      const [gone, back] = [await told(cloud()), await told(cloud())]
      const fresh = await told(cloud())
      const old = await keep(cloud(), back.id)
      const vanish = async (id: string) => {
        for (const [table, column] of [
          ['application', 'id'],
          ['application_event', 'application_id'],
        ])
          await sql(cloud(), `DELETE FROM ${table} WHERE ${column} = ?`, [id])
      }
      await back.cadre.post(`/api/applications/${back.id}/reveals`, { field: 'phone', reason: '再打一次' })
      await vanish(fresh.id)
      expect(await app.keeping.anchors.write(clock.now())).toBe(1)
      await vanish(gone.id)
      await putBack(cloud(), old)
      expect(await damage(cloud(), gone.id)).toEqual(['missing 4'])
      expect(await damage(cloud(), back.id)).toEqual(['older 5'])
      expect(await damage(cloud(), fresh.id)).toEqual([])
    })

    it('names a grant that lives again after it was taken, once that is anchored', async () => {
      const { app, clock } = cloud()
      const [she, county] = [await cloud().official('town', 't1'), await cloud().official('county', 'c1')]
      const [grant] = await sql(cloud(), 'SELECT * FROM grant_given WHERE account_id = ?', [she.account])
      const id = grant?.id as string
      await county.remove(`/api/grants/${id}`)
      await app.keeping.anchors.write(clock.now())
      await sql(cloud(), 'DELETE FROM grant_given WHERE id = ?', [id])
      await put(cloud(), 'grant_given', grant as Row)
      expect(await damage(cloud(), id)).toEqual(['older'])
    })

    it('names the record of an erasure that was changed', async () => {
      const { id, receipt } = await told(cloud())
      await eraseOneCase(cloud().app, receipt, ORDER)
      const [record] = await sql(cloud(), 'SELECT id FROM erasure WHERE subject_id = ?', [id])
      const of = record?.id as string
      expect(await damage(cloud(), of)).toEqual([])
      await sql(cloud(), "UPDATE erasure SET subject_id = 'x' WHERE id = ?", [of])
      expect(await damage(cloud(), of)).toEqual(['rowChanged'])
    })

    it('is content after every key was wrapped anew and after erasures, and still names what was changed then', async () => {
      const { app } = cloud()
      const [one, other, kept] = [await told(cloud()), await told(cloud()), await told(cloud())]
      await app.keeping.anchors.write(cloud().clock.now())
      await eraseOneCase(app, one.receipt, ORDER)
      await eraseOnePerson(app, other.her.account, ORDER)
      const { rewrapped } = await rewrapAll(app.db, sealer(ring(K2, K1)), sealedTables, async () => undefined)
      expect(rewrapped.application).toBeGreaterThan(0)
      for (const { id } of [one, other, kept]) expect([id, await damage(cloud(), id)]).toEqual([id, []])
      await sql(cloud(), 'DELETE FROM application_event WHERE application_id = ? AND seq = 5', [one.id])
      expect(await damage(cloud(), one.id)).toEqual(['eventRemoved 5', 'keyRemoved'])
    })
  },
  (engine) => startCloud(engine, { logLevel: 'silent', keys: ring(K1, K2) }),
)

onBothEngines(
  'the commands beside a running server',
  (cloud) => {
    const tool = (...command: [string, ...string[]]) => runTool(cloud(), command, { MASTER_KEYS: `${K1},${K2}`, CHAIN_KEY: key(9) })

    it('anchor, erase and verify, and end with 1 only where something was changed', async () => {
      const [one, other] = [await told(cloud()), await told(cloud())]
      expect(await tool('verify-audit', '--anchor')).toEqual({ code: 0, said: '写了 1 个锚\n' })
      const erased = await tool('erase', '--case', one.receipt, '--by', ORDER.by, '--why', ORDER.why)
      expect(erased).toEqual({ code: 0, said: '已删除：1 件申报、0 张照片\n' })
      expect((await tool('erase', '--case', one.receipt)).code).toBe(1)
      const whole = await tool('verify-audit', '--json')
      expect([whole.code, JSON.parse(whole.said)]).toMatchObject([0, { ok: true, anchors: 1, findings: [] }])
      await sql(cloud(), 'UPDATE application SET filer_id = ? WHERE id = ?', [one.her.account, other.id])
      const broken = await tool('verify-audit')
      expect([broken.code, broken.said]).toEqual([1, expect.stringContaining(`申报 ${other.receipt}：登记的内容被改动过`)])
    })
  },
  (engine) => startCloud(engine, { logLevel: 'silent', keys: ring(K1, K2) }),
)
