/**
 * npm run proof:seats [-- --json] [-- --women 1000 --seats 30]
 * A crowd before the seats of one activity, on real server processes: nobody too many, nobody too few, in the order of asking.
 * With the guard taken away (count first, then insert) the same crowd must oversell.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { ActivityPlace } from '../../cloud/features/activity/activity.entity'
import { Application } from '../../cloud/features/applications/application.entity'
import { Notice } from '../../cloud/features/notices/notice.entity'
import { PRODUCT } from '../support/product'
import { say } from '../support/say'
import { ask, eventually, insist } from './stage/client'
import { enrolment, type Person, publish, signUp } from './stage/crowd'
import { finish, prove } from './stage/report'
import { errorsOf, faultsOf, latecomers, type Place, type Tap } from './stage/seating'
import { type Engine, openStage, type Stage, UNGUARDED } from './stage/stage'

interface Size {
  women: number
  seats: number
}
interface Run extends Size {
  engine: Engine
  processes: number
  seated: number
  waiting: number
  errors: number
  guard: string
  seconds: number
}
interface Planned {
  engine: Engine
  processes: number
  guard: 'on' | 'off: count-then-insert'
}

const PLAN: readonly Planned[] = [
  { engine: 'mariadb', processes: 2, guard: 'on' },
  { engine: 'sqlite', processes: 1, guard: 'on' },
  { engine: 'mariadb', processes: 2, guard: 'off: count-then-insert' },
]
/** A line that was idle may be closed under a request, and then a phone asks again. */
const ANSWERED_MS = 60_000
const LEAVING = 10
/** One in ten comes only when somebody has been answered: her place must be behind. */
const LATE = 10

interface Tapping extends Tap {
  position: number | undefined
}

async function tap(url: string, her: Person, woman: number, activity: string, key: string): Promise<Tapping> {
  const asked = performance.now()
  const { status, body } = await ask(url, enrolment(her, activity, key), 60_000).catch((error: Error) => ({ status: 0, body: { error } }))
  return { woman, asked, answered: performance.now(), status, id: body.id, position: body.found?.position }
}

/**
 * Everybody at once but a tenth, who ask one by one as others are answered. Every third taps twice: half of these with the same key (a
 * repeat), half with another (the button pressed again from an edited draft), always at another server than before if there is one.
 */
async function crowd({ servers }: Stage, women: readonly Person[], activity: string): Promise<Tapping[]> {
  const at = (n: number) => servers[n % servers.length]?.url as string
  const once = (n: number): Promise<Tapping>[] => {
    const her = women[n] as Person
    const key = randomUUID()
    const again = n % 3 === 0 ? [tap(at(n + 1), her, n, activity, n % 2 === 0 ? key : randomUUID())] : []
    return [tap(at(n), her, n, activity, key), ...again]
  }
  const late = women.flatMap((_, n) => (n % LATE === LATE - 1 ? [n] : []))
  const taps: Promise<Tapping>[] = []
  const arrive = (n: number): void => {
    for (const one of once(n)) {
      taps.push(
        one.then((answered) => {
          const next = late.shift()
          if (next !== undefined) arrive(next)
          return answered
        }),
      )
    }
  }
  for (const n of women.keys()) if (n % LATE !== LATE - 1) arrive(n)
  for (let n = 0; n < taps.length; n++) await taps[n]
  return Promise.all(taps)
}

async function placesOf({ app }: Stage, women: readonly Person[], activityId: string): Promise<Place[]> {
  const [places, cases] = await Promise.all([
    app.db.read.findBy(ActivityPlace, { activityId }),
    app.db.read.find(Application, { select: { id: true, filerId: true }, where: { aboutId: activityId } }),
  ])
  const womanOf = new Map(women.map(({ account }, n) => [account, n]))
  const filer = new Map(cases.map(({ id, filerId }) => [id, womanOf.get(filerId) as number]))
  return places.map(({ applicationId: id, standing, queueNo }) => ({ woman: filer.get(id) as number, id, standing, queueNo }))
}

