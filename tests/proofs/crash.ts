/**
 * npm run proof:crash [-- --json] [-- --women 2000] [-- --quick]
 * kill -9 of the server, or of MariaDB, in the middle of enrolments by clients that repeat with their keys until they are answered.
 * With the guards taken away the same must lose, or double. --quick: one kill a run, and the clock ahead instead of waiting for leases.
 */
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { PRODUCT } from '../support/product'
import { say } from '../support/say'
import { ask, eventually, insist, inTurn } from './stage/client'
import { enrolment, type Person, publish, signUp } from './stage/crowd'
import { type Acknowledged, allSent, type Ledger, ledgerOf } from './stage/ledger'
import { finish, prove } from './stage/report'
import { type Engine, openStage, type Stage, UNGUARDED } from './stage/stage'

interface Run {
  engine: Engine
  killed: 'server' | 'mariadb'
  guard: string
  acknowledged: number
  stored: number
  lost: number
  doubled: number
  noticesLost: number
}
interface Planned extends Pick<Run, 'engine' | 'killed'> {
  without?: 'commit' | 'key'
}

const FULL: readonly Planned[] = [
  { engine: 'mariadb', killed: 'server' },
  { engine: 'sqlite', killed: 'server' },
  { engine: 'mariadb', killed: 'mariadb' },
  { engine: 'mariadb', killed: 'server', without: 'commit' },
  { engine: 'sqlite', killed: 'server', without: 'commit' },
  { engine: 'mariadb', killed: 'server', without: 'key' },
  { engine: 'sqlite', killed: 'server', without: 'key' },
]
const QUICK = FULL.filter(({ engine, killed, without }) => (engine === 'mariadb') === (killed === 'mariadb' || without === 'key'))
const GUARDS = { commit: 'off: acknowledged before the commit', key: "off: neither the key's record nor the open slot" }

const AT_ONCE = 50
/** In a control each holds a connection while its gap is open, and the answer needs one more. */
const AT_ONCE_CONTROL = 8
const PATIENCE_MS = 120_000
const LEASE_SECONDS = 61
/** A control needs no more than this to fail. */
const CONTROL = 60
/** Every second activity is reviewed (each enrolment owes its organiser a notice), the others have seats to count. */
const ACTIVITIES = 10

/** Quick runs wait more than they work: so many of them beside each other. */
const QUICK_RUNS = 2

interface Size {
  women: number
  quick: boolean
}

/**
 * After how many acknowledgements it is killed: somewhere between 20 and 70 of a hundred. A control is killed more often:
 * on a busy machine one blow may come after the gap that it is meant for.
 */
function moments({ women, quick }: Size, control: boolean): number[] {
  const somewhere = (from: number, to: number) => Math.round(women * (from + Math.random() * (to - from)))
  if (control) return [0.2, 0.33, 0.46, 0.6].map((from) => somewhere(from, from + 0.1))
  return quick ? [somewhere(0.2, 0.7)] : [somewhere(0.2, 0.35), somewhere(0.4, 0.52), somewhere(0.57, 0.7)]
}

async function crashAt({ servers, mariadb }: Stage, killed: Run['killed']): Promise<void> {
  const victim = killed === 'server' ? servers[0] : mariadb
  await victim?.kill()
  await victim?.start()
}

/** All enrol, a few dozen at a time, and repeat until they are answered; meanwhile the victim is killed and started again. */
async function enrolAll(stage: Stage, women: readonly Person[], activities: readonly string[], planned: Planned, kills: number[]) {
  const said: Acknowledged[] = []
  const refused: string[] = []
  let crash: Promise<void> | undefined
  const acknowledge = (one: Acknowledged) => {
    said.push(one)
    if (crash || kills.length === 0 || said.length < (kills[0] as number)) return
    kills.shift()
    say(`  ${said.length} 人得到回答时 kill -9 ${planned.killed === 'server' ? '服务进程' : 'MariaDB'}`)
    crash = crashAt(stage, planned.killed).then(() => {
      crash = undefined
    })
  }
  await inTurn(women, planned.without ? AT_ONCE_CONTROL : AT_ONCE, async (her, n) => {
    const request = enrolment(her, activities[n % activities.length] as string, randomUUID())
    const { status, body } = await insist(() => ask(stage.servers[0]?.url as string, request), PATIENCE_MS)
    if (status === 201) acknowledge({ account: her.account, id: body.id, receipt: body.receipt })
    else refused.push(`${status} ${body.error}`)
  })
  await crash
  return { said, refused, missed: kills.length }
}

type Verdict = () => Promise<{ run: Run; ok: boolean }>

const runOf = ({ engine, killed, without }: Planned, { miscounted: _, broken: _b, ...counts }: Ledger): Run => ({
  ...{ engine, killed, guard: without ? GUARDS[without] : 'on' },
  ...counts,
})

