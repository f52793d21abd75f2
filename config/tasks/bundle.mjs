/** The cloud as plain JavaScript in dist/cloud: the server and its tools, each one file; packages stay outside. */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Problem, root, step } from './run.mjs'

/** The tools that are commands in package.json; the other files beside them are theirs. */
const tools = () => [...new Set(readFileSync(path.join(root, 'package.json'), 'utf8').match(/cloud\/tools\/[\w-]+\.ts/g))]

export async function bundleCloud() {
  await step('打包云端', async () => {
    // Imported late: this file is read before the packages are installed.
    const { build } = await import('esbuild')
    rmSync(path.join(root, 'dist/cloud'), { recursive: true, force: true })
    try {
      await build({
        absWorkingDir: root,
        entryPoints: ['cloud/main.ts', ...tools()],
        outbase: 'cloud',
        outdir: 'dist/cloud',
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        packages: 'external',
        tsconfig: 'tsconfig.json',
        sourcemap: true,
        // Entities are found by the names of their classes in messages and logs.
        keepNames: true,
        logLevel: 'silent',
      })
    } catch (error) {
      throw new Problem(`${error.message}\n打包云端失败`)
    }
  })
}
