/**
 * Progress lines, child processes and signals, for every task in this folder.
 * Plain Node without packages: this runs before node_modules exists. Progress goes to stderr, so that stdout holds results only.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

const QUIET_MS = 5_000
const KEPT_CHARS = 400_000
const running = new Map()
const children = new Set()
let lastWords = Date.now()
let stopped = false

/** What went wrong in words for the person at the keyboard: shown without a stack. */
export class Problem extends Error {}

export function say(line) {
  lastWords = Date.now()
  process.stderr.write(`${line}\n`)
}

const secondsSince = (since) => Math.round((Date.now() - since) / 1000)

// Nobody should wonder whether a silent terminal is still working.
setInterval(() => {
  if (running.size === 0 || Date.now() - lastWords < QUIET_MS) return
  const names = [...running].map(([name, since]) => `${name}(已 ${secondsSince(since)} 秒)`)
  say(`  还在进行:${names.join('、')}`)
}, 500).unref()

/** Says when a piece of work begins (with a hint of how long it takes) and ends, and names it in the heartbeat meanwhile. */
export async function step(name, work, hint = '') {
  const since = Date.now()
  say(`… ${name}${hint && `(${hint})`}`)
  running.set(name, since)
  try {
    const result = await work()
    say(`${result?.code ? '✗' : '✓'} ${name}(${secondsSince(since)} 秒)`)
    return result
  } catch (error) {
    if (!stopped) say(`✗ ${name}(${secondsSince(since)} 秒)`)
    throw error
  } finally {
    running.delete(name)
  }
}

/**
 * Starts a child in a process group of its own, so that its children end with it.
 * `show` passes its words on as they come; they are kept either way. `ended` resolves to { code, output } and never rejects.
 */
export function launch(command, args, { env = {}, cwd = root, show = false } = {}) {
  if (stopped) throw new Problem('已停止')
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  let output = ''
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    from.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-KEPT_CHARS)
      if (!show) return
      lastWords = Date.now()
      to.write(text)
    })
  }
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      children.delete(child)
      resolve({ code: 127, output: `${command}: ${error.message}` })
    })
    child.on('close', (code) => {
      children.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
  return { child, ended }
}

/** Runs a child to its end: { code, output }. */
export async function run(command, args, options) {
  const result = await launch(command, args, options).ended
  if (stopped) throw new Problem('已停止')
  return result
}

/** Runs a child that has to succeed. @throws Problem with the last `lines` of what it said, unless that was shown already */
export async function must(command, args, { lines = 40, ...options } = {}) {
  const { code, output } = await run(command, args, options)
  if (code === 0) return output
  const said = options.show ? '' : `${lastLines(output, lines)}\n`
  throw new Problem(`${said}命令没有成功(退出码 ${code}):${[command, ...args].join(' ')}`)
}

export const lastLines = (text, n = 40) => text.trimEnd().split('\n').slice(-n).join('\n')

/** Ends a child and everything that it started. SIGTERM, for MariaDB ignores SIGINT. */
export function end(child, signal = 'SIGTERM') {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // it is gone already
  }
}

/** Runs pieces of work beside each other; when one fails, the children of all are ended before the failure is passed on. */
export async function together(...works) {
  const all = works.map((work) => work())
  try {
    return await Promise.all(all)
  } catch (error) {
    for (const child of children) end(child)
    await Promise.allSettled(all)
    throw error
  }
}

/** Runs a task to its exit code; the failure of a task is words, the failure of a program a stack. */
export async function main(task) {
  try {
    process.exitCode = (await task()) ?? (stopped ? 130 : 0)
  } catch (error) {
    process.exitCode = stopped ? 130 : 1
    if (!stopped) say(error instanceof Problem ? `\n${error.message}` : (error?.stack ?? String(error)))
  }
}

export const wasStopped = () => stopped

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (stopped) return
    stopped = true
    say('\n正在停止…')
    for (const child of children) end(child)
  })
}
process.on('exit', () => {
  for (const child of children) end(child, 'SIGKILL')
})
