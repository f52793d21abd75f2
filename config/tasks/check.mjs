/** npm run check: format, lint, types, unused code and the directions of imports; everything is looked at, then everything is told. */
import { installPackages } from './install.mjs'
import { main, must, say, step } from './run.mjs'

const bin = (name) => `node_modules/.bin/${name}`
const CHECKS = [
  ['格式与写法(biome)', bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=200']],
  ['类型(tsc)', bin('tsc'), ['-p', 'tsconfig.json']],
  ['旧手机上也有的语言功能(tsc,ES2019)', bin('tsc'), ['-p', 'tsconfig.phone.json']],
  ['没有用到的代码和依赖(knip)', bin('knip'), ['--no-progress', '--treat-config-hints-as-errors']],
  ['目录与引用方向(tests/architecture)', bin('jest'), ['--ci', '--selectProjects', 'architecture']],
]

main(async () => {
  await installPackages()
  const looked = await Promise.allSettled(CHECKS.map(([name, command, args]) => step(name, () => must(command, args, { lines: 300 }))))
  const failed = CHECKS.map(([name], n) => ({ name, error: looked[n].reason })).filter(({ error }) => error)
  for (const { name, error } of failed) say(`\n──── ${name}\n${error.message}`)
  say(failed.length === 0 ? '\n检查通过' : `\n没有通过:${failed.map(({ name }) => name).join('、')}`)
  return failed.length === 0 ? 0 : 1
})
