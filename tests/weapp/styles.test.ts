import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type AtRule, type Declaration, parse } from 'postcss'
import { compile } from 'sass'
import { DIST } from '../support/journey'

type Compiler = (folder: string, files: string[], options: { maxBuffer: number }) => Record<string, string> | Error
/** WeChat's own compiler of style sheets: it gives an error back rather than throwing it. */
const wcsc = require('miniprogram-compiler/src/wcsc') as Compiler
const SOURCE = path.resolve(__dirname, '../../miniapp')

const filesIn = (folder: string, end: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()

/** What WeChat's compiler says against a sheet; nothing when it takes it. */
function refusal(css: string): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wxss-'))
  try {
    writeFileSync(path.join(folder, 'sheet.wxss'), css)
    const made = wcsc(folder, ['sheet'], { maxBuffer: 64 * 1024 * 1024 })
    return made instanceof Error ? made.message : undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Things that WeChat compiles and the oldest phones that we serve (iOS 11, Chrome 67) do not know. */
function tooNew(css: string): string[] {
  const found: string[] = []
  const root = parse(css)
  root.walkDecls((decl: Declaration) => {
    if (/^(gap|row-gap|column-gap|inset|aspect-ratio)$/.test(decl.prop)) found.push(`${decl.prop}: ${decl.value}`)
  })
  root.walkRules((rule) => {
    if (/:(is|where|has|focus-visible)\b/.test(rule.selector)) found.push(rule.selector)
  })
  root.walkAtRules((rule: AtRule) => {
    if (/^(layer|container)$/.test(rule.name)) found.push(`@${rule.name}`)
  })
  return found
}

// What is for browsers alone never reaches a phone.
const sources = filesIn(SOURCE, '.scss').filter((file) => file !== 'browser.scss')
const cssOf = (file: string) => compile(path.join(SOURCE, file)).css

describe('the style sheets', () => {
  it.each(sources)("of %s are as WeChat's compiler wants them, with nothing that older phones lack", (file) => {
    const css = cssOf(file)
    expect([refusal(css), tooNew(css)]).toEqual([undefined, []])
  })

  it('are compiled whole from the package', () => {
    const sheets = filesIn(DIST, '.wxss')
    const refused = sheets.filter((file) => refusal(readFileSync(path.join(DIST, file), 'utf8').replace(/@import[^;]*;/g, '')))
    expect(refused).toEqual([])
    expect(sheets.length).toBeGreaterThan(5)
  })

  it('lose no rule on the way into the package', () => {
    const packed = filesIn(DIST, '.wxss')
      .map((file) => readFileSync(path.join(DIST, file), 'utf8'))
      .join('\n')
    const built = new Set<string>()
    parse(packed).walkRules(({ selectors }) => {
      for (const one of selectors) built.add(plain(one))
    })
    const lost = new Set<string>()
    for (const file of sources)
      parse(cssOf(file)).walkRules(({ selectors }) => {
        for (const one of selectors) if (!built.has(plain(one))) lost.add(`${file}: ${one}`)
      })
    expect([...lost]).toEqual([])
  })

  it('would be refused with a selector for any child, and found out with a gap', () => {
    expect(refusal('.main > * + * { margin-top: 16px }')).toMatch(/error at token `\*`/)
    expect(refusal('* { margin: 0 }')).toMatch(/unexpected token `\*`/)
    expect(refusal('.main > .card { margin-top: 16px }')).toBeUndefined()
    expect([tooNew('.row { display: flex; gap: 12px }'), tooNew('.main { grid-row-gap: 12px }')]).toEqual([['gap: 12px'], []])
  })
})

/** A selector without its blanks; Taro writes `div` as the class of what stands for it, and `body` as the page. */
function plain(selector: string): string {
  return selector
    .replace(/\.h5-div/g, 'div')
    .replace(/\bbody\b/g, 'page')
    .replace(/::?(before|after)/g, ':$1')
    .replace(/\s*([>+~])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}
