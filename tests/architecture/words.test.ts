import { broken, type Rule, sourcesUnder } from './source'
import {
  dataIsTouchedTheSafeWay,
  filesStaySmall,
  LONGEST,
  routesHoldNoSql,
  servicesHoldNoCtx,
  sharedIsPure,
  zoneIsNeverTheMachines,
} from './words'

const shared = sourcesUnder(['shared'])
const cloud = sourcesUnder(['cloud'])

/** What a rule says about one made-up file. */
const said = (rule: Rule, path: string, text: string) => rule({ path, text }).join()

describe('shared is pure', () => {
  it('holds in every file', () => expect(broken(sharedIsPure, shared)).toEqual([]))
  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'process.env.A',
    'setTimeout(run, 1)',
    'fetch(url)',
    'crypto.randomUUID()',
    'globalThis.x',
  ])('names %s', (code) => expect(said(sharedIsPure, 'shared/core/a.ts', `export const a = ${code}`)).not.toBe(''))
  it('lets a date of an argument, properties that share a name, and comments', () => {
    const text =
      '// fetch() and Date.now()\nexport const a = (at: string, x: { process: number }) => [new Date(at), x.process, { crypto: 1 }]'
    expect(said(sharedIsPure, 'shared/core/a.ts', text)).toBe('')
  })
})

describe('days never go by the zone of the machine', () => {
  it('holds in every file', () => expect(broken(zoneIsNeverTheMachines, [...shared, ...cloud])).toEqual([]))
  it.each(['at.getHours()', 'at.getDate()', 'at.toLocaleString()', 'at.setMonth(1)'])('names %s', (code) =>
    expect(said(zoneIsNeverTheMachines, 'cloud/core/a.ts', `const a = ${code}`)).not.toBe(''),
  )
  it('lets the UTC ones', () => expect(said(zoneIsNeverTheMachines, 'shared/core/a.ts', 'const a = at.getUTCHours()')).toBe(''))
})

describe('a route holds no SQL and a service no ctx', () => {
  it('holds in every file', () => expect([...broken(routesHoldNoSql, cloud), ...broken(servicesHoldNoCtx, cloud)]).toEqual([]))
  it.each([
    "db.query('x')",
    'm.createQueryBuilder()',
    "run('SELECT id FROM t')",
    `run(\`UPDATE \${t} SET a = 1\`)`,
    "run('DELETE FROM t')",
  ])('names %s in a route', (code) => expect(said(routesHoldNoSql, 'cloud/features/a/a.routes.ts', code)).not.toBe(''))
  it('lets a route read the query of its request', () =>
    expect(said(routesHoldNoSql, 'cloud/features/a/a.routes.ts', 'const a = call.query.after')).toBe(''))
  it('names ctx in a service', () =>
    expect(said(servicesHoldNoCtx, 'cloud/features/a/a.service.ts', 'export const a = (ctx: Context) => ctx.body')).not.toBe(''))
})

describe('the cloud touches its data the safe way', () => {
  it('holds in every file', () => expect(broken(dataIsTouchedTheSafeWay, cloud)).toEqual([]))
  it.each([
    'repo.save(row)',
    'query.skip(20)',
    'query.offset(20)',
    "run('… LIMIT 10 OFFSET 20')",
    "run('SELECT COUNT(*) FROM activity_place')",
    'query.getCount()',
    'query.getManyAndCount()',
    'm.countBy(ActivityPlace, { standing })',
    'open({ synchronize: true })',
    "query.where('a.village_code LIKE :x')",
    "find({ where: { countyCode: Like('3301%') } })",
  ])('names %s', (code) => expect(said(dataIsTouchedTheSafeWay, 'cloud/core/a.ts', code)).not.toBe(''))
  it('lets a search by name, synchronize: false and the words in comments', () => {
    const text =
      "// .save( and OFFSET\nopen({ synchronize: false }); query.where('a.title LIKE :x'); find({ where: { title: Like('x%') } })"
    expect(said(dataIsTouchedTheSafeWay, 'cloud/core/a.ts', text)).toBe('')
  })
})

describe('files stay small', () => {
  it('holds in every file', () =>
    expect(broken(filesStaySmall, sourcesUnder(['shared', 'cloud', 'miniapp'], /\.(tsx?|scss)$/))).toEqual([]))
  it('names one that is too long', () => {
    expect(said(filesStaySmall, 'cloud/a.ts', 'a\n'.repeat(LONGEST))).toBe('')
    expect(said(filesStaySmall, 'cloud/a.ts', 'a\n'.repeat(LONGEST + 1))).not.toBe('')
  })
})