function judgeControl(planned: Planned, ledger: Ledger): { run: Run; ok: boolean } {
  const failed = planned.without === 'commit' ? ledger.lost : ledger.doubled
  const what = planned.without === 'commit' ? '丢了' : '重了'
  say(failed > 0 ? `  ✓ 去掉保护果然${what} ${failed} 件` : `  ✗ 去掉保护却没有${what}：这样的崩溃考不出保护`)
  return { run: runOf(planned, ledger), ok: failed > 0 }
}

interface Course {
  planned: Planned
  size: Size
  activities: readonly string[]
  said: readonly Acknowledged[]
  refused: number
  /** kills that there was no more time for */
  missed: number
}

/** Waits until everything has been sent, and looks into the books. */
async function judgeGuarded(
  stage: Stage,
  { planned, size, activities, said, refused, missed }: Course,
): Promise<{ run: Run; ok: boolean }> {
  const delivered = () => new Set(stage.wechat.sent.map(({ page }) => page.split('id=')[1] as string))
  await eventually(() => allSent(stage.app, activities, delivered()), PATIENCE_MS)
  const ledger = await ledgerOf(stage.app, activities, said, delivered())
  const { acknowledged, stored, lost, doubled, noticesLost, miscounted, broken } = ledger
  const complete = acknowledged === size.women && stored === size.women
  const ok = complete && lost + doubled + noticesLost + miscounted + broken + refused + missed === 0
  const counts = `说过 ${acknowledged}，存下 ${stored}，丢 ${lost}，重 ${doubled}，消息丢 ${noticesLost}，计数不符 ${miscounted}，链坏 ${broken}`
  const { engine, killed } = planned
  say(`${ok ? '✓' : '✗'} ${engine}，kill ${killed}：${counts}，拒绝 ${refused}，微信消息共 ${stage.wechat.sent.length} 条`)
  return { run: runOf(planned, ledger), ok }
}

async function enrolAndKill(stage: Stage, planned: Planned, size: Size): Promise<Course> {
  const names = Array.from({ length: size.women }, (_, n) => `openid-${n}`)
  const women = await signUp(stage.app, stage.wechat, names)
  const seats = Math.ceil(size.women / ACTIVITIES / 2)
  const wanted = Array.from({ length: ACTIVITIES }, (_, n) => ({ needsReview: n % 2 === 0, seats }))
  const activities = await Promise.all(wanted.map((changed) => publish(stage.servers[0]?.url as string, stage.cadre, changed)))
  const began = performance.now()
  const { said, refused, missed } = await enrolAll(stage, women, activities, planned, moments(size, planned.without !== undefined))
  say(`  ${said.length} 人都得到了回答，用了 ${((performance.now() - began) / 1000).toFixed(1)} 秒`)
  return { planned, size, activities, said, refused: refused.length, missed }
}

/** Enrols and kills; the verdict on a guarded run comes later, when everything has been sent. */
async function begin(planned: Planned, size: Size): Promise<Verdict> {
  const { engine, killed, without } = planned
  say(
    `\n${engine}，${size.women} 人报名，kill -9 ${killed === 'server' ? '服务进程' : 'MariaDB'}，保护：${without ? GUARDS[without] : 'on'}`,
  )
  const program = without ? [...UNGUARDED, '--without', without] : PRODUCT
  const stage = await openStage(engine, { processes: 1, program, uncommitted: without === 'commit' })
  const course = await enrolAndKill(stage, planned, size)
  if (without) {
    const result = judgeControl(planned, await ledgerOf(stage.app, course.activities, course.said, undefined))
    await stage.close()
    return async () => result
  }
  if (size.quick) {
    await stage.servers[0]?.kill()
    await stage.servers[0]?.start([...UNGUARDED, '--ahead', String(LEASE_SECONDS)])
  }
  return async () => {
    const result = await judgeGuarded(stage, course)
    await stage.close()
    return result
  }
}

prove(async () => {
  const options = { json: { type: 'boolean' }, women: { type: 'string' }, quick: { type: 'boolean' } } as const
  const { json = false, women = '2000', quick = false } = parseArgs({ options }).values
  const plan = quick ? QUICK : FULL
  const begun: Verdict[] = []
  await inTurn(plan, quick ? QUICK_RUNS : 1, async (planned, n) => {
    const size = { women: planned.without ? CONTROL : Number(women), quick: quick || planned.without !== undefined }
    begun[n] = await begin(planned, size)
  })
  say('\n等消息发完：被打断的一批要等租约到期（60 秒）才由别人接手')
  const results = await Promise.all(begun.map((verdict) => verdict()))
  finish({ runs: results.map(({ run }) => run), ok: results.every(({ ok }) => ok) }, json)
})
