import { setTimeout as pause } from 'node:timers/promises'
import { say } from '../support/say'
import { county } from './people'
import type { Place } from './place'
import { type Result, within } from './result'
import { medianOf } from './rounds'

/** From the start of the process until it calls itself ready, on a database that has its tables; its memory when it has nothing to do. */
export async function starting(place: Place, { times }: { times: number }): Promise<Result[]> {
  const results: Result[] = []
  for (const [name, env] of [
    ['MariaDB', await place.onMariadb('start')],
    ['SQLite', place.onSqlite('start')],
  ] as const) {
    const app = await place.open(env)
    await county(app)
    await app.db.close()
    const seconds: number[] = []
    let idle = 0
    for (let n = 0; n < times; n++) {
      const server = await place.product(env)
      seconds.push(server.startMs / 1000)
      if (n === 0) {
        await pause(5_000)
        idle = server.memory().now
      }
      await server.stop()
    }
    say(`  ${name}：${seconds.map((s) => s.toFixed(2)).join('、')} 秒`)
    results.push(within(1.5, { name: `启动到就绪，${name}`, unit: '秒', value: medianOf(seconds) }))
    results.push(within(160, { name: `内存，空闲，${name}`, unit: 'MB', value: idle }))
  }
  return results
}
