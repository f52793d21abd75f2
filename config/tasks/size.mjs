/** npm run size [-- --json]: what a phone has to load, against the budgets. Progress goes to stderr, the result to stdout. */
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, installPackages, installPrograms } from './install.mjs'
import { main, root, step } from './run.mjs'
import { filesUnder } from './stamp.mjs'
import { buildPages } from './taro.mjs'

const KB = 1024
const BUDGETS = { main: 750 * KB, subpackage: 500 * KB, h5: 300 * KB }
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' }

const bytesOf = (files) => files.reduce((sum, file) => sum + statSync(path.join(root, file)).size, 0)

/** The main package, then each subpackage, as WeChat counts them: the bytes of all files. */
function weappPackages() {
  const all = filesUnder('dist/weapp')
  const app = JSON.parse(readFileSync(path.join(root, 'dist/weapp/app.json'), 'utf8'))
  const roots = (app.subPackages ?? app.subpackages ?? []).map((part) => part.root.replace(/\/$/, ''))
  const within = (name) => all.filter((file) => file.startsWith(`dist/weapp/${name}/`))
  const elsewhere = new Set(roots.flatMap(within))
  const home = { name: 'main', bytes: bytesOf(all.filter((file) => !elsewhere.has(file))), budget: BUDGETS.main }
  return [home, ...roots.map((name) => ({ name, bytes: bytesOf(within(name)), budget: BUDGETS.subpackage }))]
}

/** Serves dist/h5 and nothing else, and remembers what was asked for. */
function serveH5() {
  const asked = new Set()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const name = pathname === '/' ? '/index.html' : pathname
    const file = path.join(root, 'dist/h5', path.normalize(name))
    try {
      const body = readFileSync(file)
      if (TYPES[path.extname(name)]) asked.add(file)
      response.writeHead(200, { 'content-type': TYPES[path.extname(name)] ?? 'application/octet-stream' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, asked, address: `http://127.0.0.1:${server.address().port}/` })),
  )
}

/** Everything that a browser loads until the home page stands, gzipped: measured in a browser, for only webpack knows its chunks. */
async function firstScreen() {
  const { chromium: browsers } = await import('playwright-core')
  const { server, asked, address } = await serveH5()
  const browser = await browsers.launch({
    executablePath: await chromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 375, height: 740 } })
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForSelector('.taro_page', { timeout: 30_000 })
    await page.waitForLoadState('networkidle')
    const bytes = [...asked].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
    return { name: 'h5', bytes, budget: BUDGETS.h5 }
  } finally {
    await browser.close()
    server.close()
  }
}

function table({ packages, ok }) {
  const rows = packages.map(
    ({ name, bytes, budget }) => `${bytes <= budget ? '✓' : '✗'} ${(bytes / KB).toFixed(1).padStart(7)} KB / ${budget / KB} KB  ${name}`,
  )
  return `${rows.join('\n')}\n${ok ? '都在预算内' : '超出预算'}(h5 为首屏 gzip 后)`
}

main(async () => {
  await installPackages()
  await installPrograms(['chromium'])
  await buildPages('weapp')
  await buildPages('h5')
  const packages = [...weappPackages(), await step('量网页版首屏', firstScreen)]
  const result = { packages, ok: packages.every(({ bytes, budget }) => bytes <= budget) }
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : table(result))
  return result.ok ? 0 : 1
})
