/** npm run build:weapp | build:h5 | build:cloud */
import { bundleCloud } from './bundle.mjs'
import { installPackages } from './install.mjs'
import { main, Problem } from './run.mjs'
import { buildPages } from './taro.mjs'

const builds = { weapp: () => buildPages('weapp'), h5: () => buildPages('h5'), cloud: bundleCloud }

main(async () => {
  const build = builds[process.argv[2] ?? '']
  if (!build) throw new Problem(`用法:node config/tasks/build.mjs ${Object.keys(builds).join('|')}`)
  await installPackages()
  await build()
})
