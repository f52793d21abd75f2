import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { anchorsOf } from '../../cloud/core/anchor'
import type { Audited, Entry } from '../../cloud/core/audit'
import { storageOf } from '../../cloud/core/storage'
import { verify } from '../../cloud/tools/verifying'
import { enrol, publish } from '../support/activities'
import { type Cloud, ENGINES, startCloud } from '../support/cloud'

const DAY = 86_400_000
const nameOf = (no: number) => String(no).padStart(8, '0')

describe.each(ENGINES)('anchors on %s', (engine) => {
  let cloud: Cloud
  beforeEach(async () => {
    cloud = await startCloud(engine, { logLevel: 'silent' })
  })
  afterEach(() => cloud?.close())
  const folder = () => path.join(cloud.folder, 'uploads', 'anchors')
  const fileOf = (no: number) => path.join(folder(), nameOf(no))
  const said = async (least?: number) => (await verify(cloud.app, least)).findings.map(({ what, id, damage }) => `${what} ${id} ${damage}`)
  /** Three days with an enrolment each, anchored each night. */
  const threeDays = async () => {
    for (let day = 0; day < 3; day++) {
      await enrol(await cloud.woman(), await publish(await cloud.official('town', 't1'), cloud.clock.now()))
      cloud.clock.advance(DAY)
      expect(await cloud.app.work.anchor()).toBe(1)
    }
    expect(await said()).toEqual([])
  }

  it('are written once a day, however many servers try at once', async () => {
    const { app, clock } = cloud
    const all = () => Promise.all([app.work.anchor(), app.work.anchor(), app.work.anchor()])
    expect((await all()).sort()).toEqual([0, 0, 1])
    expect(await all()).toEqual([0, 0, 0])
    clock.advance(DAY)
    expect((await all()).sort()).toEqual([0, 0, 1])
    expect([readdirSync(folder()), await said()]).toEqual([[nameOf(1), nameOf(2)], []])
  })

  it('hold what has changed since the one before, and no name or number of anybody', async () => {
    await threeDays()
    const entries = [1, 2, 3].map((no) => JSON.parse(readFileSync(fileOf(no), 'utf8').split('\n')[1] as string).entries as Entry[])
    expect(entries.map((some) => some.filter(([what]) => what === 'application').length)).toEqual([1, 1, 1])
  })

  it.each<[string, () => void, string[]]>([
    ['removed', () => rmSync(fileOf(2)), ['anchor 2 anchorMissing']],
    ['removed, the newest', () => rmSync(fileOf(3)), ['anchor 3 anchorMissing']],
    [
      'changed',
      () => writeFileSync(fileOf(2), readFileSync(fileOf(2), 'utf8').replace('"application"', '"appliance"')),
      ['anchor 2 anchorChanged'],
    ],
    ['replaced by an older one', () => copyFileSync(fileOf(1), fileOf(2)), ['anchor 2 anchorChanged']],
  ])('are named when one was %s', async (_, tamper, findings) => {
    await threeDays()
    tamper()
    expect(await said()).toEqual(findings)
  })

  it.each(["at = '2999-01-01T00:00:00.000Z'", 'closed = 0'])(
    'are named when their record was changed to keep the next from being written: %s',
    async (set) => {
      await threeDays()
      await cloud.app.db.write((m) => m.query(`UPDATE anchor SET ${set} WHERE no = 3`))
      expect(await said()).toEqual(['anchor 3 anchorForgotten'])
    },
  )

  it('go on where a record says that somebody is writing one in years to come', async () => {
    await threeDays()
    await cloud.app.db.write((m) => m.query("UPDATE anchor SET mark = NULL, at = '2999-01-01T00:00:00.000Z' WHERE no = 3"))
    cloud.clock.advance(DAY)
    expect([await cloud.app.work.anchor(), readdirSync(folder()).length, await said()]).toEqual([1, 4, []])
  })

  it('are named as too few when the newest is gone with its record, to whoever has noted down how many there are', async () => {
    await threeDays()
    rmSync(fileOf(3))
    await cloud.app.db.write((m) => m.query('DELETE FROM anchor WHERE no = 3'))
    expect([await said(), await said(3)]).toEqual([[], ['anchor 3 anchorMissing']])
  })

  it('are never written over: a database that has forgotten them finds them again and goes on behind', async () => {
    await threeDays()
    const before = [1, 2, 3].map((no) => readFileSync(fileOf(no), 'utf8'))
    await cloud.app.db.write((m) => m.query('DELETE FROM anchor'))
    expect((await said()).slice(0, 1)).toEqual(['anchor 1 anchorForgotten'])
    expect(await cloud.app.work.anchor()).toBe(1)
    expect([1, 2, 3].map((no) => readFileSync(fileOf(no), 'utf8'))).toEqual(before)
    expect([readdirSync(folder()).length, await said()]).toEqual([4, []])
  })

  it('go on where a server died over one', async () => {
    await cloud.app.db.write((m) => m.query('INSERT INTO anchor (no, at, closed, mark) VALUES (1, ?, 0, NULL)', [cloud.clock.now()]))
    expect(await cloud.app.work.anchor()).toBe(0)
    cloud.clock.advance(2 * 3_600_000)
    expect([await cloud.app.work.anchor(), await said()]).toEqual([1, []])
  })

  it('are cut into files of a bearable size, and every entry is compared', async () => {
    const many = Array.from({ length: 25_000 }, (_, i): Entry => ['thing', `T${i}`, 1, 'h'])
    let compared = 0
    const things: Audited = {
      what: 'thing',
      seen: () => 0,
      findings: async function* () {},
      changes: async function* () {
        for (let i = 0; i < many.length; i += 500) yield many.slice(i, i + 500)
      },
      compare: async (entries) => {
        compared += entries.length
        return []
      },
    }
    const anchors = anchorsOf(cloud.app.db, storageOf(cloud.settings.storage, 'anchors'), Buffer.alloc(32, 1), [things])
    expect(await anchors.write(cloud.clock.now())).toBe(3)
    const findings = []
    for await (const finding of anchors.findings(() => undefined)) findings.push(finding)
    expect([findings, compared]).toEqual([[], 25_000])
  })
})
