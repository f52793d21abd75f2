import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './source'

const FOLDERS = ['.ci', 'shared', 'cloud', 'miniapp', 'config', 'tests', 'docs']
const FILES = [
  'README.md',
  'LICENSE',
  'package.json',
  'package-lock.json',
  '.npmrc',
  '.gitignore',
  '.env.example',
  'tsconfig.json',
  'tsconfig.phone.json',
  'biome.json',
  'knip.jsonc',
  'jest.config.cjs',
  'babel.config.js',
  'project.config.json',
  'Dockerfile',
  '.dockerignore',
  'container.config.json',
]
const SIDES: Record<string, readonly string[]> = {
  shared: ['core', 'features'],
  cloud: [
    'main.ts',
    'app.ts',
    'schema.ts',
    'workers.ts',
    'pages.ts',
    'self.routes.ts',
    'press.ts',
    'paper.process.ts',
    'matching.ts',
    'pairs.ts',
    'worries.ts',
    'erasures.ts',
    'replaced.ts',
    'matching.process.ts',
    'core',
    'wechat',
    'features',
    'migrations',
    'tools',
  ],
}

/** What lies where it has no place. */
function strays(files: readonly string[]): string[] {
  return files.filter((file) => {
    const [top = '', next] = file.split('/')
    if (next === undefined) return !FILES.includes(top)
    return !FOLDERS.includes(top) || SIDES[top]?.includes(next) === false
  })
}

const ignored = readFileSync(path.join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean)

/** What git keeps out, by the few forms that our list of it uses: `folder/`, `*.ending`, `name`. */
const isIgnored = (file: string, name: string): boolean =>
  name === '.git' ||
  ignored.some((rule) => (rule.startsWith('*') ? name.endsWith(rule.slice(1)) : [file, name].includes(rule.replace(/\/$/, ''))))

/** Every file here; asked of the disk, for an unpacked archive has no git. */
const listed = (folder = ''): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (isIgnored(file, entry.name)) return []
    return entry.isDirectory() ? listed(file) : [file]
  })

describe('the layout is fixed', () => {
  it('has nothing outside the folders and files of the list', () => expect(strays(listed())).toEqual([]))
  it('looks at the files that are there', () =>
    expect(listed()).toEqual(expect.arrayContaining(['package.json', 'shared/core/kind.ts', '.ci/run'])))
  it('names a stray folder, a stray file and a stray part of a side', () => {
    expect(strays(['utils/a.ts', 'notes.txt', 'cloud/helpers/a.ts', 'cloud/core/log.ts', 'README.md'])).toEqual([
      'utils/a.ts',
      'notes.txt',
      'cloud/helpers/a.ts',
    ])
  })
  it('has no folder or file of a name that says nothing', () => {
    const vague = (files: readonly string[]) =>
      files.filter((file) => /(^|[/.-])(utils?|helpers?|common|manager|misc)(\/|\.\w+$)/i.test(file))
    expect(vague(listed())).toEqual([])
    expect(vague(['cloud/core/utils.ts', 'miniapp/common/a.ts', 'shared/core/date-helper.ts', 'cloud/core/log.ts'])).toHaveLength(3)
  })
})
