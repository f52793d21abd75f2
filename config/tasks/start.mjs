/** npm start: from a fresh clone to a running demo county on this machine. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { bundleCloud } from './bundle.mjs'
import { checkNode, installPackages, prepareSqlite } from './install.mjs'
import { lastLines, launch, main, must, Problem, root, say, step, together, wasStopped } from './run.mjs'
import { buildPages } from './taro.mjs'

const READY_MS = 60_000

/** The demo's settings; what the environment or .env says comes first. */
function settings() {
  checkNode()
  const file = path.join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  const { DEMO = '1', DATA_DIR = './data', PORT = '3000', HOST = '127.0.0.1', LOG_LEVEL = 'warn' } = process.env
  return { DEMO, DATA_DIR, PORT, HOST, LOG_LEVEL }
}

/** Asked first, for nobody wants to hear it after the installation. @throws Problem when the port is taken */
const mustBeFree = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', (error) =>
      reject(
        new Problem(
          `${host}:${port} 不能用(${error.code === 'EADDRINUSE' ? '端口已被占用' : error.message})。换一个端口:PORT=3001 npm start`,
        ),
      ),
    )
    server.listen(Number(port), host, () => server.close(resolve))
  })

/** Starts the server and waits until it says that it is well. */
async function serve(env, address) {
  const server = launch(process.execPath, ['--enable-source-maps', 'dist/cloud/main.js'], { env, show: true })
  let over
  server.ended.then((result) => {
    over = result
  })
  await step('启动服务', async () => {
    for (const until = Date.now() + READY_MS; ; await new Promise((resolve) => setTimeout(resolve, 150))) {
      if (over || Date.now() > until) throw new Problem(`${lastLines(over?.output ?? '', 20)}\n服务没有启动`)
      const answer = await fetch(`${address}/healthz`).catch(() => undefined)
      if (answer?.ok) return
    }
  })
  return server
}

async function sayWelcome(address) {
  say(`\n巾帼帮办已启动:${address}\n`)
  const answer = await fetch(`${address}/api/sign-in/demo`).catch(() => undefined)
  if (!answer?.ok) return
  const people = await answer.json()
  const women = people.filter(({ roles }) => roles.length === 0).map(({ name }) => name)
  say('演示人物(打开网页后,在“我”里选一位登录):')
  say(`  村民:${women.slice(0, 5).join('、')} 等 ${women.length} 人`)
  for (const { name, roles } of people)
    if (roles.length > 0) say(`  ${name}:${roles.map(({ level, placeName }) => `${placeName} ${level}`).join('、')}`)
  say('\n按 Ctrl-C 停止')
}

main(async () => {
  const env = settings()
  const address = `http://${env.HOST === '0.0.0.0' ? '127.0.0.1' : env.HOST}:${env.PORT}`
  await mustBeFree(env.PORT, env.HOST)
  await installPackages()
  await together(prepareSqlite, () => buildPages('h5'), bundleCloud)
  await step('准备数据库', () => must(process.execPath, ['dist/cloud/tools/migrate.js'], { env }))
  await step('准备演示县', () => must(process.execPath, ['dist/cloud/tools/seed.js'], { env }))
  const server = await serve(env, address)
  await sayWelcome(address)
  const { code } = await server.ended
  if (!wasStopped()) throw new Problem(`服务自己停了(退出码 ${code})`)
  return code
})
