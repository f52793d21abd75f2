import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, startLogged } from '../support/process'
import { type Opened, openedOf, PRODUCT } from '../support/product'

const READY_MS = 60_000
/** The system counts processor time in hundredths of a second. */
const TICK_MS = 10

export interface Server {
  port: number
  /** milliseconds from its start until it called itself ready */
  startMs: number
  /** resident memory now and at its highest, in MB */
  memory(): { now: number; peak: number }
  /** processor time so far, of all its threads and the system for it, in ms */
  busyMs(): number
  stop(): Promise<void>
}

export interface Product extends Server {
  /** what it said of its database */
  opened: Opened
}

const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((resolve) => {
    const request = http.get({ port, host: '127.0.0.1', path, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    request.on('error', () => resolve(0))
  })

async function untilReady(port: number, child: ChildProcess, said: () => string): Promise<void> {
  for (const end = performance.now() + READY_MS; (await statusOf(port, '/readyz')) !== 200; await pause(5)) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`no server: ${said()}`)
  }
}

function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

function busyMsOf(pid: number): number {
  // Behind the name, which may hold anything: state is the first, user and system time are the twelfth and the thirteenth.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** A program of this folder. */
export const program = (name: string): string[] => ['--import', 'tsx', `tests/bench/${name}.ts`]

async function start(command: readonly string[], env: Record<string, string>, folder: string) {
  const port = await freePort()
  const began = performance.now()
  const { child, said, ended } = startLogged({ ...env, PORT: String(port) }, command, path.join(folder, `${port}.log`))
  const pid = child.pid as number
  await untilReady(port, child, said)
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  const startMs = performance.now() - began
  return { port, startMs, memory: () => memoryOf(pid), busyMs: () => busyMsOf(pid), stop, said }
}

/** A server as a process of its own, its log in a file; resolves when /readyz says so. */
export const startServer = (command: readonly string[], env: Record<string, string>, folder: string): Promise<Server> =>
  start(command, env, folder)

/** The product in the same way, with what it said of its database. @throws when a power cut could take what it acknowledges */
export async function startProduct(env: Record<string, string>, folder: string): Promise<Product> {
  const server = await start(PRODUCT, env, folder)
  return { ...server, opened: openedOf(server.said()) }
}
