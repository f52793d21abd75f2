import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'

const root = path.resolve(__dirname, '../..')

export interface Started {
  child: ChildProcess
  /** everything that it has said so far */
  said(): string
  /** resolves as soon as it has said this */
  says(words: string): Promise<void>
  /** its exit code, once its output is complete */
  ended: Promise<number | null>
}

/** A program of Node with these settings and nothing else in its environment; whatever ends this process ends it, too. */
function launch<Child extends ChildProcess>(env: Record<string, string>, start: (how: SpawnOptions) => Child): Child {
  const { PATH = '', HOME = '' } = process.env
  const child = start({ cwd: root, env: { PATH, HOME, ...env } })
  const orphan = () => child.kill('SIGKILL')
  process.once('exit', orphan)
  child.once('close', () => process.off('exit', orphan))
  return child
}

const endOf = (child: ChildProcess): Promise<number | null> => once(child, 'close').then(([code]) => code as number | null)

/** The same with its output in a file: what reads along would be measured with it. */
export function startLogged(env: Record<string, string>, program: readonly string[], file: string): Omit<Started, 'says'> {
  const out = openSync(file, 'a')
  const child = launch(env, (how) => spawn(process.execPath, program, { ...how, stdio: ['ignore', out, out] }))
  return { child, said: () => readFileSync(file, 'utf8'), ended: endOf(child) }
}

/** The real server, or another `program` of Node, as a process of its own. */
export function startProcess(env: Record<string, string>, program: readonly string[] = ['--import', 'tsx', 'cloud/main.ts']): Started {
  const child = launch(env, (how) => spawn(process.execPath, program, { ...how, stdio: 'pipe' }))
  let said = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      for (const listener of listeners) listener()
    })
  const ended = endOf(child)
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!said.includes(words)) return
        listeners.delete(look)
        resolve()
      }
      listeners.add(look)
      look()
      ended.then(() => reject(new Error(`it ended without saying ${words}: ${said}`)))
    })
  return { child, said: () => said, says, ended }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
