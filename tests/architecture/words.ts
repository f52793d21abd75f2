import ts from 'typescript'
import { type Rule, type Source, textIn, walk } from './source'

/** A rule that looks at every node of the files that it is for. */
const inFiles = (which: RegExp, find: (node: ts.Node) => string | undefined): Rule => {
  return (source: Source) => {
    const found: string[] = []
    if (which.test(source.path)) {
      walk(source, (node) => {
        const words = find(node)
        if (words) found.push(words)
      })
    }
    return found
  }
}

/** A name that stands for a value, not for a property, a key or a declaration of the same name. */
function isFree(node: ts.Identifier): boolean {
  const up = node.parent
  if (ts.isPropertyAccessExpression(up) || ts.isPropertyAssignment(up) || ts.isPropertySignature(up)) return up.name !== node
  if (ts.isParameter(up) || ts.isVariableDeclaration(up) || ts.isBindingElement(up))
    return up.name !== node && !('propertyName' in up && up.propertyName === node)
  return !(ts.isMethodSignature(up) || ts.isMethodDeclaration(up) || ts.isPropertyDeclaration(up) || ts.isTypeReferenceNode(up))
}

const isCallOf = (node: ts.Node, object: string, name: string): boolean =>
  ts.isPropertyAccessExpression(node) && node.name.text === name && ts.isIdentifier(node.expression) && node.expression.text === object

const MACHINE = new Set([
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'crypto',
  'performance',
  'globalThis',
  'window',
  'require',
  'console',
])

/** Shared code runs on both sides and in every test: the same arguments give the same answer. */
export const sharedIsPure: Rule = inFiles(/^shared\//, (node) => {
  if (isCallOf(node, 'Date', 'now')) return 'Date.now()'
  if (isCallOf(node, 'Math', 'random')) return 'Math.random()'
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date() without an argument'
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()'
  if (ts.isIdentifier(node) && MACHINE.has(node.text) && isFree(node)) return node.text
  return undefined
})

const LOCAL = /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes)$|^toLocale(Date|Time)?String$|^getTimezoneOffset$|^toDateString$/

/** Days and hours are reckoned at +08:00 whatever the machine's zone, so nothing asks the machine. */
export const zoneIsNeverTheMachines: Rule = inFiles(/^(shared|cloud)\//, (node) =>
  ts.isPropertyAccessExpression(node) && LOCAL.test(node.name.text) && ts.isCallExpression(node.parent)
    ? `.${node.name.text}() goes by the machine's zone`
    : undefined,
)

const SQL = /\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM)\b/is
const QUERIES = new Set(['createQueryBuilder', 'getRepository', 'query'])

export const routesHoldNoSql: Rule = inFiles(/\.routes\.ts$/, (node) => {
  if (SQL.test(textIn(node) ?? '')) return 'SQL in a route'
  return ts.isPropertyAccessExpression(node) &&
    QUERIES.has(node.name.text) &&
    ts.isCallExpression(node.parent) &&
    node.parent.expression === node
    ? `.${node.name.text}() in a route`
    : undefined
})

export const servicesHoldNoCtx: Rule = inFiles(/\.service\.ts$/, (node) =>
  ts.isIdentifier(node) && node.text === 'ctx' ? 'ctx in a service' : undefined,
)

/** A page may have been opened by itself: the way back asks that in one place. */
export const wayBackIsOne: Rule = inFiles(/^(?!miniapp\/core\/routes\.ts$).*\.tsx?$/, (node) =>
  ts.isPropertyAccessExpression(node) && node.name.text === 'navigateBack'
    ? 'navigateBack: from a page that was opened by itself it fails (backOr)'
    : undefined,
)

const PLACE_WORD = /(region|place|village|town|county)/i
const PLACE_LIKE = /\b\w*(region|place|village|town|county)\w*["`]?\s+(NOT\s+)?LIKE\b/i

/** The place in a queue: counted in the index of one queue, for one case at a time; no counter could say it. */
const MAY_COUNT = 'cloud/features/activity/enrolment.queue.ts'
/** The lines of earlier quarters' claims against what was confirmed, before the next is: a check, by which nothing is given away. */
const CHECKS_BY_COUNT = 'cloud/features/loan/claim.store.ts'
const COUNTS = new Set(['count', 'countBy', 'getCount', 'findAndCount', 'findAndCountBy', 'getManyAndCount'])

const isTypeormLike = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) &&
  PLACE_WORD.test(node.name.getText()) &&
  ts.isCallExpression(node.initializer) &&
  /^I?Like$/.test(node.initializer.expression.getText())

/** Each of these was measured: slow at a million rows, or wrong under two writers at once. */
export const dataIsTouchedTheSafeWay: Rule = inFiles(/^cloud\//, (node) => {
  const text = textIn(node) ?? ''
  if (/\bOFFSET\b/.test(text)) return 'OFFSET: page by key'
  if (/\bCOUNT\s*\(/i.test(text) && node.getSourceFile().fileName !== CHECKS_BY_COUNT)
    return 'COUNT: lists page by key, seats have counters'
  if (PLACE_LIKE.test(text) || isTypeormLike(node)) return 'LIKE on a place: village, town and county have columns of their own'
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'synchronize' && node.initializer.kind === ts.SyntaxKind.TrueKeyword)
    return 'synchronize: true'
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined
  const called = node.expression.name.text
  if (COUNTS.has(called) && node.getSourceFile().fileName !== MAY_COUNT) return `.${called}(: lists page by key, seats have counters`
  if (called === 'save') return '.save(: it does not guard the version'
  return called === 'skip' || called === 'offset' ? `.${called}(: page by key` : undefined
})

const LOANS =
  /^((shared|cloud|miniapp)\/(features|core)\/loan|miniapp\/features\/cadre\/(books?|claims?|loan-file|polic(y|ies)|case)|miniapp\/pages\/home)\b/
/** Words of who lends, or sells loans. A borrower (借款人) and what the bank has paid out (放款) are facts of the book. */
const LENDING =
  /放贷|借款(?!人)|借钱|[想要去来]贷|[可能]贷(?!款)|最多贷|(?<!担保|贴息)贷款申请|申请贷款|申请(?!表|展期)|贷款利率(低|优惠)|低息|秒批|立即|马上贷/

/** The product declares, recommends and explains; the bank lends: screens say 资格申报, 测算, 贴息, 进度. */
export const loansAreDeclared: Rule = inFiles(LOANS, (node) => {
  const found = LENDING.exec(ts.isJsxText(node) ? node.text : (textIn(node) ?? ''))
  return found ? `says ${found[0]}, as who lends does` : undefined
})

export const LONGEST = 300

export const filesStaySmall: Rule = ({ text }) => {
  const lines = text.trimEnd().split('\n').length
  return lines > LONGEST ? [`${lines} lines, at most ${LONGEST}`] : []
}