/** Ten who sit cancel at once: exactly the first ten who wait move up, everybody else by ten, and each of them is told once. */
async function leave(stage: Stage, women: readonly Person[], activity: string, before: readonly Place[]): Promise<string[]> {
  const { app, servers, wechat } = stage
  const leaving = before.filter(({ standing }) => standing === 'seated').slice(0, LEAVING)
  const queue = before.filter(({ standing }) => standing === 'waiting').sort((a, b) => a.queueNo - b.queueNo)
  const promoted = new Set(queue.slice(0, LEAVING).map(({ id }) => id))
  const answers = await Promise.all(
    leaving.map(({ id, woman }, n) => {
      const request = { path: `/api/applications/${id}/moves/cancel`, token: women[woman]?.token as string, key: randomUUID() }
      return insist(() => ask(servers[n % servers.length]?.url as string, { ...request, body: { version: 1 } }), ANSWERED_MS)
    }),
  )
  const faults = answers.flatMap(({ status }) => (status === 200 ? [] : [`一个取消没有办成（${status}）`]))
  const after = new Map((await placesOf(stage, women, activity)).map((place) => [place.id, place.standing]))
  const right = (id: string) => (leaving.some((one) => one.id === id) ? 'left' : promoted.has(id) ? 'seated' : undefined)
  const wrong = before.filter(({ id, standing }) => after.get(id) !== (right(id) ?? standing))
  if (wrong.length > 0) faults.push(`取消以后有 ${wrong.length} 人站错了地方`)
  const look = async ({ id, woman }: Place, url: string | undefined) =>
    (
      await insist(
        () => ask(url as string, { method: 'GET', path: `/api/applications/${id}`, token: women[woman]?.token as string }),
        ANSWERED_MS,
      )
    ).body.found?.position
  const still = queue.slice(LEAVING)
  const places = await Promise.all(still.map((place, n) => look(place, servers[n % servers.length]?.url)))
  if (places.some((position, n) => position !== n + 1)) faults.push('有人看到的名次没有往前挪 10 位')
  const told = await app.db.read.find(Notice, { select: { applicationId: true } })
  if (
    told
      .map(({ applicationId }) => applicationId)
      .sort()
      .join() !== [...promoted].sort().join()
  )
    faults.push('站内消息不是补上的人各一条')
  const messages = () => wechat.sent.map(({ page }) => page.split('id=')[1]).sort()
  if (!(await eventually(async () => messages().length >= promoted.size, 30_000))) faults.push('有人没有收到微信消息')
  if (messages().join() !== [...promoted].sort().join()) faults.push('微信消息不是补上的人各一条')
  return faults
}

async function runOne({ engine, processes, guard }: Planned, size: Size): Promise<{ run: Run; ok: boolean }> {
  say(`\n${engine}，${processes} 个服务进程，${size.women} 人抢 ${size.seats} 个名额，保护：${guard}`)
  const program = guard === 'on' ? PRODUCT : [...UNGUARDED, '--without', 'seats']
  const stage = await openStage(engine, { processes, program })
  try {
    const women = await signUp(
      stage.app,
      stage.wechat,
      Array.from({ length: size.women }, (_, n) => `openid-${n}`),
    )
    const activity = await publish(stage.servers[0]?.url as string, stage.cadre, { seats: size.seats })
    say('  人到齐了，开始')
    const began = performance.now()
    const taps = await crowd(stage, women, activity)
    const seconds = Math.round((performance.now() - began) / 10) / 100
    const places = await placesOf(stage, women, activity)
    const errors = errorsOf(taps, places)
    const faults = [...faultsOf(size, taps, places), ...(errors.length > 0 ? [`${errors.length} 个回答不该有`] : [])]
    const told = taps.filter(({ status, id, position }) => status === 201 && (position ?? 0) !== places.find((p) => p.id === id)?.queueNo)
    if (told.length > 0) faults.push(`${told.length} 人听到的名次和排的不一样`)
    const count = (standing: string) => places.filter((place) => place.standing === standing).length
    const run = { engine, processes, ...size, seated: count('seated'), waiting: count('waiting'), errors: errors.length, guard, seconds }
    say(
      `  坐上 ${run.seated}，候补 ${run.waiting}，错误 ${run.errors}，${taps.length} 次点击 ${seconds} 秒；${latecomers(taps)} 人是在别人得到回答以后才点的`,
    )
    if (guard === 'on') {
      faults.push(...(await leave(stage, women, activity, places)))
      say(faults.length === 0 ? '  ✓ 守住了；10 人取消，恰好前 10 名补上，各收到一次通知' : `  ✗ ${faults.join('；')}`)
      return { run, ok: faults.length === 0 }
    }
    const oversold = run.seated > size.seats
    say(oversold ? `  ✓ 去掉保护果然超卖了 ${run.seated - size.seats} 个` : '  ✗ 去掉保护却没有超卖：这群人考不出保护')
    return { run, ok: oversold }
  } finally {
    await stage.close()
  }
}

prove(async () => {
  const options = { json: { type: 'boolean', default: false }, women: { type: 'string' }, seats: { type: 'string' } } as const
  const { values } = parseArgs({ options })
  const size = { women: Number(values.women ?? 1000), seats: Number(values.seats ?? 30) }
  const results: { run: Run; ok: boolean }[] = []
  for (const planned of PLAN) results.push(await runOne(planned, size))
  finish({ runs: results.map(({ run }) => run), ok: results.every(({ ok }) => ok) }, values.json)
})
