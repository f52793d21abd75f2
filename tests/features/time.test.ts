import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  addDays,
  addMonths,
  atChina,
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  isMoment,
  sayClock,
  sayDay,
  saySpan,
  timeOf,
} from '@shared/core/time'
import fc from 'fast-check'

const moments = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-30'), noInvalidDate: true }).map((at) => at.toISOString())
const days = moments.map(dayOf)

describe('days are those of China', () => {
  it('end at its midnight', () => {
    expect([dayOf('2026-03-01T15:59:59.999Z'), dayOf('2026-03-01T16:00:00.000Z')]).toEqual(['2026-03-01', '2026-03-02'])
    expect([endOfDay('2026-03-01'), atChina('2026-03-01', '00:30'), timeOf('2026-03-01T16:05:00.000Z')]).toEqual([
      '2026-03-01T15:59:59.000Z',
      '2026-02-28T16:30:00.000Z',
      '00:05',
    ])
  })

  it('are found again from their times', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const minute = `${at.slice(0, 17)}00.000Z`
        expect([atChina(dayOf(at), timeOf(at)), dayOf(endOfDay(dayOf(at)))]).toEqual([minute, dayOf(at)])
      }),
    )
  })

  it('are counted there and back', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -9999, max: 9999 }), (day, n) => {
        const other = addDays(day, n)
        expect([isDay(other), daysBetween(day, other), addDays(other, -n)]).toEqual([true, n, day])
      }),
    )
  })

  it('stay the same date a month later, or the last of a month that is shorter', () => {
    const later = [addMonths('2026-01-31', 1), addMonths('2028-01-31', 1), addMonths('2026-12-05', 2), addMonths('2026-01-15', -12)]
    expect(later).toEqual(['2026-02-28', '2028-02-29', '2027-02-05', '2025-01-15'])
  })

  it('come out the same whatever the zone of the machine', async () => {
    const module = path.resolve(__dirname, '../../shared/core/time.ts')
    const script = `const t = require(${JSON.stringify(module)}); const at = '2026-03-08T15:30:00.000Z'
      const said = [t.dayOf(at), t.addDays('2026-03-28', 2), t.daysBetween('2026-03-28', '2026-03-30'), t.endOfDay('2026-10-25'), t.sayDay('2026-03-08'), t.saySpan(at, '2026-03-08T17:00:00.000Z'), t.isDay('2026-03-08')]
      console.log(JSON.stringify([said, new Date(at).getHours()]))`
    const inZone = async (TZ: string) => {
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', script], {
        cwd: path.resolve(__dirname, '../..'),
        env: { ...process.env, TZ },
      })
      return JSON.parse(stdout) as [unknown, number]
    }
    const [west, east, summer] = await Promise.all(['America/Los_Angeles', 'Pacific/Kiritimati', 'Europe/Berlin'].map(inZone))
    expect(west?.[0]).toEqual([
      '2026-03-08',
      '2026-03-30',
      2,
      '2026-10-25T15:59:59.000Z',
      '3月8日(周日)',
      '3月8日(周日)晚上11点半到3月9日(周一)凌晨1点',
      true,
    ])
    expect([east?.[0], summer?.[0]]).toEqual([west?.[0], west?.[0]])
    // The zones were really different.
    expect([west?.[1], east?.[1], summer?.[1]]).toEqual([8, 5, 16])
  }, 30_000)
})

describe('words', () => {
  it.each([
    ['2026-11-25T01:00:00.000Z', '上午9点'],
    ['2026-11-25T06:30:00.000Z', '下午2点半'],
    ['2026-11-25T12:05:00.000Z', '晚上8点05分'],
    ['2026-11-25T04:00:00.000Z', '中午12点'],
    ['2026-11-24T16:00:00.000Z', '凌晨0点'],
  ])('%s is %s', (at, words) => {
    expect(sayClock(at)).toBe(words)
  })

  it('name the year only when it is another one in China', () => {
    expect([
      sayDay('2026-11-25', '2025-12-31T16:00:00.000Z'),
      sayDay('2026-11-25', '2025-12-31T15:59:00.000Z'),
      sayDay('2026-11-25'),
    ]).toEqual(['11月25日(周三)', '2026年11月25日(周三)', '11月25日(周三)'])
  })

  it('name one day once and two days both', () => {
    expect(saySpan('2026-11-25T01:00:00.000Z', '2026-11-25T08:00:00.000Z')).toBe('11月25日(周三)上午9点到下午4点')
    expect(saySpan('2026-11-25T00:30:00.000Z', '2026-11-25T03:30:00.000Z')).toBe('11月25日(周三)上午8点半到11点半')
    expect(saySpan('2026-11-25T01:00:00.000Z', '2026-11-26T08:00:00.000Z')).toBe('11月25日(周三)上午9点到11月26日(周四)下午4点')
  })
})

it('knows a day and a moment when it sees one', () => {
  for (const day of ['2024-02-29', '2000-02-29', '2026-12-31']) expect(isDay(day)).toBe(true)
  for (const day of ['2026-02-29', '1900-02-29', '2026-13-01', '2026-1-1', '2026-04-31', '20260401', '2026-04-01T00', ''])
    expect(isDay(day)).toBe(false)
  fc.assert(fc.property(moments, (at) => isMoment(at) && !isMoment(at.replace('Z', '+08:00')) && !isMoment(at.slice(0, 10))))
  expect(isMoment('2026-02-30T00:00:00.000Z')).toBe(false)
})
