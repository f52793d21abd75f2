/** The cloud as plain JavaScript in dist/cloud: the server and its tools, each one file; packages stay outside. */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Problem, root, step } from './run.mjs'

/** The tools that are commands in package.json; the other files beside them are theirs. */
const tools = () => [...new Set(readFileSync(path.join(root, 'package.json'), 'utf8').match(/cloud\/tools\/[\w-]+\.ts/g))]

/** `to`: a folder below the root, emptied first; `more`: entry points beside the cloud's own. */
export async function bundleCloud(to = 'dist/cloud', more = []) {
  await step('打包云端', async () => {
    // Imported late: this file is read before the packages are installed.
    const { build } = await import('esbuild')
    rmSync(path.join(root, to), { recursive: true, force: true })
    try {
      await build({
        absWorkingDir: root,
        entryPoints: ['cloud/main.ts', 'cloud/paper.process.ts', 'cloud/matching.process.ts', ...tools(), ...more],
        outbase: 'cloud',
        outdir: to,
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        packages: 'external',
        tsconfig: 'tsconfig.json',
        sourcemap: true,
        // Not keepNames: nothing is shortened here, and naming every closure anew costs each request.
        logLevel: 'silent',
      })
    } catch (error) {
      throw new Problem(`${error.message}\n打包云端失败`)
    }
  })
}
