/** npm run bench -- [--json | --markdown] [--quick] [--only <name>]: what the product can do against yardsticks of its own kind. */
import { parseArgs } from 'node:util'
import { say } from '../support/say'
import { campaignPage } from './campaign'
import { claim } from './claim'
import { draining } from './draining'
import { enrolling } from './enrolling'
import { inbox } from './inbox'
import { lapsing } from './lapsing'
import { loans } from './loans'
import { matching } from './matching'
import { publicPage } from './page'
import { openPlace, type Place } from './place'
import { ranking } from './ranking'
import { machineOf, markdownOf, type Report, type Result } from './result'
import { starting } from './starting'

type Bench = (place: Place, quick: boolean) => Promise<Result[]>

const BENCHES: Record<string, Bench> = {
  'enrol-mysql': (place, quick) => enrolling('mysql')(place, quick ? { rounds: 3, each: 1_000 } : { rounds: 7, each: 2_500 }),
  inbox: (place, quick) => inbox(place, { rounds: quick ? 3 : 7, each: 400, cases: 1_000_000 }),
  page: (place, quick) => publicPage(place, quick ? { rounds: 3, each: 5_000 } : { rounds: 7, each: 20_000 }),
  campaign: (place, quick) => campaignPage(place, quick ? { rounds: 3, each: 5_000 } : { rounds: 7, each: 20_000 }),
  notices: (place, quick) => draining(place, { notices: quick ? 10_000 : 50_000 }),
  lapsing: (place) => lapsing(place, { offers: 200 }),
  claim: () => claim(),
  loans: (_, quick) => loans({ rounds: quick ? 3 : 5 }),
  ranking: () => ranking(),
  matching: (_, quick) => matching({ rounds: quick ? 3 : 7 }),
  start: (place, quick) => starting(place, { times: quick ? 3 : 7 }),
  'enrol-sqlite': (place, quick) => enrolling('sqlite')(place, quick ? { rounds: 3, each: 1_000 } : { rounds: 7, each: 2_500 }),
}

function print(report: Report, json: boolean, markdown: boolean): void {
  if (json) console.log(JSON.stringify(report))
  else if (markdown) console.log(markdownOf(report))
  else console.table(report.results)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  })
  const place = await openPlace()
  const results: Result[] = []
  let machine: Report['machine'] = {}
  try {
    for (const [name, bench] of Object.entries(BENCHES).filter(([name]) => values.only === undefined || name.startsWith(values.only))) {
      say(`\n${name}`)
      results.push(...(await bench(place, values.quick)))
    }
    machine = machineOf(place.folder, place.versions)
  } finally {
    await place.close()
  }
  print({ machine, settings: place.settings, results }, values.json, values.markdown)
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
}

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error)
    process.exit(1)
  },
)
