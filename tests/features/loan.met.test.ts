import { addDays } from '@shared/core/time'
import type { Entry, Payment, Terms } from '@shared/features/loan/book.entries'
import { entryTrouble } from '@shared/features/loan/book.problems'
import { reckon } from '@shared/features/loan/book.reckoning'
import { dueSoon, sayReminder } from '@shared/features/loan/book.reminders'
import { type Instalment, type Style, scheduleOf } from '@shared/features/loan/loan.schedule'
import fc from 'fast-check'

const HALF = { rate: 36_000, percent: 50 }
const monthly: Terms = {
  ...{ principal: 10_000_000, rate: 36_000, style: 'interestOnly', released: '2024-01-10', termMonths: 36, everyMonths: 1 },
  ...{ dayCount: '30/360', help: HALF },
}
const plan = (terms: Terms): Instalment[] => scheduleOf(terms, terms.help).instalments
const paid = (id: number, day: string, principal: number, interest: number, sort = 'repayment') =>
  ({ id: `e${id}`, sort, day, principal, interest }) as Entry
const inTime = (dues: readonly Instalment[]): Entry[] => dues.map(({ due, principal, interest }, k) => paid(k, due, principal, interest))

describe('what is met of a loan', () => {
  it('is what was paid: the twentieth month of interest is due on its day, however many were paid before it', () => {
    const dues = plan(monthly)
    const [twentieth, next] = [dues[19] as Instalment, dues[20] as Instalment]
    const entries = inTime(dues.slice(0, 19))
    const before = reckon(monthly, entries, addDays(twentieth.due, -7))
    expect(before.next?.due).toBe(twentieth.due)
    expect(dueSoon(before.instalments, addDays(twentieth.due, -7))?.due).toBe(twentieth.due)
    const after = reckon(monthly, entries, next.due)
    expect([after.state, after.overdue]).toEqual(['overdue', [{ from: twentieth.due, until: null, principal: 0 }]])
    expect(after.quarters.flatMap(({ rows }) => rows).filter(({ from }) => from >= twentieth.due)).toMatchObject([
      { without: 'overdue' },
      { without: 'overdue' },
    ])
  })

  it.each(['equalPrincipal', 'equalInstalment'] as const)('is a payment that the bank rounds or parts otherwise: %s', (style) => {
    const terms: Terms = { ...monthly, principal: 20_000_000, style }
    const dues = plan(terms)
    // A fen less of principal each time, and for equal payments the bank counts 40 yuan more as interest; the last one takes the rest.
    const aside = style === 'equalPrincipal' ? 1 : 4_000
    const entries = dues.map(({ due, principal, interest }, k) =>
      k === dues.length - 1
        ? paid(k, due, principal + aside * k, interest)
        : paid(k, due, principal - aside, interest + (style === 'equalPrincipal' ? 0 : aside)),
    )
    for (const months of [1, 12, 35]) {
      const book = reckon(terms, entries.slice(0, months), (dues[months] as Instalment).due)
      expect([book.state, book.overdue, book.next?.due]).toEqual(['repaying', [], dues[months]?.due])
      const open = book.instalments.filter(({ fate }) => fate === 'due')
      expect(open.reduce((sum, { principal }) => sum + principal, 0)).toBe(book.balance)
    }
    expect(reckon(terms, entries, '2027-06-01')).toMatchObject({ state: 'settled', balance: 0, overdue: [] })
    // Some hundred yuan are more than rounding, and so is a yuan of the last one.
    const instead = (k: number, less: number) =>
      entries.map((entry, at) => (at === k && 'principal' in entry ? { ...entry, principal: entry.principal - less } : entry))
    expect(reckon(terms, instead(0, 60_000).slice(0, 1), '2024-03-01').state).toBe('overdue')
    expect(reckon(terms, instead(35, 100), '2027-06-01').state).toBe('overdue')
  })

  it('is asked for no second time, what was paid ahead of it', () => {
    const part = [paid(0, '2024-02-01', 0, 10_000)]
    const { next, instalments } = reckon(monthly, part, '2024-02-03')
    expect([next, instalments[0]?.fate]).toEqual([
      { due: '2024-02-10', principal: 0, interest: 20_000, subsidy: 15_000, share: 5_000, balance: 10_000_000 },
      'part',
    ])
    expect(sayReminder(dueSoon(instalments, '2024-02-03') as never, '2024-02-03').text).toContain('要还200.00元')
  })
})

