/** A private MariaDB: own folder, port and socket, gone afterwards. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { end, lastLines, launch, must, Problem, root, step } from './run.mjs'

const READY_MS = 30_000
const isRoot = process.getuid?.() === 0
/** Whose a server is: ours, and when that is root it has to be said. */
const ownedBy = (user) => (isRoot ? [`--user=${user}`] : [])

/** A TCP port that is free now. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

// MariaDB greets first: a word from it means that it takes connections.
const greets = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (yes) => {
      socket.destroy()
      resolve(yes)
    }
    socket.setTimeout(1_000, () => answer(false))
    socket.on('data', () => answer(true))
    socket.on('error', () => answer(false))
  })

async function waitUntilReady(port, server) {
  let over
  server.ended.then((result) => {
    over = result
  })
  for (const until = Date.now() + READY_MS; !(await greets(port)); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (over || Date.now() > until) throw new Problem(`${lastLines(over?.output ?? '')}\nMariaDB 没有启动`)
  }
}

/**
 * For ordinary tests: fast, and no proof of anything that a power cut could take. Nearly every test makes a database of its own: without
 * a file for each table that takes a fifth of the time.
 */
const QUICK = [
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-log-file-size=32M',
  '--innodb-file-per-table=0',
  '--performance-schema=OFF',
]
/** In memory where there is room for it, as most Linux machines have; a container's 64 MB are not enough. */
const MEMORY = '/dev/shm'
const ROOM_BYTES = 2 * 1024 ** 3

function quickFolder() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize > ROOM_BYTES ? MEMORY : tmpdir()
  } catch {
    return tmpdir()
  }
}
/** As in production: what is acknowledged is on the disk. */
const DURABLE = [
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=1',
  '--innodb-log-file-size=256M',
  '--innodb-buffer-pool-size=1G',
  '--performance-schema=OFF',
]

const flagsOf = (folder, port, user, more) => [
  '--no-defaults',
  `--datadir=${folder}/data`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  `--socket=${folder}/socket`,
  `--pid-file=${folder}/pid`,
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_520_ci',
  '--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  '--transaction-isolation=READ-COMMITTED',
  '--skip-log-bin',
  '--max-connections=400',
  ...ownedBy(user),
  ...more,
]

async function install(folder, user) {
  if (isRoot) await must('chown', [user, folder])
  await must('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${folder}/data`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--innodb-log-file-size=8M',
    ...ownedBy(user),
  ])
}

/**
 * A MariaDB of one's own on a free port, on its own data. `kill` is kill -9; `start` runs it again on the same data and port, with
 * flags for this once; `stop` ends it and removes its folder. `more` are further flags of mariadbd, `first` those of the first start,
 * `user` who runs it when we are root.
 */
export async function startMariadb({ durable = false, more = [], first = [], user = 'root' } = {}) {
  const folder = mkdtempSync(path.join(durable ? tmpdir() : quickFolder(), 'jinguo-db-'))
  const port = await freePort()
  let server
  const flags = flagsOf(folder, port, user, [...(durable ? DURABLE : QUICK), ...more])
  const start = async (once = []) => {
    server = launch('mariadbd', [...flags, ...once], { cwd: root })
    await waitUntilReady(port, server)
  }
  const halt = async (signal) => {
    if (!server) return
    end(server.child, signal)
    await server.ended
    server = undefined
  }
  const stop = async () => {
    await halt('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await step('启动测试用 MariaDB', async () => {
      await install(folder, user)
      await start(first)
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `mysql://root@127.0.0.1:${port}/`, port, folder, flags, start, kill: () => halt('SIGKILL'), stop }
}

/** Runs `work(url)` with a MariaDB of its own and stops it afterwards by its own process, whatever happened. */
export async function withMariadb(work) {
  // Somebody who brings a server of her own (a real MySQL 8, say) tests against that.
  if (process.env.TEST_MYSQL_URL) return work(process.env.TEST_MYSQL_URL)
  const { url, stop } = await startMariadb()
  try {
    return await work(url)
  } finally {
    await stop()
  }
}
