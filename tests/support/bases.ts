import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DatabaseAddress } from '../../cloud/core/settings'
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
