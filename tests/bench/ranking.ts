import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { say } from '../support/say'
import type { Told } from './ranking.process'
import { atMost, type Result, within } from './result'
import { medianOf } from './rounds'

const [MOTHERS, CHILDREN] = [1_500, 2_000]

/** The program bundled as the server is. */
async function bundled(): Promise<string> {
  const outfile = path.join(__dirname, '../../dist/bench/ranking.js')
  const shape = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external', logLevel: 'silent' } as const
  await build({ ...shape, entryPoints: [path.join(__dirname, 'ranking.process.ts')], outfile })
  return outfile
}

function runs(program: string, what: 'fill' | 'look', folder: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, what, folder, String(MOTHERS), String(CHILDREN)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${what} did not work: ${stderr}`)
  return stdout.trim().split('\n').at(-1) ?? ''
}

/** What a cadre waits for in a large county: who could care for one child, whom a team may have, and what a proposal reads. */
export async function ranking(): Promise<Result[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ranking-'))
  try {
    const program = await bundled()
    runs(program, 'fill', folder)
    const told = JSON.parse(runs(program, 'look', folder)) as Told
    const [rank, open, page, children] = [told.rankMs, told.openMs, told.pageMs, told.childrenMs].map(medianOf) as [
      number,
      number,
      number,
      number,
    ]
    say(
      `  第一次看 ${told.firstMs.toFixed(0)} 毫秒，以后 ${rank.toFixed(0)}，每次都打开 ${open.toFixed(0)}；读孩子 ${children.toFixed(0)} 毫秒`,
    )
    return [
      atMost(0.6, { name: `给一个孩子排 ${MOTHERS} 位爱心妈妈，对每次打开她们的报名`, unit: '毫秒', value: rank, yardstick: open }),
      within(50, { name: '可以编进小组的妈妈一页，旁边有两万件别的', unit: '毫秒', value: page }),
      within(2, { name: `全县的方案以前，读 ${CHILDREN} 个孩子`, unit: '秒', value: children / 1000 }),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
