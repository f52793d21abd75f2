import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../support/process'

const READY_MS = 60_000
const root = path.resolve(__dirname, '../..')

export interface Server {
  port: number
  pid: number
  /** milliseconds from its start until it called itself ready */
  startMs: number
  /** resident memory now and at its highest, in MB */
  memory(): { now: number; peak: number }
  stop(): Promise<void>
}

const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve) => {
    const request = http.get({ port, host: '127.0.0.1', path, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    request.on('error', () => resolve(0))
  })

async function untilReady(port: number, child: ChildProcess, log: string): Promise<void> {
  for (const end = performance.now() + READY_MS; (await statusOf(port, '/readyz')) !== 200; await pause(5)) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`no server: ${readFileSync(log, 'utf8')}`)
  }
}

function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

/** The product as it is deployed. */
export const PRODUCT = [`${process.env.PROVEN}/main.js`]
/** A program of this folder. */
export const program = (name: string): string[] => ['--import', 'tsx', `tests/bench/${name}.ts`]

/** A server as a process of its own, its log in a file; resolves when /readyz says so. */
export async function startServer(command: readonly string[], env: Record<string, string>, folder: string): Promise<Server> {
  const port = await freePort()
  const log = path.join(folder, `${port}.log`)
  const out = openSync(log, 'a')
  const { PATH = '', HOME = '' } = process.env
  const began = performance.now()
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { PATH, HOME, ...env, PORT: String(port) },
    stdio: ['ignore', out, out],
  })
  // Whatever ends this process must not leave servers behind.
  const orphan = () => child.kill('SIGKILL')
  process.once('exit', orphan)
  const pid = child.pid as number
  const stop = async () => {
    process.off('exit', orphan)
    const ended = once(child, 'exit')
    if (child.exitCode !== null || !child.kill('SIGTERM')) return
    await ended
  }
  await untilReady(port, child, log)
  return { port, pid, startMs: performance.now() - began, memory: () => memoryOf(pid), stop }
}
