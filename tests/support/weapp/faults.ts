import { isFields } from './types'

/** What nobody may overlook: an app with faults can't be closed. */
export interface Faults {
  list: string[]
  add(text: string): void
  /** Takes the expected ones off. It throws when there is none: an expectation that nothing meets is a fault of the test. */
  forgive(expected: string | RegExp): string[]
}

export function newFaults(list: string[] = []): Faults {
  const matches = (text: string, expected: string | RegExp) =>
    typeof expected === 'string' ? text.includes(expected) : expected.test(text)
  return {
    list,
    add(text) {
      // the same template fault comes again with every rendering
      if (!list.includes(text)) list.push(text)
    },
    forgive(expected) {
      const met = list.filter((text) => matches(text, expected))
      if (met.length === 0) throw new Error(`no warning matches ${expected}; there are: ${list.join(' | ') || 'none'}`)
      for (const text of met) list.splice(list.indexOf(text), 1)
      return met
    },
  }
}

/** An error as one line: its message and the first place it names. Errors of the app are of another realm, so no instanceof. */
export function describe(error: unknown): string {
  if (!isFields(error)) return String(error)
  if (typeof error.message !== 'string') return typeof error.errMsg === 'string' ? error.errMsg : JSON.stringify(error)
  const place = typeof error.stack === 'string' ? error.stack.split('\n').find((line) => /^\s+at /.test(line)) : undefined
  return `${error.message}${place ? ` (${place.trim()})` : ''}`
}
