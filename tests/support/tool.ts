import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Cloud } from './cloud'

/** A command of the cloud as a process of its own, beside a running server: its exit code and what it said. */
export async function runTool(
  { settings: { database }, folder }: Cloud,
  [tool, ...args]: [tool: string, ...args: string[]],
  keys: Record<string, string>,
): Promise<{ code: number; said: string }> {
  const address = database.engine === 'mysql' ? database.url : `sqlite:${database.file}`
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', `cloud/tools/${tool}.ts`, ...args], {
    cwd: path.resolve(__dirname, '../..'),
    env: { PATH, DATABASE_URL: address, DATA_DIR: folder, ...keys } as unknown as NodeJS.ProcessEnv,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  const [code] = await once(child, 'close')
  return { code: Number(code), said }
}