describe('a payment', () => {
  it('of whose interest the bank says nothing is whole some days before its due, and leaves nothing over some days after it', () => {
    const terms: Terms = { ...monthly, principal: 30_000_000, rate: 34_500, style: 'equalInstalment' }
    const [first, second] = plan(terms) as [Instalment, Instalment]
    const silent = (day: string) => {
      const { interest: _, ...payment } = paid(0, day, first.principal, 0) as Payment
      return reckon(terms, [payment], addDays(first.due, 21))
    }
    for (const [day, overdue] of [
      [addDays(first.due, -3), []],
      [addDays(first.due, 20), [{ from: first.due, until: addDays(first.due, 20), principal: first.principal }]],
    ] as const) {
      const { next, overdue: late } = silent(day)
      expect([next, late]).toEqual([expect.objectContaining({ due: second.due, interest: second.interest }), overdue])
    }
  })

  it('of everything brings the interest of all that was missing, where the bank says nothing else', () => {
    const { interest: _, ...all } = paid(0, '2024-06-20', monthly.principal, 0, 'early') as Payment
    expect(reckon(monthly, [all], '2024-06-21')).toMatchObject({ state: 'settled', balance: 0, next: undefined })
    expect(reckon(monthly, [{ ...all, interest: 30_000 }], '2024-06-21').next?.interest).toBe(90_000 + 30_000)
  })

  it('of principal before the end of a loan of interest only makes its interest smaller, whatever the bank calls it', () => {
    const terms: Terms = { ...monthly, everyMonths: 3, dayCount: '30/360' }
    const [first, second] = plan(terms) as [Instalment, Instalment]
    const entries = [paid(0, first.due, 2_000_000, first.interest), paid(1, second.due, 0, (second.interest * 4) / 5)]
    const book = reckon(terms, entries, addDays(second.due, 1))
    expect([book.state, book.overdue, book.next?.interest]).toEqual(['repaying', [], (second.interest * 4) / 5])
  })

  it('of part of the interest costs no subsidy once the rest has come, and an extension takes the rest along', () => {
    const terms: Terms = { ...monthly, released: '2024-01-15', dayCount: 'actual/360', everyMonths: 3, termMonths: 12 }
    const part = paid(0, '2024-04-15', 0, 30_000)
    const whole = [part, paid(1, '2024-07-15', 0, 61_000 + 91_000)]
    expect(reckon(terms, whole, '2024-07-15').quarters.map(({ quarter, subsidy, differs }) => [quarter, subsidy, differs])).toEqual([
      ['2024-Q1', 38_500, 0],
      // Until the rest came it was overdue.
      ['2024-Q2', 7_000, 0],
      ['2024-Q3', 0, 0],
    ])
    const extension = { id: 'x', sort: 'extension', day: '2024-05-01', months: 6, style: 'bullet', everyMonths: 3 } as Entry
    // 16 days, and what was missing of the first due; then 184 days of the new term.
    expect(reckon(terms, [part, extension], '2024-05-01').next?.interest).toBe(16_000 + 61_000 + 184_000)
  })
})

