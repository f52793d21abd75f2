import type { Citation } from '@shared/features/campaign/campaign.schema'
import { laws } from '@shared/features/campaign/laws'

const DIGITS = '零一二三四五六七八九'
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** An article's number as people write it: `1042`, `一千零四十二`, `十二`. NaN: no number. */
export function numberOf(written: string): number {
  if (/^\d+$/.test(written)) return Number(written)
  let total = 0
  let digit = 0
  for (const sign of written) {
    const unit = UNITS[sign]
    if (unit) total += Math.max(digit, 1) * unit
    digit = unit ? 0 : DIGITS.indexOf(sign)
    if (digit < 0) return Number.NaN
  }
  return total + digit
}

/** Short names by the names that a law goes by. */
const SHORT = new Map(Object.entries(laws).flatMap(([short, { full }]) => [short, full].map((name) => [name, short] as const)))

const MENTION = /《([^》]*)》|第([\d零一二三四五六七八九十百千、]+)条/g

/** What a text says of laws: `第…条` belongs to the 《law》 named last before it. */
function* mentionsIn(text: string): Generator<{ law: string; article?: number }> {
  let law = ''
  for (const [, named, numbers] of text.matchAll(MENTION)) {
    if (named !== undefined) {
      law = SHORT.get(named) ?? named
      yield { law }
    } else for (const one of (numbers as string).split('、')) yield { law, article: numberOf(one) }
  }
}

/** What is wrong with a text's citations, a line for each fault: laws and articles that do not exist, or that are named but not cited. */
export function citationFaults(citations: readonly Citation[], text: string): string[] {
  const faults: string[] = []
  const cited = new Set<string>()
  for (const { law, articles } of citations) {
    const known = laws[law]
    if (!known) faults.push(`${law}: not a law that is known`)
    for (const article of articles) {
      const key = `${law} ${article}`
      if (known && !(article >= known.first && article <= known.last)) faults.push(`${key}: there is no such article`)
      if (cited.has(key)) faults.push(`${key}: cited twice`)
      cited.add(key)
    }
  }
  for (const { law, article } of mentionsIn(text)) {
    if (!laws[law]) faults.push(`《${law}》: not a law that is known`)
    else if (article !== undefined && !cited.has(`${law} ${article}`)) faults.push(`${law} ${article}: named but not cited`)
  }
  return faults
}
