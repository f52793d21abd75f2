import { broken, type Rule, sourcesUnder } from './source'
import {
  dataIsTouchedTheSafeWay,
  filesStaySmall,
  LONGEST,
  loansAreDeclared,
  routesHoldNoSql,
  servicesHoldNoCtx,
  sharedIsPure,
  wayBackIsOne,
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

describe('the way back', () => {
  it('is asked for in one place', () => expect(broken(wayBackIsOne, sourcesUnder(['miniapp']))).toEqual([]))
  it('is named elsewhere', () => expect(said(wayBackIsOne, 'miniapp/pages/a/index.tsx', 'void Taro.navigateBack()')).toContain('backOr'))
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

describe('loans are declared, not lent', () => {
  const miniapp = sourcesUnder(['miniapp'])
  it('holds in every word on a screen of the loan road', () =>
    expect(broken(loansAreDeclared, [...shared, ...cloud, ...miniapp])).toEqual([]))
  it.each(['想贷多少', '谁来申请', '去借款', '银行放贷', '申请贷款', '最多贷30万元', '立即办理'])('names %s', (words) => {
    const path = 'miniapp/features/loan/plan/a.tsx'
    expect(said(loansAreDeclared, path, `export const a = '${words}'`)).not.toBe('')
    expect(said(loansAreDeclared, path, `export const A = () => <View>${words}</View>`)).not.toBe('')
  })
  it('lets the words of the declaration and of the book', () => {
    const text = "export const a = ['资格申报', '测算', '借款人', '银行已经放款', '贷不贷、贷多少由银行决定', '申请展期']"
    expect(said(loansAreDeclared, 'shared/features/loan/a.ts', text)).toBe('')
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
