import { unzipSync } from 'fflate'
import { readTable } from '../../cloud/core/xlsx.read'
import { writeTable } from '../../cloud/core/xlsx.write'
import type { Api, Json } from '../support/api'
import { cadresOf, mustBe, opened, openingOf, registerChild } from '../support/children'
import { type Cloud, onBothEngines, startCloud } from '../support/cloud'

const TABLE = '/api/child-access/table'
/** Readings of the years that only one test has. */
async function readSome(cloud: Cloud, year: string) {
  cloud.clock.set(`${year}-03-01T02:00:00.000Z`)
  const people = await cadresOf(cloud)
  const { village, colleague } = people
  const child = await registerChild(village, { consent: { day: `${year}-02-01` } })
  const opening = await opened(village, colleague, child.id, ['schooling', 'guardian'])
  const urgent = await mustBe(
    201,
    village.post(`/api/children/${child.id}/openings`, openingOf(['health'], { words: '=1+1，孩子发烧', emergency: true })),
  )
  const read = async (id: string) => {
    cloud.clock.advance(1000)
    return mustBe(200, village.post(`/api/child-openings/${id}/reads`))
  }
  for (const id of [opening, opening, urgent.id]) await read(id)
  return { ...people, child, readMore: () => read(opening), table: await people.county.bytes(`${TABLE}?year=${year}`) }
}

type Rows = string[][]
const rowsOf = (table: Buffer): Rows => readTable(table).rows.map(({ cells }) => cells)
const sheetOf = (rows: Rows): Promise<Buffer> =>
  writeTable(
    { name: '表', heading: [], columns: [{ title: '', width: 10 }] },
    (async function* () {
      yield rows
    })(),
  )
/** The same table with its rows changed by somebody. */
async function changedBy(table: Buffer, change: (rows: Rows) => Rows): Promise<Buffer> {
  return sheetOf(change(rowsOf(table)))
}
const check = (who: Api, table: Buffer): Promise<Json> => mustBe(200, who.send('/api/child-access/check', table, 'table.xlsx'))
/** Where the reason of a row stands, and the first of the rows. */
const [WORDS, FIRST] = [6, 4]
const rewritten = (rows: Rows): Rows =>
  rows.map((cells, at) => (at === FIRST ? cells.map((cell, k) => (k === WORDS ? '家长要求' : cell)) : cells))
const without = (rows: Rows): Rows => rows.filter((_, at) => at !== FIRST)
const turned = (rows: Rows): Rows => [...rows.slice(0, FIRST), rows[FIRST + 1], rows[FIRST], ...rows.slice(FIRST + 2)] as Rows
const doubled = (rows: Rows): Rows => [...rows.slice(0, FIRST + 1), rows[FIRST], ...rows.slice(FIRST + 1)] as Rows

onBothEngines('the yearly table of who looked', (at) => {
  it('says who read what, why and by whose word, and holds what looks like a formula as the text that it is', async () => {
    const { village, town, county, child, table } = await readSome(at(), '2027')
    for (const who of [village, town]) await mustBe(403, who.get(`${TABLE}?year=2027`))
    for (const who of [village, town]) await mustBe(403, who.send('/api/child-access/check', table, 'table.xlsx'))
    const rows = rowsOf(table)
    expect(rows[0]?.[0]).toBe('悦江县2027年儿童档案查看记录')
    expect(rows[1]?.[0]).toContain('怎么核对')
    expect(rows[FIRST]?.slice(1, 10)).toEqual([
      child.code,
      '柳溪村',
      '赵敏',
      '上学情况、监护人和照看的人',
      '准备上门走访',
      '下午上门走访',
      '',
      '冯梅',
      expect.any(String),
    ])
    expect(rows[FIRST + 2]?.slice(4, 11)).toEqual(['身体情况', '准备上门走访', '=1+1，孩子发烧', '紧急', '', '', '还没有复核'])
    expect(rows.at(-1)?.slice(0, 3)).toEqual(['总签名', '2027', '3'])
    const sheet = Buffer.from(unzipSync(table)['xl/worksheets/sheet1.xml'] as Uint8Array).toString()
    expect([sheet.includes('<f>'), sheet.includes('s="3"><is><t xml:space="preserve">=1+1')]).toEqual([false, true])
    expect(sheet).not.toMatch(/王桂兰|13900001234|哮喘/)
    await mustBe(415, county.send('/api/child-access/check', Buffer.from('no table'), 'table.xlsx'))
  })

  it('is known for whole, and for changed by the row, however it was changed', async () => {
    const { county, table } = await readSome(at(), '2028')
    expect(await check(county, table)).toEqual({ verdict: 'whole', year: '2028', rows: 3, changed: [] })
    // Saved once more by another program it is the same.
    expect(await check(county, await changedBy(table, (rows) => rows))).toMatchObject({ verdict: 'whole' })
    const line = readTable(await changedBy(table, (rows) => rows)).rows[FIRST]?.row
    expect(await check(county, await changedBy(table, rewritten))).toEqual({ verdict: 'changed', year: '2028', rows: 3, changed: [line] })
    for (const [change, rows] of [
      [without, 2],
      [turned, 3],
      [doubled, 4],
    ] as const)
      expect(await check(county, await changedBy(table, change))).toEqual({ verdict: 'changed', year: '2028', rows, changed: [] })
    const another = await readSome(at(), '2029')
    const foreign = (rows: Rows): Rows => [...rows.slice(0, -1), rowsOf(another.table).at(-1)] as Rows
    expect((await check(another.county, await changedBy(table, foreign))).verdict).toBe('changed')
  })

  it('is not called whole any more when a chain says otherwise, and stays so when somebody looks again', async () => {
    const { county, child, table, readMore } = await readSome(at(), '2030')
    await readMore()
    expect(await check(county, table)).toMatchObject({ verdict: 'grown', rows: 3 })
    const { db } = at().app
    await db.write((m) => m.query("UPDATE child_event SET hash = 'x' WHERE child_id = ? AND sort = 'read' AND seq = 6", [child.id]))
    expect(await check(county, table)).toMatchObject({ verdict: 'differs', changed: [] })
  })
})

it('would be taken for whole after a change if its rows were not signed', async () => {
  const cloud = await startCloud('sqlite', {}, { marks: { of: () => 'x', hold: () => true } })
  try {
    const { county, table } = await readSome(cloud, '2031')
    for (const change of [rewritten, turned]) expect((await check(county, await changedBy(table, change))).verdict).not.toBe('changed')
  } finally {
    await cloud.close()
  }
})
