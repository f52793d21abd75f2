/**
 * node config/tasks/prove.mjs <program> [--json …]    a proof or a bench: prepares what it needs and runs it with the rest of the arguments.
 * The program itself starts its servers and databases and prints its result; its exit code is ours.
 */
import { bundleCloud } from './bundle.mjs'
import { installPackages, installPrograms, prepareSqlite } from './install.mjs'
import { launch, main } from './run.mjs'

main(async () => {
  const [program, ...args] = process.argv.slice(2)
  await installPackages()
  await installPrograms(['mariadb'])
  await prepareSqlite()
  await bundleCloud()
  const { ended } = launch(process.execPath, ['--import', 'tsx', program, ...args], { show: true })
  return (await ended).code
})
