/**
 * node config/tasks/prove.mjs <program> [--json …]    a proof or a bench: prepares what it needs and runs it with the rest of the arguments.
 * The program itself starts its servers and databases and prints its result; its exit code is ours.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { bundleCloud } from './bundle.mjs'
import { installPackages, installPrograms, prepareSqlite } from './install.mjs'
import { launch, main, root } from './run.mjs'

main(async () => {
  const [program, ...args] = process.argv.slice(2)
  await installPackages()
  await installPrograms(['mariadb'])
  await prepareSqlite()
  // A folder of its own: what is proven must not be replaced meanwhile by somebody who builds.
  const folder = `dist/proven-${process.pid}`
  await bundleCloud(folder, [{ in: 'tests/proofs/server.ts', out: 'unguarded' }])
  try {
    const { ended } = launch(process.execPath, ['--import', 'tsx', program, ...args], { env: { PROVEN: folder }, show: true })
    return (await ended).code
  } finally {
    rmSync(path.join(root, folder), { recursive: true, force: true })
  }
})
