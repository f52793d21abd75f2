import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { say } from '../support/say'
import { type Result, within } from './result'

const LOANS = 20_000
const MOST_MB = 300

interface Told {
  drawSeconds: number
  tableSeconds: number
  tableMb: number
  peakMb: number
}

/** The claim of a quarter over twenty thousand loans, drawn up and written as a table, in a process of its own so that its memory can be seen. */
export async function claim(loans = LOANS): Promise<Result[]> {
  const program = path.join(__dirname, 'claim.process.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, String(loans)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the claim was not drawn up: ${stderr}`)
  const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Told
  say(
    `  ${loans} 笔：核算 ${told.drawSeconds.toFixed(1)} 秒，表格 ${told.tableSeconds.toFixed(1)} 秒、${told.tableMb.toFixed(1)} MB，内存最高 ${told.peakMb} MB`,
  )
  return [
    within(MOST_MB, { name: '两万笔贷款一个季度的贴息清单，内存最高', unit: 'MB', value: told.peakMb }),
    within(120, { name: '两万笔贷款一个季度的贴息清单，核算和表格', unit: '秒', value: told.drawSeconds + told.tableSeconds }),
  ]
}
