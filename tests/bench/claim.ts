import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { say } from '../support/say'
import { type Result, within } from './result'

const LOANS = 20_000
const MOST_MB = 300

interface Told {
  drawSeconds: number
  tableSeconds: number
  tableMb: number
  /** before anything was drawn up, and after all lines were */
  restMb: number
  drawnMb: number
  peakMb: number
}

/** The program bundled as the server is: read through a compiler it would hold that as well. */
async function bundled(): Promise<string> {
  const outfile = path.join(__dirname, '../../dist/bench/claim.js')
  const shape = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', logLevel: 'silent' } as const
  await build({ ...shape, entryPoints: [path.join(__dirname, 'claim.process.ts')], outfile })
  return outfile
}

function runs(program: string, what: 'fill' | 'claim', folder: string, loans: number): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, what, folder, String(loans)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${what} did not work: ${stderr}`)
  return stdout.trim().split('\n').at(-1) ?? ''
}

/**
 * The claim of a quarter over twenty thousand loans, drawn up and written as a table with every name opened from its declaration: in a
 * process of its own, so that its memory can be seen.
 */
export async function claim(loans = LOANS): Promise<Result[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'claim-'))
  try {
    const program = await bundled()
    runs(program, 'fill', folder, loans)
    const told = JSON.parse(runs(program, 'claim', folder, loans)) as Told
    say(
      `  ${loans} 笔：核算 ${told.drawSeconds.toFixed(1)} 秒，表格 ${told.tableSeconds.toFixed(1)} 秒、${told.tableMb.toFixed(1)} MB；内存起初 ${told.restMb} MB，核算完 ${told.drawnMb} MB，最高 ${told.peakMb} MB`,
    )
    return [
      within(MOST_MB, { name: '两万笔贷款一个季度的贴息清单，内存最高', unit: 'MB', value: told.peakMb }),
      within(120, { name: '两万笔贷款一个季度的贴息清单，核算和表格', unit: '秒', value: told.drawSeconds + told.tableSeconds }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
