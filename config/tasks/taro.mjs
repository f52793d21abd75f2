/** The two builds of the mini-program: for WeChat (weapp) and for browsers (h5). */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { lastLines, Problem, root, run, step } from './run.mjs'
import { alone, filesUnder, hashOf, isCurrent, stamp } from './stamp.mjs'

// Not all of config/: a change of these tasks does not change what Taro makes, this file and Taro's own settings do.
const SOURCES = [
  'miniapp',
  'shared',
  'config/index.ts',
  'config/dev.ts',
  'config/prod.ts',
  'config/aria.ts',
  'config/tasks/taro.mjs',
  'babel.config.js',
  'package.json',
  'package-lock.json',
  'project.config.json',
  'tsconfig.json',
]
const MADE = { weapp: 'dist/weapp/app.json', h5: 'dist/h5/index.html' }
const LABELS = { weapp: '微信小程序', h5: '网页版' }

// Codes of colours and of the cursor would hide the words that are looked for.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what such a code begins with
const plain = (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')
const FAULTS =
  /^\s*(ERROR in|Module not found|SyntaxError|TypeError|ReferenceError|Error:)|Failed to compile|编译失败|✖ |Module build failed|Can't resolve/m

// webpack tells every name that it tried for a file that is missing; the first line says all.
const TRIED =
  /^\s+(using description file|resolve multi platform|Field 'browser'|root path|no extension|\.\w+$|as directory|\/.* doesn't exist)|^\s*$/

const read = (file) => readFileSync(path.join(root, file), 'utf8')
const here = (file) => existsSync(path.join(root, file))

/** Files that a complete build has: every page that app.json lists, every script and style that index.html loads. */
function missingFiles(target) {
  if (!here(MADE[target])) return [MADE[target]]
  if (target === 'h5') {
    const loaded = [...read(MADE.h5).matchAll(/(?:src|href)="\/?((?:js|css)\/[^"]+)"/g)].map(([, file]) => `dist/h5/${file}`)
    return loaded.length === 0 ? ['dist/h5/js/…'] : loaded.filter((file) => !here(file))
  }
  const app = JSON.parse(read(MADE.weapp))
  const pages = [
    ...app.pages,
    ...(app.subPackages ?? app.subpackages ?? []).flatMap((part) => part.pages.map((page) => `${part.root}/${page}`)),
  ]
  return ['app.js', ...pages.flatMap((page) => ['js', 'json', 'wxml'].map((end) => `${page}.${end}`))]
    .map((file) => `dist/weapp/${file}`)
    .filter((file) => !here(file))
}

/** What the build is told from outside (the cloud's address) belongs to its content. */
const settings = () =>
  Object.entries(process.env)
    .filter(([name]) => name.startsWith('JINGUO_') || name.startsWith('TARO_APP_'))
    .sort()

/** Text is sent packed: done once here rather than by the server for every phone. */
function pack(folder) {
  for (const file of filesUnder(folder).filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
    const text = readFileSync(path.join(root, file))
    writeFileSync(path.join(root, `${file}.gz`), gzipSync(text, { level: 9 }))
    writeFileSync(path.join(root, `${file}.br`), brotliCompressSync(text))
  }
}

/** Builds `weapp` or `h5` into dist/, unless that stands there made of the very same sources. @throws Problem with Taro's own words */
export async function buildPages(target) {
  await alone(target, async () => {
    const hash = hashOf(SOURCES, target, settings())
    if (isCurrent(target, hash, MADE[target])) return
    await step(`构建${LABELS[target]}`, async () => {
      rmSync(path.join(root, 'dist', target), { recursive: true, force: true })
      // Without CI, for there Taro's settings drop the progress bar, which is what prints webpack's errors.
      const env = { NODE_ENV: 'production', CI: '', BROWSERSLIST_IGNORE_OLD_DATA: '1' }
      const { code, output } = await run(process.execPath, ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', target], { env })
      // Taro ends with 0 on some of webpack's errors.
      const words = plain(output)
      const missing = missingFiles(target)
      if (code === 0 && !FAULTS.test(words) && missing.length === 0) return target === 'h5' ? pack('dist/h5') : undefined
      const told = words
        .slice(Math.max(words.lastIndexOf('✖ Errors'), 0))
        .split('\n')
        .filter((line) => !TRIED.test(line))
      throw new Problem(
        `${lastLines(told.join('\n'), 60)}\n构建${LABELS[target]}失败${missing.length > 0 ? `,缺少:${missing.slice(0, 8).join('、')}` : ''}`,
      )
    })
    stamp(target, hash, MADE[target])
  })
}
