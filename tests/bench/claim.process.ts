/** node --import tsx tests/bench/claim.process.ts <loans>: draws up and writes the claim of a quarter in this process, and tells what it took. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { addDays } from '@shared/core/time'
import type { Payment, Terms } from '@shared/features/loan/book.entries'
import { createApp } from '../../cloud/app'
import type { Caller } from '../../cloud/core/caller'
import { newId, newReceipt } from '../../cloud/core/ids'
import { keyringOf } from '../../cloud/core/settings'
import { bookStore } from '../../cloud/features/loan/book.store'
import { drawClaims } from '../../cloud/features/loan/claim.drawing'
import { claimsService } from '../../cloud/features/loan/claim.service'
import { claimStore } from '../../cloud/features/loan/claim.store'
import { loanTables } from '../../cloud/features/loan/loan.tables'
import { storeCounty } from '../../cloud/features/regions/county'
import { demoCounty } from '../../cloud/tools/demo-county'

const TOGETHER = 100
const NOW = '2026-11-23T01:00:00.000Z'
const RELEASED = '2025-02-10'

const terms: Terms = {
  ...{ principal: 20_000_000, rate: 43_500, style: 'equalPrincipal', released: RELEASED, termMonths: 24, everyMonths: 3 },
  ...{ dayCount: '30/360', help: { rate: 43_500, percent: 50 } },
}
const DUES = ['2025-05-10', '2025-08-10', '2025-11-10', '2026-02-10', '2026-05-10', '2026-08-10']
/** Six instalments, every tenth of them some days late. */
const repaid = (n: number): Omit<Payment, 'id'>[] =>
  DUES.map((due, k) => ({ sort: 'repayment', day: addDays(due, (n + k) % 10 === 0 ? 12 : 0), principal: 2_500_000 }))

const peakMb = (): number => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024)

async function main(): Promise<void> {
  const loans = Number(process.argv[2])
  const folder = mkdtempSync(path.join(os.tmpdir(), 'claim-'))
  const keys = keyringOf(`k1:${Buffer.alloc(32, 7).toString('base64')}`, Buffer.alloc(32, 9).toString('base64'))
  const settings = {
    ...{ production: false, demo: false, host: '127.0.0.1', port: 0, dataDir: folder, keys, logLevel: 'silent' as const },
    database: { engine: 'sqlite' as const, file: path.join(folder, 'claim.sqlite') },
    storage: { sort: 'folder' as const, folder: path.join(folder, 'files') },
  }
  const app = await createApp(settings, { now: () => NOW })
  try {
    await app.db.migrate()
    await app.db.write((m) => storeCounty(m, demoCounty))
    const store = bookStore(app.keeping.marks, app.seal)
    for (let made = 0; made < loans; made += TOGETHER)
      await app.db.write(async (m) => {
        for (let n = made; n < made + TOGETHER; n++) {
          const places = { bankId: 'o4', villageId: 'v01', townId: 't1', countyId: 'c1' }
          const frozen = { policy: 'cj2023n75', lpr: null, principal: terms.principal, released: RELEASED, terms }
          const book = await store.begin(m, { id: newId(NOW), receipt: newReceipt(), ...places, ...frozen }, NOW)
          const lines = repaid(n).map((entry) => ({ id: newId(NOW), entry, note: '' }))
          await store.add(m, book, lines, { account: 'bench', now: NOW })
        }
      })
    const ports = {
      atlas: app.regions.atlas,
      partnerSees: async (_: unknown, ids: readonly string[]) => new Map(ids.map((id) => [id, { name: '王桂兰', purpose: '买蜂箱' }])),
    }
    const claimed = claimStore(app.keeping.marks)
    const claims = claimsService(app.db, claimed, ports)
    const tables = loanTables({ db: app.db, books: store, claims, store: claimed, ports })
    const hr: Caller = { account: 'bench', grants: [{ role: 'hr', place: 'o1' }], session: null }
    const id = newId(NOW)
    const atlas = await app.regions.atlas()
    await app.db.write((m) => claims.begin(m, hr, id, '2026-Q3', atlas, NOW))
    const began = performance.now()
    await drawClaims(app.db, store, claimed)
    const drawn = performance.now()
    const table = await tables.claim(hr, id)
    const done = performance.now()
    const { lines } = await claims.show(hr, id)
    if (lines !== loans) throw new Error(`${lines} lines for ${loans} loans`)
    const told = { drawSeconds: (drawn - began) / 1000, tableSeconds: (done - drawn) / 1000, tableMb: table.length / 1024 / 1024 }
    console.log(JSON.stringify({ ...told, peakMb: peakMb() }))
  } finally {
    await app.db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

main().catch((error: Error) => {
  console.error(error)
  process.exitCode = 1
})
