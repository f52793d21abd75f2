/**
 * npm test            the whole suite far from here, and the rules in two other time zones while the pages are built
 * npm run test:long   what takes longer than the rest together: 20,000 hostile requests, the table of access on MariaDB as well
 * npm test -- <args>  one jest with these arguments and only the set-up that the chosen tests need
 * The last line is `N passed, N failed`; a skipped test counts as a fault, for what does not run proves nothing.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, installPackages, installPrograms, prepareSqlite } from './install.mjs'
import { withMariadb } from './mariadb.mjs'
import { end, launch, main, must, Problem, root, say, step, together, wasStopped } from './run.mjs'
import { buildPages } from './taro.mjs'

const JEST = 'node_modules/jest/bin/jest.js'
/** Everything is tried where a day is easily lost: behind UTC, with a summer time. The rules are tried again where the product runs. */
const ZONE = 'America/New_York'
const ELSEWHERE = ['Asia/Shanghai', 'UTC']
const LINGER_MS = 10_000
/** Much of a test is waiting for a browser, a database or a process: one more than there are processors. */
const WORKERS = availableParallelism() + 1

const args = process.argv.slice(2)
// Tests that a name filter leaves out are not skipped tests.
const filtered = args.some((arg) => /^(-t|--testNamePattern)/.test(arg))

/** Which sorts of tests (folders under tests/) these arguments choose. */
async function chosen() {
  const output = await must(process.execPath, [JEST, '--listTests', ...(args.length === 0 ? WHOLE : args)])
  return new Set(output.split('\n').flatMap((line) => /tests[/\\](\w+)[/\\].+\.test\.ts$/.exec(line)?.[1] ?? []))
}

/** Whether jest still hangs about long after its report: then a test left a server, a timer or a connection behind. */
async function lingers(ended, report) {
  let over = false
  let written
  ended.then(() => {
    over = true
  })
  while (!over && !(written && Date.now() - written > LINGER_MS)) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    if (existsSync(report)) written ??= Date.now()
  }
  return !over
}

/** Runs jest once and reads its own count from its report, not from its words. */
async function jest(zone, more, workers = WORKERS) {
  const folder = mkdtempSync(path.join(tmpdir(), 'jinguo-jest-'))
  const report = path.join(folder, 'report.json')
  const settings = ['--ci', `--maxWorkers=${workers}`, '--json', `--outputFile=${report}`, ...more]
  const colour = process.stderr.isTTY ? { FORCE_COLOR: '1' } : {}
  const once = async () => {
    const { child, ended } = launch(process.execPath, [JEST, ...settings], { env: { TZ: zone, ...colour }, show: true })
    if (await lingers(ended, report)) {
      say('有测试没有关掉它打开的东西(服务、定时器或连接),按失败处理')
      end(child)
    }
    return ended
  }
  try {
    const { code } = await step(`测试(时区 ${zone})`, once)
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, files: [] }
    return countOf(JSON.parse(readFileSync(report, 'utf8')), code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function countOf(report, code) {
  // A file that doesn't even load has no tests to count.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
  const files = report.testResults.map(({ name, startTime, endTime }) => ({ name: path.relative(root, name), ms: endTime - startTime }))
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: filtered ? 0 : report.numPendingTests + report.numTodoTests,
    files,
  }
}

function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0, files: [] }
  for (const count of counts) {
    for (const key of ['passed', 'failed', 'skipped']) total[key] += count[key]
    total.files.push(...count.files)
  }
  return total
}

function sayTotal({ passed, failed, skipped, files }) {
  const slowest = files.sort((a, b) => b.ms - a.ms).slice(0, 5)
  if (slowest.length > 0) say(`\n最慢的测试文件:\n${slowest.map(({ name, ms }) => `  ${(ms / 1000).toFixed(1)} 秒  ${name}`).join('\n')}`)
  if (skipped > 0) say('有测试被跳过:跳过的测试什么也没有证明,按失败处理')
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return passed > 0 && failed === 0 && skipped === 0 ? 0 : 1
}

const PROGRAMS = {
  cloud: ['mariadb', 'font'],
  trust: ['mariadb'],
  long: ['mariadb'],
  web: ['chromium', 'mariadb', 'font'],
  weapp: ['mariadb'],
}
/** Sorts of tests that start servers of ours, on either database. */
const SERVED = Object.keys(PROGRAMS)
const programsFor = (sorts) => [...new Set([...sorts].flatMap((sort) => PROGRAMS[sort] ?? []))]
const ALL = new Set(['features', 'cloud', 'trust', 'miniapp', 'architecture', 'weapp', 'web'])
/** The whole suite, as far as it is run at every change. */
const WHOLE = ['--selectProjects', ...ALL]

async function setUp() {
  // The whole suite needs everything: then both installers work beside each other.
  await together(installPackages, ...(args.length === 0 ? [() => installPrograms(programsFor(ALL))] : []))
  const sorts = await chosen()
  if (sorts.size === 0) throw new Problem('没有找到任何测试')
  await installPrograms(programsFor(sorts))
  const server = SERVED.some((sort) => sorts.has(sort))
  const pages = async () => {
    if (sorts.has('weapp')) await buildPages('weapp')
    if (sorts.has('web')) await buildPages('h5')
  }
  const elsewhere = []
  // A build keeps one processor busy: the other is free for what needs neither pages nor servers.
  const rules = async () => {
    if (args.length > 0) return
    for (const zone of ELSEWHERE) elsewhere.push(await jest(zone, ['--selectProjects', 'features'], 1))
  }
  await together(server ? prepareSqlite : async () => {}, pages, rules)
  process.env.CHROMIUM ??= (await chromium()) ?? ''
  return { sorts, elsewhere }
}

main(async () => {
  let total = { passed: 0, failed: 1, skipped: 0, files: [] }
  // Where tests of this run keep an empty database for each other (tests/support/grown.ts).
  const grown = mkdtempSync(path.join(tmpdir(), 'jinguo-grown-'))
  process.env.TEST_GROWN = grown
  try {
    const { sorts, elsewhere } = await setUp()
    const runs = async (url) => {
      if (url) process.env.TEST_MYSQL_URL = url
      return sum([...elsewhere, await jest(ZONE, args.length === 0 ? WHOLE : args)])
    }
    total = await (SERVED.some((sort) => sorts.has(sort)) ? withMariadb(runs) : runs())
  } catch (error) {
    if (!wasStopped()) say(error instanceof Problem ? `\n${error.message}` : error.stack)
  } finally {
    rmSync(grown, { recursive: true, force: true })
  }
  return sayTotal(total)
})
