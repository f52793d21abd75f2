/** Which days a question can mean: a day of birth lies behind, what is planned lies ahead, the rest is not far from today. */
export interface DayRange {
  from: string
  to: string
  /** where the wheels stand as long as nothing is chosen */
  first: string
}

const BORN = /出生|生日/
const CHILD = /孩子/
/** It has happened by the time it is written down. */
const DONE = /^开始经营|^放款|^还款的|^还上|^代偿|^拨付|^公布|报告的$/
const PLANNED = /哪一?天|预约|截止/
/** A term is put off by a contract, which is told here later. */
const AGREED = /展期/
const LONGEST_LIFE = 100
/** At the middle of a life nobody has far to turn. */
const USUAL_AGE = 40
const GROWN_UP = 18
const YEARS_BACK = 10
const YEARS_AHEAD = 1
/** How long a policy or a loan may still run. */
const LASTING = /为止|到期/
const LONGEST_YEARS = 10

/** `today`: `YYYY-MM-DD` */
export function rangeOf(label: string, today: string): DayRange {
  const year = Number(today.slice(0, 4))
  if (BORN.test(label) && CHILD.test(label)) return { from: `${year - GROWN_UP}-01-01`, to: today, first: `${year - GROWN_UP / 2}-01-01` }
  if (BORN.test(label)) return { from: `${year - LONGEST_LIFE}-01-01`, to: today, first: `${year - USUAL_AGE}-01-01` }
  if (DONE.test(label)) return { from: `${year - YEARS_BACK}-01-01`, to: today, first: today }
  const from = PLANNED.test(label) && !AGREED.test(label) ? today : `${year - YEARS_BACK}-01-01`
  return { from, to: `${year + (LASTING.test(label) ? LONGEST_YEARS : YEARS_AHEAD)}-12-31`, first: today }
}
