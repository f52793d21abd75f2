import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { writeBackup } from '../../cloud/core/backup'
import { openDatabase } from '../../cloud/core/database'
import { type Moment, momentOf } from '../../cloud/core/moment'
import { restoreBackup } from '../../cloud/core/restore'
import type { Settings } from '../../cloud/core/settings'
import { schema } from '../../cloud/schema'
import { putBack, shelvesOf } from '../../cloud/tools/shelves'
import { type Base, emptyBase } from './bases'
import { type Cloud, type Engine, startCloud } from './cloud'

type EmptyPlace = Base & Pick<Settings, 'storage'>

/** Servers, backups of them and places to restore these into, each new and all gone after every test. */
export function backups() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backup-'))
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  let made = 0
  /** a path at which there is nothing yet */
  const fresh = (): string => path.join(folder, `b${made++}`)

  const begin = async (engine: Engine, changed: Partial<Settings> = {}): Promise<Cloud> => {
    const cloud = await startCloud(engine, changed)
    closing.push(cloud.close)
    return cloud
  }

  /** Writes a backup. @returns its folder */
  const backUp = async (cloud: Cloud, moment: Moment = momentOf(cloud.settings.database, schema)): Promise<string> => {
    const to = fresh()
    const { database, keys, storage } = cloud.settings
    await writeBackup(to, { engine: database.engine, moment, keys, shelves: shelvesOf(storage), now: cloud.clock.now })
    return to
  }

  /** An empty database of this engine with uploads of its own. */
  const emptyPlace = async (engine: Engine): Promise<EmptyPlace> => {
    const base = await emptyBase(engine)
    closing.push(base.drop)
    return { ...base, storage: { sort: 'folder', folder: fresh() } }
  }

  const restore = async (from: string, engine: Engine, keys: Settings['keys'], place?: EmptyPlace) => {
    const { address, storage } = place ?? (await emptyPlace(engine))
    const db = await openDatabase(address, schema)
    const putFile = putBack.bind(undefined, shelvesOf(storage))
    try {
      await restoreBackup(from, { db, migrations: schema.migrations.map(({ name }) => name), keys, putFile })
    } catch (error) {
      await db.close()
      throw error
    }
    closing.push(() => db.close())
    return { db, settings: { database: address, storage } }
  }

  return { begin, backUp, emptyPlace, restore, fresh, closing }
}
