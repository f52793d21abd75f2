import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Role } from '@shared/core/place'
import { atChina } from '@shared/core/time'
import { type App, createApp } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import { newId } from '../../cloud/core/ids'
import { keyringOf, type Settings } from '../../cloud/core/settings'
import { newToken } from '../../cloud/features/people/accounts.service'
import type { Profile } from '../../cloud/features/people/profile.service'
import { storeCounty } from '../../cloud/features/regions/county'
import type { Replaced } from '../../cloud/replaced'
import { demoCounty } from '../../cloud/tools/demo-county'
import { type Api, apiOf } from './api'
import { keep, lay } from './grown'
import { leftInClear } from './in-clear'
import { mariadbUrl } from './mariadb'

export type Engine = 'sqlite' | 'mysql'
export const ENGINES: readonly Engine[] = ['sqlite', 'mysql']

/** A clock that stands still until a test moves it. */
export interface Clock {
  now(): string
  set(iso: string): void
  advance(ms: number): void
}

/** A Monday morning in China, a working day with a quiet week before it. */
const MONDAY = atChina('2026-11-23', '09:00')

export function clockAt(iso = MONDAY): Clock {
  let at = Date.parse(iso)
  return {
    now: () => new Date(at).toISOString(),
    set: (next) => {
      at = Date.parse(next)
    },
    advance: (ms) => {
      at += ms
    },
  }
}

export interface Cloud {
  url: string
  app: App
  clock: Clock
  folder: string
  settings: Settings
  /** a new woman with an account; what she told so far is her profile */
  woman(profile?: Profile, openId?: string): Promise<Api & Caller>
  /** a new cadre or partner with a role at a place */
  official(role: Role, place: string, name?: string, openId?: string): Promise<Api & Caller>
  /** nobody signed in */
  anybody: Api
  close(): Promise<void>
}

export const keys = keyringOf(`k1:${Buffer.alloc(32, 7).toString('base64')}`, Buffer.alloc(32, 9).toString('base64'))

async function signedIn(cloud: { app: App; url: string }, account: string): Promise<Api & Caller> {
  const token = newToken()
  await cloud.app.db.write((m) => cloud.app.accounts.startSession(m, account, token))
  const caller = (await cloud.app.accounts.caller(account)) as Caller
  return Object.assign(apiOf(cloud.url, token), caller)
}

const IDLE_MS = 120_000
const withPlaces = (app: App): Promise<void> => app.db.write((m) => storeCounty(m, demoCounty))

/** A real server on a fresh database of either engine, with the places of the demo county and a clock of its own. */
export async function startCloud(
  engine: Engine,
  changed: Partial<Settings> = {},
  replaced: Replaced = {},
  clock = clockAt(),
  fill: (app: App) => Promise<void> = withPlaces,
): Promise<Cloud> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cloud-'))
  const mysql = engine === 'mysql' ? await mariadbUrl('cloud') : undefined
  const settings: Settings = {
    ...{ production: false, demo: false, host: '127.0.0.1', port: 0, dataDir: folder, keys, logLevel: 'error' },
    database: mysql ? { engine: 'mysql', url: mysql.url } : { engine: 'sqlite', file: path.join(folder, 'test.sqlite') },
    storage: { sort: 'folder', folder: path.join(folder, 'uploads') },
    ...changed,
  }
  if (!changed.database) await lay(settings.database)
  const app = await createApp(settings, {
    now: clock.now,
    keptMs: 0,
    limits: { usual: 1_000_000, strangers: 1_000_000, guessable: 1_000_000, signIn: 1_000_000 },
    ...replaced,
  })
  // On a busy machine a test may be late by seconds: a line must not be hung up in the moment in which it is used again.
  app.server.keepAliveTimeout = IDLE_MS
  await app.db.migrate()
  if (!changed.database) await keep(settings.database)
  await fill(app)
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const base = { app, url }
  return {
    ...base,
    clock,
    folder,
    settings,
    anybody: apiOf(url),
    woman: async (profile = {}, openId) =>
      signedIn(base, await app.db.write((m) => app.accounts.create(m, { profile: { ...profile }, ...(openId ? { openId } : {}) }))),
    official: async (role, placeId, name = '某干部', openId) => {
      const accountId = await app.db.write(async (m) => {
        const id = await app.accounts.create(m, { profile: { name }, ...(openId ? { openId } : {}) })
        const at = clock.now()
        await app.grants.record(m, { id: newId(at), account: id, role, place: placeId, by: null, at })
        return id
      })
      return signedIn(base, accountId)
    },
    close: async () => {
      app.server.closeAllConnections()
      await new Promise((resolve) => app.server.close(resolve))
      const left = replaced.seal ? [] : await leftInClear(app.db, folder)
      await app.db.close()
      await mysql?.drop()
      rmSync(folder, { recursive: true, force: true })
      if (left.length > 0) throw new Error(`these tests left in clear what people typed: ${left.join()}`)
    },
  }
}

/** The same sentences on both engines, each file with one server per engine. */
export function onBothEngines(
  title: string,
  tests: (cloud: () => Cloud) => void,
  start: (engine: Engine) => Promise<Cloud> = (engine) => startCloud(engine),
): void {
  describe.each(ENGINES)(`${title} on %s`, (engine) => {
    let cloud: Cloud
    beforeAll(async () => {
      cloud = await start(engine)
    })
    afterAll(() => cloud?.close())
    tests(() => cloud)
  })
}
