import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { changeOne, type Database, insert, type Manager, openDatabase } from '../../cloud/core/database'
import type { DatabaseAddress } from '../../cloud/core/settings'
import { MessagePermission } from '../../cloud/features/notices/notice.entity'
import { schema } from '../../cloud/schema'
import type { Engine } from './cloud'
import { mariadbUrl } from './mariadb'

export interface Base {
  address: DatabaseAddress
  drop(): Promise<void>
}

/** An empty database of either engine, without a server in front of it. */
export async function emptyBase(engine: Engine): Promise<Base> {
  if (engine === 'mysql') {
    const { url, drop } = await mariadbUrl('base')
    return { address: { engine, url }, drop }
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'base-'))
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  return { address: { engine, file: path.join(folder, 'test.sqlite') }, drop }
}

/** A promise that somebody else fulfils: how two units of work wait for each other without a clock. */
export function signal(): { given: Promise<void>; give: () => void } {
  let give: () => void = () => undefined
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

export const add = (m: Manager, accountId: string, remaining = 0) =>
  insert(m, MessagePermission, { accountId, template: 'progress', remaining })
export const take = (m: Manager, accountId: string) =>
  changeOne(m, MessagePermission, 'account_id = :accountId AND remaining > 0', { accountId }, { remaining: () => 'remaining - 1' })
export const names = async (m: Manager) => (await m.find(MessagePermission, { order: { accountId: 'ASC' } })).map((row) => row.accountId)
export const refuse = () => Promise.reject(new Error('refused'))

/** Databases with all tables, each with its address, closed and dropped after every test. */
export function freshBases(): (engine: Engine) => Promise<{ db: Database; address: DatabaseAddress }> {
  const opened: { base: Base; db: Database }[] = []
  afterEach(async () => {
    for (const { base, db } of opened.splice(0)) {
      await db.close()
      await base.drop()
    }
  })
  return async (engine) => {
    const base = await emptyBase(engine)
    const db = await openDatabase(base.address, schema)
    opened.push({ base, db })
    await db.migrate()
    return { db, address: base.address }
  }
}
