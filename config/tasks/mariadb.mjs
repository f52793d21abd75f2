/** A private MariaDB for tests: own folder, port and socket, gone afterwards. Its settings trade durability for speed and prove nothing about it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { end, lastLines, launch, must, Problem, root, step } from './run.mjs'

const READY_MS = 30_000
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []

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

/** Runs `work(url)` with a MariaDB of its own and stops it afterwards by its own process, whatever happened. */
export async function withMariadb(work) {
  // Somebody who brings a server of her own (a real MySQL 8, say) tests against that.
  if (process.env.TEST_MYSQL_URL) return work(process.env.TEST_MYSQL_URL)
  const folder = mkdtempSync(path.join(tmpdir(), 'jinguo-db-'))
  let server
  try {
    const port = await freePort()
    await step('启动测试用 MariaDB', async () => {
      const data = `--datadir=${folder}/data`
      await must('mariadb-install-db', [
        '--no-defaults',
        data,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        '--innodb-log-file-size=8M',
        ...asRoot,
      ])
      server = launch(
        'mariadbd',
        [
          '--no-defaults',
          data,
          `--port=${port}`,
          '--bind-address=127.0.0.1',
          `--socket=${folder}/socket`,
          `--pid-file=${folder}/pid`,
          '--character-set-server=utf8mb4',
          '--collation-server=utf8mb4_unicode_520_ci',
          '--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
          '--innodb-flush-log-at-trx-commit=0',
          '--innodb-doublewrite=0',
          '--innodb-log-file-size=32M',
          '--skip-log-bin',
          '--performance-schema=OFF',
          '--max-connections=400',
          ...asRoot,
        ],
        { cwd: root },
      )
      await waitUntilReady(port, server)
    })
    return await work(`mysql://root@127.0.0.1:${port}/`)
  } finally {
    if (server) {
      end(server.child)
      await server.ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
