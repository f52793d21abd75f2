/** Whatever a fresh machine lacks: the right Node, the npm packages, the one compiled package, the programs that tests drive. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { lastLines, must, Problem, root, run, say, step } from './run.mjs'

const NODE_AT_LEAST = [20, 19]

/** @throws Problem when Node is too old for our packages */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > NODE_AT_LEAST[0] || (major === NODE_AT_LEAST[0] && minor >= NODE_AT_LEAST[1])) return
  throw new Problem(`Node 版本太旧:现在是 ${process.versions.node},需要 ${NODE_AT_LEAST.join('.')} 或更新。请安装 Node 20(LTS)后重试。`)
}

const readJson = (name) => {
  const file = path.join(root, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** npm writes down what it installed when it has finished; compared with the lock this needs no stamp of ours and sees installs by hand too. */
function packagesAreCurrent() {
  const installed = readJson('node_modules/.package-lock.json')?.packages
  const locked = readJson('package-lock.json')?.packages
  if (!installed || !locked) return false
  const { dependencies, devDependencies } = readJson('package.json')
  const asks = (wanted, held) => JSON.stringify(wanted ?? {}) === JSON.stringify(held ?? {})
  if (!asks(dependencies, locked[''].dependencies) || !asks(devDependencies, locked[''].devDependencies)) return false
  return Object.entries(locked).every(([name, { version, optional, devOptional }]) => {
    if (name === '') return true
    const here = installed[name]
    return here ? here.version === version : Boolean(optional || devOptional)
  })
}

export async function installPackages() {
  checkNode()
  if (packagesAreCurrent()) return
  // Not `npm ci`: it refuses a lock without the optional binaries of other systems.
  await step('安装 npm 依赖', () => must('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund']), '约 1–2 分钟')
}

const COMPILER = ['python3', 'make', 'g++']
const sqliteLoads = async () => (await run(process.execPath, ['-e', "new (require('better-sqlite3'))(':memory:').close()"])).code === 0

/** The only package with a script that we let run: it fetches or compiles SQLite. */
export async function prepareSqlite() {
  if (await sqliteLoads()) return
  const rebuild = async () => {
    const { code, output } = await run('npm', ['rebuild', 'better-sqlite3', '--ignore-scripts=false'])
    if (code === 0 && (await sqliteLoads())) return
    const here = await Promise.all(COMPILER.map(has))
    const missing = COMPILER.filter((_, n) => !here[n])
    const how =
      missing.length > 0 ? `缺少编译工具:${missing.join('、')}。Debian/Ubuntu 可用:apt-get install ${COMPILER.join(' ')}` : '编译没有成功'
    throw new Problem(`${lastLines(output, 20)}\nbetter-sqlite3 装不上。${how}`)
  }
  await step('准备 SQLite', rebuild, '没有现成的二进制时要编译一两分钟')
}

const has = async (command) => (await run('sh', ['-c', `command -v ${command}`])).code === 0

const NOTO = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'

async function hasChineseFont() {
  if (process.platform === 'darwin' || existsSync(NOTO)) return true
  const { code, output } = await run('fc-list', [':lang=zh', 'family'])
  return code === 0 && output.trim() !== ''
}

const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** The browser that tests drive: `CHROMIUM` first, else what is installed. */
export async function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const { code, output } = await run('sh', ['-c', `command -v ${name}`])
    if (code === 0) return output.trim()
  }
  return existsSync(MAC_CHROME) ? MAC_CHROME : undefined
}

const GALERA = '/usr/lib/galera/libgalera_smm.so'
const SCRIPTS = path.join(root, 'dist/galera')

/**
 * Where the scripts are with which a node of a cluster hands its data to another: the package that brings them would also set up a
 * server of its own, so it is unpacked and not installed. @throws Problem when it cannot be had
 */
export async function galeraScripts() {
  const folder = path.join(SCRIPTS, 'usr/bin')
  if (existsSync(path.join(folder, 'wsrep_sst_rsync'))) return folder
  mkdirSync(SCRIPTS, { recursive: true })
  await step('取 Galera 的传输脚本', async () => {
    await must('apt-get', ['download', '-q', 'mariadb-server'], { cwd: SCRIPTS })
    const [archive] = readdirSync(SCRIPTS).filter((name) => name.endsWith('.deb'))
    await must('dpkg-deb', ['-x', archive, '.'], { cwd: SCRIPTS })
    rmSync(path.join(SCRIPTS, archive))
  })
  return folder
}

const PROGRAMS = {
  galera: {
    label: 'Galera(libgalera_smm.so)、rsync',
    packages: ['galera-4', 'rsync'],
    here: async () => existsSync(GALERA) && (await has('rsync')),
  },
  mariadb: {
    label: 'MariaDB(mariadbd、mariadb-install-db)',
    packages: ['mariadb-server-core', 'mariadb-client-core'],
    here: async () => (await has('mariadbd')) && (await has('mariadb-install-db')),
  },
  chromium: { label: 'Chromium 浏览器', packages: ['chromium'], here: async () => (await chromium()) !== undefined },
  font: { label: '中文字体', packages: ['fonts-noto-cjk'], here: hasChineseFont },
}

async function lacking(names) {
  const found = await Promise.all(names.map((name) => PROGRAMS[name].here()))
  return names.filter((_, n) => !found[n])
}

/**
 * Installs programs by Debian's packages when that is possible (root on a Debian).
 * @throws Problem naming what is missing and how to get it, for a test that was left out silently is worse than none
 */
export async function installPrograms(names) {
  const missing = await lacking(names)
  if (missing.length === 0) return
  const packages = missing.flatMap((name) => PROGRAMS[name].packages)
  if (process.getuid?.() === 0 && (await has('apt-get'))) {
    const install = () =>
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env: { DEBIAN_FRONTEND: 'noninteractive' } })
    await step(`安装测试所需程序:${packages.join('、')}`, async () => {
      if ((await install()).code === 0) return
      say('  软件包目录不全,先更新')
      await must('apt-get', ['update', '-q'])
      const { code, output } = await install()
      if (code !== 0) throw new Problem(`${lastLines(output, 20)}\napt-get 安装失败`)
    })
    if ((await lacking(names)).length === 0) return
  }
  throw new Problem(
    `测试还缺:${missing.map((name) => PROGRAMS[name].label).join('、')}\nDebian/Ubuntu 以管理员身份运行:apt-get install --no-install-recommends ${packages.join(' ')}\n` +
      'macOS:brew install mariadb,并安装 Google Chrome(或用环境变量 CHROMIUM 指明浏览器)',
  )
}
