import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** One line of the table. `ratio` is ours against the yardstick; where there is only a limit, our value against the limit. */
export interface Result {
  name: string
  value: number
  unit: string
  /** the yardstick's value in the same unit */
  yardstick: number
  ratio: number
  goal: string
  ok: boolean
}

export interface Report {
  machine: Record<string, string | number>
  settings: Record<string, string>
  results: Result[]
}

const short = (value: number): number => Number(value.toPrecision(value >= 100 ? 4 : 3))

interface Measured {
  name: string
  unit: string
  value: number
  yardstick: number
}

const resultOf = ({ name, unit, value, yardstick }: Measured, goal: string, holds: (ratio: number) => boolean): Result => {
  const ratio = value / yardstick
  return { name, value: short(value), unit, yardstick: short(yardstick), ratio: short(ratio), goal, ok: holds(ratio) }
}

/** The more the better: at least `least` times the yardstick. */
export const atLeast = (least: number, measured: Measured): Result => resultOf(measured, `≥ ${least} ×`, (ratio) => ratio >= least)

/** The less the better: at most `most` times the yardstick. */
export const atMost = (most: number, measured: Measured): Result => resultOf(measured, `≤ ${most} ×`, (ratio) => ratio <= most)

/** The less the better: at most a fixed limit. */
export const within = (limit: number, { name, unit, value }: Omit<Measured, 'yardstick'>): Result =>
  resultOf({ name, unit, value, yardstick: limit }, `≤ ${limit} ${unit}`, (ratio) => ratio <= 1)

/** A count that has to be nought. */
export const none = (name: string, value: number): Result => ({
  name,
  value,
  unit: '条',
  yardstick: 0,
  ratio: value,
  goal: '0',
  ok: value === 0,
})

/** Milliseconds that the disk takes to keep 4 KB, the one in the middle of many: what a durable commit costs at least. */
function fsyncMs(folder: string): number {
  const file = openSync(path.join(folder, 'fsync'), 'w')
  const times = Array.from({ length: 200 }, () => {
    writeSync(file, Buffer.alloc(4_096))
    const began = performance.now()
    fsyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  return short(times.sort((a, b) => a - b)[100] as number)
}

export const machineOf = (folder: string, versions: Record<string, string>): Report['machine'] => ({
  cpu: os.cpus()[0]?.model ?? '',
  cores: os.cpus().length,
  memoryGB: Math.round(os.totalmem() / 2 ** 30),
  fsyncMs: fsyncMs(folder),
  node: process.version,
  ...versions,
})

const columns = (r: Result): string[] => [
  r.name,
  `${r.value} ${r.unit}`,
  r.goal === '0' || r.goal.includes(r.unit) ? '—' : `${r.yardstick} ${r.unit}`,
  r.goal === '0' ? '—' : `${r.ratio} ×`,
  r.goal,
  r.ok ? '✓' : '✗',
]

/** The table as docs/performance.md has it. */
export function markdownOf({ machine, settings, results }: Report): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const facts = (of: Record<string, string | number>) =>
    Object.entries(of)
      .map(([name, value]) => `${name} ${value}`)
      .join('，')
  const head = [line(['量什么', '我们', '标尺', '比', '目标', '']), line(['---', '--:', '--:', '--:', '--:', '---'])]
  return [
    ...head,
    ...results.map((r) => line(columns(r))),
    '',
    `机器：${facts(machine)}。`,
    '',
    `数据库读回的设置：${facts(settings)}。`,
  ].join('\n')
}
