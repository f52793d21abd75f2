/**
 * npm run proof:cluster [-- --json] [-- --women 900]
 * Three Galera nodes, a server on each. A node is killed under load and brought back: nothing acknowledged is lost, no seat oversold, the
 * nodes end up equal. Clients go on to the next server when theirs does not answer, as behind a balancer that asks /readyz.
 * With count-then-insert the same cluster must oversell. Not part of `npm test`: it installs galera-4.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { App } from '../../cloud/app'
import { ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { createDatabase } from '../support/mariadb'
import { openApp, PRODUCT } from '../support/product'
import { say } from '../support/say'
import { ask, eventually, insist, inTurn } from './stage/client'
import { enrolment, type Person, publish, settle, signUp } from './stage/crowd'
import { checksums, type Node, startGalera, stopGalera, withoutKey } from './stage/galera'
import { type Acknowledged, allSent, ledgerOf } from './stage/ledger'
import { finish, prove } from './stage/report'
import { openWorld, type Server, startServer, UNGUARDED } from './stage/stage'

interface Run {
  engine: 'galera'
  processes: number
  killed: 'node' | 'nothing'
  guard: string
  acknowledged: number
  stored: number
  lost: number
  doubled: number
  noticesLost: number
  seats: number
  seated: number
  waiting: number
  /** the longest time in which nobody in the whole cluster was answered */
  pauseMs: number
}

const SIZE = 3
const VICTIM = 1
const AT_ONCE = 30
const CROWD = 100
const PATIENCE_MS = 120_000
const SEATS = 30
const COOL = 9
const LOOKING = 10

interface Cluster {
  app: App
  nodes: readonly Node[]
  servers: readonly Server[]
  wechat: { sent: readonly { page: string }[] }
}

/** Asks the first server, and after each failure the next one. */
const anywhere = (servers: readonly Server[], from: number, request: Parameters<typeof ask>[1]) =>
  insist((attempt) => ask(servers[(from + attempt) % servers.length]?.url as string, request), PATIENCE_MS)

const isReady = async ({ url }: Server) => (await ask(url, { method: 'GET', path: '/readyz' }).catch(() => ({ status: 0 }))).status === 200

/** kill -9 of a node at three tenths of the load, back at a half; its server stays and must find out both by itself. */
function incident({ nodes, servers }: Cluster, total: number, faults: string[]) {
  const victim = nodes[VICTIM] as Node
  const server = servers[VICTIM] as Server
  const plan: [number, () => Promise<void>][] = [
    [
      Math.round(total * 0.3),
      async () => {
        say('  kill -9 一个节点')
        await victim.kill()
        if (!(await eventually(async () => !(await isReady(server)), 30_000))) faults.push('节点没了，它的服务还说自己就绪')
      },
    ],
    [
      Math.round(total * 0.5),
      async () => {
        const began = performance.now()
        await victim.rejoin()
        say(`  节点回来并追上用了 ${((performance.now() - began) / 1000).toFixed(1)} 秒`)
        if (!(await eventually(() => isReady(server), 60_000))) faults.push('节点回来了，它的服务还没有就绪')
      },
    ],
  ]
  let under: Promise<void> = Promise.resolve()
  const at = (acknowledged: number) => {
    const [next] = plan
    if (!next || acknowledged < next[0]) return
    plan.shift()
    under = under.then(next[1])
  }
  return { at, over: () => under }
}

/** Everybody enrols: every second one in the hot activity. Every tenth looks at her case at another server right away. */
async function load(cluster: Cluster, women: readonly Person[], [hot, ...cool]: readonly string[], faults: string[], killing: boolean) {
  const { servers } = cluster
  const said: Acknowledged[] = []
  const times: number[] = []
  const { at, over } = incident(cluster, women.length, faults)
  await inTurn(women, killing ? AT_ONCE : CROWD, async (her, n) => {
    const activity = n % 2 === 0 ? hot : cool[n % cool.length]
    const { status, body } = await anywhere(servers, n, enrolment(her, activity as string, randomUUID()))
    if (status !== 201) return void faults.push(`拒绝 ${status} ${body.error}`)
    said.push({ account: her.account, id: body.id, receipt: body.receipt })
    times.push(performance.now())
    if (killing) at(said.length)
    if (n % LOOKING !== 0) return
    const seen = await anywhere(servers, n + 1, { method: 'GET', path: `/api/applications/${body.id}`, token: her.token })
    if (seen.status !== 200) faults.push(`另一个服务看不见刚报的名（${seen.status}）`)
  })
  await over()
  const pauseMs = Math.round(times.reduce((most, time, n) => Math.max(most, time - (times[n - 1] ?? time)), 0))
  return { said, pauseMs }
}

async function standings({ app }: Cluster, activityId: string) {
  const places = await app.db.read.findBy(ActivityPlace, { activityId })
  const queue = places.flatMap(({ standing, queueNo }) => (standing === 'waiting' ? [queueNo] : [])).sort((a, b) => a - b)
  const seated = places.filter(({ standing }) => standing === 'seated').length
  return { seated, waiting: queue.length, gapless: queue.every((no, n) => no === n + 1) }
}