describe('an early payment', () => {
  const terms: Terms = { ...monthly, principal: 12_000_000, style: 'equalPrincipal', termMonths: 12, everyMonths: 3 }
  const early = (day: string, principal: number) => paid(9, day, principal, 0, 'early')
  const trouble = (entries: Entry[], entry: Entry) => entryTrouble(terms, entries, entry, '2024-12-01')

  it('is none as long as something that was due is missing, unless it pays back everything', () => {
    const [first] = plan(terms) as [Instalment]
    expect(trouble([], early('2024-05-01', 100))).toMatchObject({
      fate: 'badDay',
      field: 'sort',
      why: expect.stringContaining('先把欠的登记了'),
    })
    expect(trouble([], early('2024-05-01', 12_000_000))).toBeUndefined()
    expect(trouble([], early(first.due, 100))).toBeUndefined()
    expect(trouble([paid(0, '2024-05-01', first.principal, first.interest)], early('2024-05-01', 100))).toBeUndefined()
  })

  it('and a guarantor’s payment have a principal: interest alone is a repayment', () => {
    for (const sort of ['early', 'guarantorPays'])
      expect(trouble([], paid(9, '2024-03-01', 0, 90_000, sort))).toMatchObject({ fate: 'badSum', field: 'principal' })
    expect(trouble([], paid(9, '2024-03-01', 0, 90_000))).toBeUndefined()
  })
})

/**
 * A bank's own history: every due is paid on its day or some days before or after it, counted a little otherwise than we do, one of them left out.
 * The model knows only that: a due is late from its day to the day on which its own payment came.
 */
const histories = fc
  .record({
    style: fc.constantFrom<Style>('equalInstalment', 'equalPrincipal', 'interestOnly'),
    everyMonths: fc.constantFrom(1, 3),
    times: fc.integer({ min: 3, max: 36 }),
    principal: fc.integer({ min: 2_000_000, max: 30_000_000 }),
    rate: fc.integer({ min: 30_000, max: 50_000 }),
    day: fc.integer({ min: 0, max: 700 }),
    dayCount: fc.constantFrom('30/360', 'actual/360', 'actual/365'),
    /** in thousandths of its interest, and in fen of its principal */
    otherwise: fc.integer({ min: -45, max: 45 }),
    fen: fc.integer({ min: -1, max: 1 }),
    late: fc.array(fc.constantFrom(-5, -1, 0, 0, 0, 1, 5, 20), { minLength: 36, maxLength: 36 }),
    missing: fc.nat(35),
    /** of its interest it says nothing where there is principal */
    silent: fc.boolean(),
  })
  .map(({ style, everyMonths, times, principal, rate, day, dayCount, ...bank }) => {
    const terms = { principal, rate, style, everyMonths, termMonths: times * everyMonths, released: addDays('2023-01-15', day), dayCount }
    return { terms: { ...terms, help: { rate, percent: 50 } } as Terms, ...bank }
  })

it('agrees with a bank’s own history on which days something was overdue, and of which payment she is told next', () => {
  fc.assert(
    fc.property(histories, ({ terms, otherwise, fen, late, missing, silent }) => {
      const dues = plan(terms)
      const left = missing % dues.length
      const level = terms.style === 'equalInstalment'
      const entries: Entry[] = []
      const want: { from: string; until: string | null }[] = []
      dues.forEach(({ due, principal, interest }, k) => {
        if (k >= left) return
        const more = Math.trunc((interest * otherwise) / 1000)
        const day = addDays(due, late[k] as number)
        // What is always the same is parted otherwise; else interest is counted and principal rounded otherwise.
        const less = level ? more : principal > 0 ? fen : 0
        const { interest: said, ...payment } = paid(k, day, principal - less, interest + more) as Payment
        entries.push(silent && principal > 0 ? payment : { ...payment, interest: said })
        if (day > due) want.push({ from: due, until: day })
      })
      const next = dues[left] as Instalment
      const today = addDays(next.due, 1)
      want.push({ from: next.due, until: null })
      const book = reckon(terms, entries, today)
      expect(book.overdue.map(({ from, until }) => ({ from, until }))).toEqual(want)
      expect([book.state, book.next?.due]).toEqual(['overdue', next.due])
      const eve = addDays(next.due, -1)
      const last = entries.at(-1)
      if (!last || ('day' in last && last.day <= eve)) expect(dueSoon(reckon(terms, entries, eve).instalments, eve)?.due).toBe(next.due)
    }),
    { numRuns: 300 },
  )
})
