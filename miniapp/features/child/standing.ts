import { isBlank, tidy } from '@shared/core/fields'
import { dayOf } from '@shared/core/time'
import { type Part, partFields, readPart } from '@shared/features/child/child.parts'
import { inputOf } from '../../core/answering'
import type { FormAnswers } from '../../core/field-form'
import type { Said } from '../../core/said'
import type { Agreed, Registration } from './registration'
import { WRITTEN } from './words'

/** Without these nothing is registered; the others can be told later. */
export const NEEDED: readonly Part[] = ['identity', 'guardian', 'risk', 'care']
/** In the order in which a cadre asks at the kitchen table. */
export const ASKED: readonly Part[] = [...NEEDED, ...WRITTEN.filter((part) => NEEDED.indexOf(part) < 0)]
/** Pictures that nothing keeps are swept away after a day. */
const PAPER_MS = 20 * 3_600_000

export const namesOf = (part: Part): string[] => Object.keys(partFields[part])
const today = () => dayOf(new Date().toISOString())

/** What is wrong with the answers to a part, by the names of its own questions. */
export function problemsInPart(part: Part, answers: FormAnswers, told: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { problems } = readPart(part, inputOf(namesOf(part), answers), today())
  const found: Record<string, string> = {}
  for (const name of namesOf(part)) {
    const words = told[`${part}.${name}`] ?? problems[`${part}.${name}`]
    if (words !== undefined) found[name] = words
  }
  return found
}

export const isBegun = (answers: FormAnswers = {}): boolean => Object.keys(answers).some((name) => !isBlank(tidy(answers[name])))
export const isFresh = (agreed: Agreed | undefined): agreed is Agreed => agreed !== undefined && Date.now() - agreed.at < PAPER_MS

export function standingOf(part: Part, { answers, problems }: Registration): Said {
  const its = answers[part] ?? {}
  if (!isBegun(its)) return NEEDED.indexOf(part) >= 0 ? { words: '还没填', tone: 'plain' } : { words: '可以以后填', tone: 'plain' }
  return Object.keys(problemsInPart(part, its, problems)).length > 0 ? { words: '还差一点', tone: 'wait' } : { words: '填好了', tone: 'ok' }
}

/** What still stands in the way, part by part; the consent comes first. */
export function missingIn(of: Registration): { part: Part | 'consent'; words: string }[] {
  const missing: { part: Part | 'consent'; words: string }[] = []
  if (!isFresh(of.agreed)) missing.push({ part: 'consent', words: of.agreed ? '同意书拍了超过一天，请再拍一次' : '还没有监护人同意' })
  for (const part of ASKED) {
    const its = of.answers[part] ?? {}
    if (!isBegun(its) && NEEDED.indexOf(part) < 0) continue
    const found = problemsInPart(part, its, of.problems)
    const names = Object.keys(found)
    if (names.length > 0) missing.push({ part, words: isBegun(its) ? names.map((name) => found[name]).join('；') : '还没填' })
  }
  const consent = Object.keys(of.problems).filter((name) => /^consent\./.test(name))
  if (consent.length > 0 && isFresh(of.agreed))
    missing.unshift({ part: 'consent', words: consent.map((name) => of.problems[name]).join('；') })
  return missing
}

/** As it is sent: parts that she left open are not in it. */
export function bodyOf({ version, agreed, answers }: Registration) {
  const parts: Record<string, unknown> = {}
  for (const part of ASKED) if (isBegun(answers[part])) parts[part] = inputOf(namesOf(part), answers[part] ?? {})
  const { at: _at, ...consent } = agreed as Agreed
  return { version, consent, parts }
}
