/** `fill <folder> <loans>`: makes so many repaid loans with their declarations. `claim <folder> <loans>`: draws up and writes their claim of a quarter, and tells what it took. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { newCase } from '@shared/core/case'
import { addDays } from '@shared/core/time'
import { BEGUN } from '@shared/core/workflow'
import type { Payment, Terms } from '@shared/features/loan/book.entries'
import { loan } from '@shared/features/loan/loan.kind'
import { type App, createApp } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import type { Manager } from '../../cloud/core/database'
import { newId, newReceipt } from '../../cloud/core/ids'
import { keyringOf } from '../../cloud/core/settings'
import { NO_ALARM } from '../../cloud/features/applications/application.entity'
import { partnerSees } from '../../cloud/features/applications/reading'
import { bookStore } from '../../cloud/features/loan/book.store'
import { drawClaims } from '../../cloud/features/loan/claim.drawing'
import { claimsService } from '../../cloud/features/loan/claim.service'
import { claimStore } from '../../cloud/features/loan/claim.store'
import { loanTables } from '../../cloud/features/loan/loan.tables'
import { storeCounty } from '../../cloud/features/regions/county'
import { demoCounty } from '../../cloud/tools/demo-county'
import { DECLARED } from '../support/declarations'

const TOGETHER = 100
const NOW = '2026-11-23T01:00:00.000Z'
/** In the quarter that is claimed: none before it may be left out. */
const RELEASED = '2026-07-10'
const PLACES = { county: 'c1', town: 't1', village: 'v01' }

const terms: Terms = {
  ...{ principal: 20_000_000, rate: 43_500, style: 'equalPrincipal', released: RELEASED, termMonths: 24, everyMonths: 1 },
  ...{ dayCount: '30/360', help: { rate: 43_500, percent: 50 } },
}
const DUES = ['2026-08-10', '2026-09-10', '2026-10-10', '2026-11-10']
/** Four instalments, every tenth of them some days late. */
const repaid = (n: number): Omit<Payment, 'id'>[] =>
  DUES.map((due, k) => ({ sort: 'repayment', day: addDays(due, (n + k) % 10 === 0 ? 12 : 0), principal: 833_333 }))

/** Her declaration, sealed as every other, in the state in which it is while she repays. */
async function declare({ keeping: { engine } }: App, m: Manager, id: string, receipt: string): Promise<void> {
  const begun = newCase(loan, { id, filer: 'bench', people: {}, places: { applicant: PLACES }, offices: { bank: 'o4', hr: 'o1' } })
  const row = { ...begun, state: 'repaying', answers: DECLARED } as typeof begun
  const happened = { move: BEGUN, from: 'draft', to: 'repaying', actor: { account: 'bench', grants: [], session: null } as Caller }
  const step = { ...happened, party: 'applicant', standingIn: false, input: DECLARED, at: NOW }
  await engine.store.begin(m, row, { receipt, aboutId: 'c1', at: NOW }, step as never, { todos: [], alarmAt: NO_ALARM })
}

async function fill(app: App, loans: number): Promise<void> {
  await app.db.migrate()
  await app.db.write((m) => storeCounty(m, demoCounty))
  const store = bookStore(app.keeping.marks, app.seal)
  for (let made = 0; made < loans; made += TOGETHER)
    await app.db.write(async (m) => {
      for (let n = made; n < made + TOGETHER; n++) {
        const [id, receipt] = [newId(NOW), newReceipt()]
        await declare(app, m, id, receipt)
        const places = { bankId: 'o4', villageId: PLACES.village, townId: PLACES.town, countyId: PLACES.county }
        const frozen = { policy: 'cj2023n75', lpr: null, principal: terms.principal, released: RELEASED, terms }
        const book = await store.begin(m, { id, receipt, ...places, ...frozen }, NOW)
        const lines = repaid(n).map((entry) => ({ id: newId(NOW), entry, note: '' }))
        await store.add(m, book, lines, { account: 'bench', now: NOW })
      }
    })
}

const peakMb = (): number => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024)

async function claim(app: App, loans: number): Promise<object> {
  const store = bookStore(app.keeping.marks, app.seal)
  const partner = (m: Manager, ids: readonly string[], role: 'hr' | 'finance') => partnerSees(app.keeping.engine, m, ids, role)
  const ports = { atlas: app.regions.atlas, partnerSees: partner, ownLoans: async () => [] }
  const untold = { holders: async () => new Map(), tell: async () => undefined }
  const claimed = claimStore(app.keeping.marks)
  const claims = claimsService(app.db, claimed, store, { ...ports, ...untold })
  const tables = loanTables({ db: app.db, books: store, claims, store: claimed, ports })
  const hr: Caller = { account: 'bench', grants: [{ role: 'hr', place: 'o1' }], session: null }
  const id = newId(NOW)
  const atlas = await app.regions.atlas()
  const restMb = peakMb()
  await app.db.write((m) => claims.begin(m, hr, id, '2026-Q3', atlas, NOW))
  const began = performance.now()
  await drawClaims(app.db, store, claimed)
  const drawn = performance.now()
  const drawnMb = peakMb()
  const table = await tables.claim(hr, id)
  const done = performance.now()
  const { lines } = await claims.show(hr, id)
  if (lines !== loans) throw new Error(`${lines} lines for ${loans} loans`)
  const took = { drawSeconds: (drawn - began) / 1000, tableSeconds: (done - drawn) / 1000, tableMb: table.length / 1024 / 1024 }
  return { ...took, restMb, drawnMb, peakMb: peakMb() }
}

async function main(): Promise<void> {
  const [what, folder = '', loans] = process.argv.slice(2)
  const keys = keyringOf(`k1:${Buffer.alloc(32, 7).toString('base64')}`, Buffer.alloc(32, 9).toString('base64'))
  const settings = {
    ...{ production: false, demo: false, host: '127.0.0.1', port: 0, dataDir: folder, keys, logLevel: 'silent' as const },
    database: { engine: 'sqlite' as const, file: path.join(folder, 'claim.sqlite') },
    storage: { sort: 'folder' as const, folder: path.join(folder, 'files') },
  }
  const app = await createApp(settings, { now: () => NOW })
  try {
    if (what === 'fill') await fill(app, Number(loans))
    else console.log(JSON.stringify(await claim(app, Number(loans))))
  } finally {
    await app.db.close()
  }
}

main().catch((error: Error) => {
  console.error(error)
  process.exitCode = 1
})