async function guarded(cluster: Cluster, cadre: Person, women: readonly Person[]): Promise<{ run: Run; ok: boolean }> {
  say(`\n三个 Galera 节点、三个服务进程，${women.length} 人报名，一半抢同一个活动的 ${SEATS} 个名额，中途 kill -9 一个节点`)
  const faults: string[] = []
  const wanted = [{ seats: SEATS }, ...Array.from({ length: COOL }, () => ({ needsReview: true, seats: 200 }))]
  const activities: string[] = []
  for (const changed of wanted) activities.push(await publish(cluster.servers[0]?.url as string, cadre, changed))
  const began = performance.now()
  const { said, pauseMs } = await load(cluster, women, activities, faults, true)
  say(`  ${said.length} 人得到回答，用了 ${((performance.now() - began) / 1000).toFixed(1)} 秒；最长停顿 ${pauseMs} 毫秒。等消息发完`)
  const delivered = () => new Set(cluster.wechat.sent.map(({ page }) => page.split('id=')[1] as string))
  await eventually(() => allSent(cluster.app, activities, delivered()), PATIENCE_MS)
  const { miscounted, broken, ...counts } = await ledgerOf(cluster.app, activities, said, delivered())
  const { gapless, ...hot } = await standings(cluster, activities[0] as string)
  const expect = (holds: boolean, what: string) => void (holds || faults.push(what))
  expect(counts.acknowledged === women.length && counts.stored === women.length, '说过的和存下的不一样多')
  expect(
    counts.lost + counts.doubled + counts.noticesLost + miscounted + broken === 0,
    `丢、重、消息丢、计数不符或链坏：${JSON.stringify(counts)}`,
  )
  expect(
    hot.seated === SEATS && gapless && hot.waiting === Math.ceil(women.length / 2) - SEATS,
    `热门活动坐上 ${hot.seated} 候补 ${hot.waiting}`,
  )
  const run: Run = { engine: 'galera', processes: SIZE, killed: 'node', guard: 'on', ...counts, seats: SEATS, ...hot, pauseMs }
  say(faults.length === 0 ? '  ✓ 说过的都在，名额没有超卖' : `  ✗ ${[...new Set(faults)].join('；')}`)
  return { run, ok: faults.length === 0 }
}

/** All nodes hold the same, once nobody writes any more. */
async function areEqual(nodes: readonly Node[], database: string): Promise<boolean> {
  const sums = await Promise.all(nodes.map(({ url }) => checksums(`${url}${database}`)))
  const keyless = await withoutKey(`${nodes[0]?.url}${database}`)
  const equal = sums.every((one) => one === sums[0]) && keyless.length === 0
  say(
    equal ? `  ✓ 三个节点的 ${sums[0]?.split('\n').length} 张表逐表校验和相同，每张都有主键` : `  ✗ 节点不一致，或有表没有主键：${keyless}`,
  )
  return equal
}

async function control(cluster: Cluster, cadre: Person, women: readonly Person[]): Promise<{ run: Run; ok: boolean }> {
  say('\n同一个集群，去掉保护：先数再插')
  for (const server of cluster.servers) {
    await server.kill()
    await server.start([...UNGUARDED, '--without', 'seats'])
  }
  const faults: string[] = []
  const hot = await publish(cluster.servers[0]?.url as string, cadre, { seats: SEATS })
  const { said, pauseMs } = await load(cluster, women, [hot, hot], faults, false)
  const { miscounted: _, broken: _b, ...counts } = await ledgerOf(cluster.app, [hot], said, undefined)
  const { gapless: _no, ...standing } = await standings(cluster, hot)
  const guard = 'off: count-then-insert'
  const run: Run = { engine: 'galera', processes: SIZE, killed: 'nothing', guard, ...counts, seats: SEATS, ...standing, pauseMs }
  const ok = standing.seated > SEATS
  say(ok ? `  ✓ 去掉保护果然超卖了 ${standing.seated - SEATS} 个` : '  ✗ 去掉保护却没有超卖')
  return { run, ok }
}

prove(async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false }, women: { type: 'string', default: '900' } } })
  const world = await openWorld()
  const nodes = await startGalera(SIZE)
  const servers: Server[] = []
  let app: App | undefined
  try {
    const database = path.basename(await createDatabase(nodes[0]?.url as string, 'proof'))
    const envs = nodes.map(({ url }) => ({ ...world.env, DATABASE_URL: `${url}${database}` }))
    app = await openApp(envs[0] as (typeof envs)[number])
    await app.db.migrate()
    const cadre = await settle(app, world.wechat)
    for (const env of envs) servers.push(await startServer(env, PRODUCT))
    const names = Array.from({ length: Number(values.women) }, (_, n) => `openid-${n}`)
    const women = await signUp(app, world.wechat, names)
    const cluster = { app, nodes, servers, wechat: world.wechat }
    const held = await guarded(cluster, cadre, women)
    for (const server of servers) await server.kill()
    const equal = await areEqual(nodes, database)
    const failed = await control(cluster, cadre, women.slice(0, 200))
    finish({ runs: [held.run, failed.run], ok: held.ok && equal && failed.ok }, values.json)
  } finally {
    for (const server of servers) await server.kill()
    await app?.db.close()
    await stopGalera(nodes)
    await world.close()
  }
})
