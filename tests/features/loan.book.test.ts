import { addDays, addMonths } from '@shared/core/time'
import type { Entry, Terms } from '@shared/features/loan/book.entries'
import { entryTrouble } from '@shared/features/loan/book.problems'
import { quarterEnd, quarterOf } from '@shared/features/loan/book.quarters'
import { type Claimed, claimOf, correctionOf, reckon, stateOn } from '@shared/features/loan/book.reckoning'
import { dueSoon, sayReminder } from '@shared/features/loan/book.reminders'
import fc from 'fast-check'

// Every figure below was worked by hand: 3.6 % of 100,000 yuan is 10.00 yuan a day when a year has 360 days.
const HALF = { rate: 36_000, percent: 50 }
const yearly = { termMonths: 12, everyMonths: 3, rate: 36_000, help: HALF } as const
const resting: Terms = { ...yearly, principal: 10_000_000, style: 'interestOnly', released: '2024-01-15', dayCount: 'actual/360' }
const shrinking: Terms = { ...yearly, principal: 12_000_000, style: 'equalPrincipal', released: '2025-01-10', dayCount: '30/360' }

let count = 0
type Told = Omit<Entry, 'id'> & Record<string, unknown>
const line = (told: Told): Entry => ({ id: `e${++count}`, ...told }) as Entry
const repaid = (day: string, principal: number, interest?: number) =>
  line({ sort: 'repayment', day, principal, ...(interest === undefined ? {} : { interest }) })
const early = (day: string, principal: number, interest?: number) => ({ ...repaid(day, principal, interest), sort: 'early' }) as Entry

/** from, days, principal, interest, subsidy, and why there is none */
const rowsOf = (terms: Terms, entries: Entry[], today: string) =>
  reckon(terms, entries, today).quarters.map(({ quarter, rows, subsidy }) => [
    quarter,
    subsidy,
    ...rows.map((row) => [row.from, row.days, row.principal, row.interest, row.subsidy, ...(row.without ? [row.without] : [])]),
  ])

describe('a book worked by hand', () => {
  it('is cut where part of the loan is paid early, in a leap year, and goes on with a smaller plan', () => {
    const entries = [repaid('2024-04-15', 0, 91_000), early('2024-05-20', 4_000_000, 35_000), repaid('2024-07-15', 0, 33_600)]
    expect(rowsOf(resting, entries, '2024-07-20')).toEqual([
      ['2024-Q1', 38_500, ['2024-01-15', 77, 10_000_000, 77_000, 38_500]],
      ['2024-Q2', 37_100, ['2024-04-01', 49, 10_000_000, 49_000, 24_500], ['2024-05-20', 42, 6_000_000, 25_200, 12_600]],
      ['2024-Q3', 5_700, ['2024-07-01', 19, 6_000_000, 11_400, 5_700]],
    ])
    const book = reckon(resting, entries, '2024-07-20')
    expect(entries.map(({ id }) => book.ours.get(id))).toEqual([91_000, 35_000, 33_600])
    expect(book.next).toEqual({ due: '2024-10-15', principal: 0, interest: 55_200, subsidy: 27_600, share: 27_600, balance: 6_000_000 })
    expect(book.instalments.at(-1)).toMatchObject({ due: '2025-01-15', principal: 6_000_000, interest: 55_200, fate: 'due' })
    expect([book.state, book.balance, book.paid, book.overdue]).toEqual([
      'repaying',
      6_000_000,
      { principal: 4_000_000, interest: 159_600 },
      [],
    ])
  })

  it('has no subsidy from a due day that was missed to the day on which it was paid', () => {
    expect(rowsOf(shrinking, [repaid('2025-04-25', 3_000_000)], '2025-07-01')).toEqual([
      ['2025-Q1', 48_600, ['2025-01-10', 81, 12_000_000, 97_200, 48_600]],
      [
        ...['2025-Q2', 35_100],
        ['2025-04-01', 9, 12_000_000, 10_800, 5_400],
        ['2025-04-10', 15, 12_000_000, 18_000, 0, 'overdue'],
        ['2025-04-25', 66, 9_000_000, 59_400, 29_700],
      ],
    ])
    const late = reckon(shrinking, [], '2025-04-11')
    expect([late.state, late.overdue]).toEqual(['overdue', [{ from: '2025-04-10', until: null, principal: 3_000_000 }]])
    // On the day itself nothing is late.
    expect(reckon(shrinking, [], '2025-04-10').state).toBe('repaying')
  })

  it('has no subsidy in an extension, and a plan over the new term', () => {
    const terms: Terms = { ...resting, principal: 5_000_000, released: '2025-03-01', termMonths: 6 }
    const extension = line({ sort: 'extension', day: '2025-09-01', months: 6, style: 'bullet', everyMonths: 3 })
    const entries = [repaid('2025-06-01', 0, 46_000), repaid('2025-09-01', 0, 46_000), extension]
    const book = reckon(terms, entries, '2025-10-01')
    expect(rowsOf(terms, entries, '2025-10-01')[2]).toEqual([
      '2025-Q3',
      15_500,
      ['2025-07-01', 62, 5_000_000, 31_000, 15_500],
      ['2025-09-01', 30, 5_000_000, 15_000, 0, 'extended'],
    ])
    expect([book.state, book.overdue, book.ends]).toEqual(['repaying', [], '2026-03-01'])
    expect(book.next).toMatchObject({ due: '2026-03-01', principal: 5_000_000, interest: 90_500, subsidy: 0, share: 90_500 })
    expect(book.instalments.map(({ fate }) => fate)).toEqual(['paid', 'replaced', 'due'])
  })

  it('ends its subsidy when the guarantor pays', () => {
    const pays = { ...repaid('2025-06-10', 12_000_000), sort: 'guarantorPays' } as Entry
    expect(rowsOf(shrinking, [pays], '2025-12-01').slice(1)).toEqual([
      ['2025-Q2', 5_400, ['2025-04-01', 9, 12_000_000, 10_800, 5_400], ['2025-04-10', 60, 12_000_000, 72_000, 0, 'overdue']],
    ])
    expect(reckon(shrinking, [pays], '2025-12-01')).toMatchObject({ state: 'guaranteed', balance: 0 })
  })

  it('counts the bank’s interest as what she pays, shows where it is not ours, and never less than nothing', () => {
    // 91 days at 10 yuan are 910 yuan; the bank says 12 more, then the whole of the next quarter for 300.
    const entries = [repaid('2024-04-15', 0, 92_200), repaid('2024-07-15', 0, 30_000)]
    const book = reckon(resting, entries, '2024-07-15')
    expect(book.quarters.map(({ quarter, interest, differs, subsidy, share }) => [quarter, interest, differs, subsidy, share])).toEqual([
      ['2024-Q1', 77_000, 0, 38_500, 38_500],
      // 610 yuan less for the 91 days up to the 15th of July: 140 of them in the third quarter, the rest in the second.
      ['2024-Q2', 91_000, 1_200 - 47_000, 45_200, 0],
      ['2024-Q3', 14_000, -14_000, 0, 0],
    ])
    // What the bank does not ask the state does not pay.
    expect(book.soFar).toEqual({ interest: 122_200, subsidy: 83_700, share: 38_500 })
    // Nothing reported of its interest: ours stands for it, and what has run since.
    expect(reckon(resting, [repaid('2024-04-15', 1)], '2024-04-25').soFar).toEqual({ interest: 101_000, subsidy: 50_500, share: 50_500 })
    const free = { ...resting, help: { rate: 36_000, percent: 100 } }
    expect(reckon(free, [repaid('2024-04-15', 0, 90_000)], '2024-04-15').soFar).toEqual({ interest: 90_000, subsidy: 90_000, share: 0 })
  })

  it('asks with the first payment after an early one for the interest that the early one has not settled', () => {
    // 180,000 yuan at 4.35 %, 30/360: 21.75 yuan a day; after 100,000 were paid back 9.666… a day.
    const terms: Terms = {
      ...{ principal: 18_000_000, rate: 43_500, style: 'interestOnly', released: '2026-05-07', termMonths: 24, everyMonths: 3 },
      ...{ dayCount: '30/360', help: { rate: 43_500, percent: 50 } },
    }
    const next = (interest: number | undefined) => reckon(terms, [early('2026-08-01', 10_000_000, interest)], '2026-08-01').next
    // 84 days before it, 6 days after it.
    const carried = { due: '2026-08-07', principal: 0, interest: 182_700 + 5_800, subsidy: 91_350 + 2_900, share: 91_350 + 2_900 }
    expect(next(0)).toMatchObject(carried)
    for (const settled of [182_700, undefined]) expect(next(settled)).toMatchObject({ interest: 5_800, subsidy: 2_900, share: 2_900 })
    const reminder = dueSoon(reckon(terms, [early('2026-08-01', 10_000_000, 0)], '2026-08-01').instalments, '2026-08-01')
    expect(reminder && sayReminder(reminder, '2026-08-01').text).toContain('要还1,885.00元')
    // Once that is paid, the next payment is a usual one again, and nothing was late.
    const paid = reckon(terms, [early('2026-08-01', 10_000_000, 0), repaid('2026-08-07', 0, 188_500)], '2026-08-08')
    expect([paid.state, paid.next?.interest]).toEqual(['repaying', 87_000])
  })

  it('asks for the interest that was left when all of the principal was paid back, and is settled only with it', () => {
    const on = (entries: Entry[], today: string) => {
      const { state, next, balance } = reckon(resting, entries, today)
      return [state, next?.due, next?.interest, balance]
    }
    // 100 days at 10 yuan.
    for (const all of [early('2024-04-24', 10_000_000, 0), repaid('2024-04-24', 10_000_000, 0)]) {
      expect(on([all], '2024-04-24')).toEqual(['repaying', '2024-04-24', 100_000, 0])
      expect(on([all], '2024-04-25')).toEqual(['overdue', '2024-04-24', 100_000, 0])
      const after = [all, repaid('2024-05-01', 0, 100_000)]
      expect(on(after, '2024-05-02')).toEqual(['settled', undefined, undefined, 0])
      expect(reckon(resting, after, '2024-05-02').soFar).toEqual({ interest: 100_000, subsidy: 45_500, share: 54_500 })
      expect(reckon(resting, after, '2024-05-02').overdue).toEqual([{ from: '2024-04-15', until: '2024-04-24', principal: 0 }])
    }
    // Paid with it, or not told apart: nothing is left, also of the days that were to come.
    for (const interest of [100_000, undefined]) {
      expect(on([repaid('2024-04-24', 10_000_000, interest)], '2024-09-01')).toEqual(['settled', undefined, undefined, 0])
    }
    const guarantor = { ...repaid('2024-04-24', 10_000_000, 0), sort: 'guarantorPays' } as Entry
    expect(on([guarantor], '2024-09-01')).toEqual(['guaranteed', undefined, undefined, 0])
  })

  it('keeps to the old plan until an extension that was agreed ahead begins', () => {
    const agreed = line({ sort: 'extension', day: '2026-12-20', months: 12, style: 'interestOnly', everyMonths: 3 })
    const terms: Terms = { ...resting, released: '2026-05-07', dayCount: '30/360' }
    const entries = [repaid('2026-08-07', 0, 90_000), agreed]
    const on = (today: string, more: Entry[] = []) => {
      const { state, next, overdue, instalments } = reckon(terms, [...entries, ...more], today)
      return [state, next?.due, overdue, dueSoon(instalments, today)?.due]
    }
    expect(on('2026-11-01')).toEqual(['repaying', '2026-11-07', [], '2026-11-07'])
    expect(on('2026-11-08')).toEqual(['overdue', '2026-11-07', [{ from: '2026-11-07', until: null, principal: 0 }], undefined])
    expect(on('2026-11-08', [repaid('2026-11-07', 0, 90_000)])).toEqual(['repaying', '2027-03-20', [], undefined])
    // From its day on what was missing is in the new plan: 103 days of interest, and the first quarter of the new one.
    expect(on('2026-12-20')).toEqual(['repaying', '2027-03-20', [{ from: '2026-11-07', until: '2026-12-20', principal: 0 }], undefined])
    expect(reckon(terms, entries, '2026-12-20').next?.interest).toBe(133_000 + 90_000)
  })

  it('has its subsidy again once what the bank called overdue was made good, though the bank has not said when', () => {
    const late = line({ sort: 'overdue', day: '2025-04-10' })
    const entries = [late, repaid('2025-04-25', 3_000_000)]
    expect(rowsOf(shrinking, entries, '2025-07-01')[1]).toEqual([
      ...['2025-Q2', 35_100],
      ['2025-04-01', 9, 12_000_000, 10_800, 5_400],
      ['2025-04-10', 15, 12_000_000, 18_000, 0, 'overdue'],
      ['2025-04-25', 66, 9_000_000, 59_400, 29_700],
    ])
    const book = reckon(shrinking, entries, '2025-07-01')
    expect([book.state, book.madeGood.get(late.id)]).toEqual(['repaying', '2025-04-25'])
    // Part of what was due (by more than a bank rounds) does not end it, nor does what was paid before; an end that the bank names is the end.
    expect(reckon(shrinking, [late, repaid('2025-04-25', 2_999_899)], '2025-07-01').state).toBe('overdue')
    expect(reckon(shrinking, [repaid('2025-04-10', 3_000_000), late], '2025-07-01').state).toBe('overdue')
    const told = { ...late, until: '2025-05-10' } as Entry
    expect(reckon(shrinking, [told, repaid('2025-04-25', 3_000_000)], '2025-07-01').overdue).toEqual([
      { from: '2025-04-10', until: '2025-05-10', principal: 3_000_000 },
    ])
  })

  it('lets her pay the part below LPR − 150 points herself, where the policy says so', () => {
    const terms: Terms = {
      ...{ principal: 20_000_000, rate: 48_500, style: 'bullet', released: '2021-02-01', termMonths: 12, everyMonths: 3 },
      ...{ dayCount: 'actual/365', help: { rate: 25_000, percent: 100 } },
    }
    expect(rowsOf(terms, [], '2021-04-01')).toEqual([['2021-Q1', 80_822, ['2021-02-01', 59, 20_000_000, 156_795, 80_822]]])
  })

  it('forgets what was corrected: a line that names another stands in its place, or takes it back', () => {
    const wrong = repaid('2025-04-25', 3_000_000)
    const right = { ...repaid('2025-04-10', 3_000_000), corrects: wrong.id } as Entry
    expect(reckon(shrinking, [wrong, right], '2025-07-01').overdue).toEqual([])
    const back = line({ sort: 'cancel', corrects: wrong.id })
    expect(reckon(shrinking, [wrong, back], '2025-07-01').balance).toBe(12_000_000)
    expect(entryTrouble(shrinking, [wrong, back], line({ sort: 'cancel', corrects: wrong.id }), '2025-07-01')).toMatchObject({
      fate: 'known',
    })
    // A correction of a correction does not bring back what the first one had taken away.
    const all = { ...repaid('2025-04-25', 12_000_000), corrects: wrong.id } as Entry
    const third = { ...repaid('2025-04-25', 12_000_000), corrects: all.id } as Entry
    expect(entryTrouble(shrinking, [wrong, all], third, '2025-07-01')).toBeUndefined()
  })

  it('takes no line that cannot be', () => {
    const known = repaid('2025-04-10', 3_000_000, 108_000)
    const fate = (entry: Entry) => entryTrouble(shrinking, [known], entry, '2025-07-01')?.fate
    expect(fate(repaid('2025-05-10', 9_000_001))).toBe('tooMuch')
    expect(fate(repaid('2025-05-10', 9_000_000))).toBeUndefined()
    expect(fate(repaid('2025-01-09', 1))).toBe('badDay')
    expect(fate(repaid('2025-07-02', 1))).toBe('badDay')
    expect(fate(repaid('2025-04-10', 3_000_000))).toBe('known')
    expect(fate(repaid('2025-05-10', 0, 0))).toBe('badSum')
    // The bank's number is the payment: another sum or day under it is a correction, another number another payment.
    const numbered = (day: string, principal: number, serial: string) => ({ ...repaid(day, principal), serial }) as Entry
    const first = numbered('2025-04-10', 1_000_000, 'A1')
    const trouble = (entry: Entry) => entryTrouble(shrinking, [first], entry, '2025-07-01')
    const twice = { fate: 'known', field: 'serial', why: expect.stringContaining('请更正那一笔') }
    for (const entry of [numbered('2025-04-10', 2_000_000, 'A1'), numbered('2025-05-10', 1_000_000, 'A1')])
      expect(trouble(entry)).toMatchObject(twice)
    expect(trouble(numbered('2025-04-10', 1_000_000, 'A2'))).toBeUndefined()
    expect(trouble({ ...numbered('2025-04-10', 2_000_000, 'A1'), corrects: first.id } as Entry)).toBeUndefined()
  })
})

const pick = <T>(...all: T[]) => fc.constantFrom(...all)
const someTerms: fc.Arbitrary<Terms> = fc
  .record({
    principal: fc.integer({ min: 100_000, max: 400_000_000 }),
    rate: fc.integer({ min: 10_000, max: 80_000 }),
    style: pick('equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'),
    termMonths: fc.integer({ min: 1, max: 36 }),
    everyMonths: pick(1, 3),
    released: fc.integer({ min: 0, max: 900 }).map((n) => addDays('2023-06-15', n)),
    dayCount: pick('30/360', 'actual/360', 'actual/365'),
    below: fc.integer({ min: 0, max: 100 }),
    percent: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ below, percent, ...loan }) => ({ ...loan, help: { rate: Math.floor((loan.rate * below) / 100), percent } }) as Terms)

/** What a bank may say, and in which quarter after the release it says so. */
const someLines = fc.array(
  fc.record({
    sort: pick('repayment', 'repayment', 'repayment', 'early', 'extension', 'overdue', 'guarantorPays', 'cancel'),
    after: fc.integer({ min: 0, max: 1000 }),
    part: fc.integer({ min: 1, max: 100 }),
    told: fc.integer({ min: 0, max: 12 }),
    corrects: fc.option(fc.nat(8)),
  }),
  { maxLength: 9 },
)

/** Only what the rules take, as each stood in its turn. */
function historyOf(terms: Terms, lines: typeof someLines extends fc.Arbitrary<infer T> ? T : never): { entry: Entry; told: string }[] {
  const history: { entry: Entry; told: string }[] = []
  lines.forEach(({ sort, after, part, corrects, told: quarters }, k) => {
    const day = addDays(terms.released, after)
    const told = addMonths(day, quarters * 3)
    const original = corrects === null ? undefined : history[corrects]?.entry.id
    const base = { id: `e${k}`, ...(original === undefined ? {} : { corrects: original }) }
    const principal = Math.floor((terms.principal * part) / 200)
    const entry = (
      sort === 'cancel'
        ? { ...base, sort }
        : sort === 'extension'
          ? { ...base, sort, day, months: 1 + (part % 36), style: 'interestOnly', everyMonths: 3 }
          : sort === 'overdue'
            ? { ...base, sort, day, ...(part % 2 ? { until: addDays(day, part) } : {}) }
            : { ...base, sort, day, principal, ...(part % 3 ? {} : { interest: principal % 1000 }) }
    ) as Entry
    if (sort === 'cancel' && original === undefined) return
    if (
      !entryTrouble(
        terms,
        history.map((one) => one.entry),
        entry,
        '2040-01-01',
      )
    )
      history.push({ entry, told })
  })
  return history
}

const half = (numerator: bigint, denominator: bigint) => (2n * numerator + denominator) / (2n * denominator)

it('adds up exactly, whatever happened: every row as rational arithmetic has it, no day twice, no share below nothing', () => {
  fc.assert(
    fc.property(someTerms, someLines, (terms, lines) => {
      const entries = historyOf(terms, lines).map(({ entry }) => entry)
      const today = addDays(terms.released, 1100)
      const book = reckon(terms, entries, today)
      expect(reckon(terms, JSON.parse(JSON.stringify(entries)), today)).toEqual(book)
      const paid = book.happened.reduce((sum, entry) => sum + ('principal' in entry ? entry.principal : 0), 0)
      expect(book.balance).toBe(terms.principal - paid)
      // The plan that holds pays back all that was owed when it began.
      const open = book.instalments.filter(({ fate }) => fate === 'due' || fate === 'part' || fate === 'overdue')
      const left = open.reduce((sum, one) => sum + one.principal - one.paid, 0)
      expect(left).toBe(book.balance)
      let until = terms.released
      for (const { rows, ...sums } of book.quarters) {
        for (const row of rows) {
          expect(row.from >= until && row.from < row.until).toBe(true)
          until = row.until
          expect(quarterOf(addDays(row.until, -1))).toBe(sums.quarter)
          const owedOn = (day: string) =>
            terms.principal - book.happened.reduce((sum, one) => sum + ('principal' in one && one.day <= day ? one.principal : 0), 0)
          expect([owedOn(row.from), owedOn(addDays(row.until, -1))]).toEqual([row.principal, row.principal])
          if (terms.dayCount !== '30/360') expect(row.days).toBe((Date.parse(row.until) - Date.parse(row.from)) / 86_400_000)
          const weight = BigInt(row.principal) * BigInt(row.days)
          const year = BigInt(row.basis) * 1_000_000n
          expect(BigInt(row.interest)).toBe(half(weight * BigInt(terms.rate), year))
          const help = weight * BigInt(terms.help.rate) * BigInt(terms.help.percent)
          expect(BigInt(row.subsidy)).toBe(row.without ? 0n : half(help, year * 100n))
          const isIn =
            (day: string) =>
            ({ from, until: end }: { from: string; until: string | null }) =>
              from <= day && (end === null || day < end)
          const guaranteed = book.happened.some((one) => one.sort === 'guarantorPays' && one.day <= row.from)
          expect(row.without !== undefined).toBe(guaranteed || [...book.overdue, ...book.extended].some(isIn(row.from)))
        }
        expect(sums.interest - sums.subsidy).toBeGreaterThanOrEqual(0)
        const reckoned = rows.reduce((sum, row) => sum + row.subsidy, 0)
        expect(sums.subsidy).toBe(Math.min(reckoned, Math.max(0, sums.interest + sums.differs)))
        expect(sums.share).toBe(Math.max(0, sums.interest + sums.differs - sums.subsidy))
      }
      const { interest, subsidy, share } = book.soFar
      expect([subsidy, share]).toEqual([book.quarters.reduce((sum, one) => sum + one.subsidy, 0), Math.max(0, interest - subsidy)])
      // Each row and each payment is rounded by itself: no further apart than half a fen for each of them.
      const ofQuarters = book.quarters.reduce((sum, one) => sum + one.interest + one.differs, 0)
      const rounded = book.quarters.reduce((sum, one) => sum + one.rows.length, 1) + book.happened.length
      expect(Math.abs(interest - ofQuarters)).toBeLessThanOrEqual(rounded)
    }),
    { numRuns: 150 },
  )
})

it('is late by the calendar alone just when a replay says so: lists and the book never differ', () => {
  fc.assert(
    fc.property(someTerms, someLines, fc.nat(60), fc.nat(900), (terms, lines, behind, later) => {
      const entries = historyOf(terms, lines).map(({ entry }) => entry)
      const days = entries.flatMap((entry) =>
        entry.sort === 'cancel' || entry.sort === 'extension' ? [] : [entry.day, (entry.sort === 'overdue' && entry.until) || entry.day],
      )
      const kept = addDays([terms.released, ...days].sort().at(-1) as string, behind)
      const today = addDays(kept, later)
      // The clock looks at a book on the day on which an extension begins.
      const looks = entries.flatMap((entry) => (entry.sort === 'extension' && entry.day > kept && entry.day <= today ? [entry.day] : []))
      const { state, next } = reckon(terms, entries, looks.sort().at(-1) ?? kept)
      expect(stateOn({ state, nextDue: next?.due ?? null }, today)).toBe(reckon(terms, entries, today).state)
    }),
    { numRuns: 150 },
  )
})

it('pays in all what the book derives in the end, whatever was reported late, corrected or left for the next claim', () => {
  fc.assert(
    fc.property(someTerms, someLines, fc.constantFrom(0, 1, 12_345), (terms, lines, shortBy) => {
      const history = historyOf(terms, lines)
      const late = history.some(
        ({ entry, told }) => entry.corrects !== undefined || ('day' in entry && told >= quarterEnd(quarterOf(entry.day))),
      )
      const claimed = new Map<string, Claimed>()
      const add = (to: string, sum: number, unpaid = 0) => {
        const before = claimed.get(to) ?? { claimed: 0, unpaid: 0 }
        claimed.set(to, { claimed: before.claimed + sum, unpaid: before.unpaid + unpaid })
      }
      let [paid, adjusted] = [0, 0]
      let quarter = quarterOf(terms.released)
      for (let n = 0; n < 18; n += 1, quarter = quarterOf(quarterEnd(quarter))) {
        const known = history.filter(({ told }) => n === 17 || told < quarterEnd(quarter)).map(({ entry }) => entry)
        const claim = claimOf(terms, known, quarter, claimed)
        // Now and then finance pays less than is claimed, and the rest with the next claim.
        const short = n % 4 === 2 ? Math.min(claim.total, shortBy) : 0
        add(quarter, claim.subsidy, short)
        for (const one of claim.workings.earlier) add(one.quarter, correctionOf(one))
        expect(claim.workings.earlier.reduce((sum, one) => sum + correctionOf(one), 0)).toBe(claim.adjustment)
        paid += claim.total - short
        adjusted += Math.abs(claim.adjustment)
      }
      const last = quarterOf(addDays(terms.released, 90 * 17 + 200))
      const { quarters } = reckon(
        terms,
        history.map(({ entry }) => entry),
        quarterEnd(last),
      )
      const derived = quarters.filter((one) => one.quarter < quarter).reduce((sum, one) => sum + one.subsidy, 0)
      expect(paid).toBe(derived)
      // A loan on which everything was told in time never needs an adjustment; what the bank asks of a quarter is told in the next one.
      const asWeReckon = history.every(({ entry }) => entry.sort === 'repayment' && entry.interest === undefined)
      if (!late && asWeReckon && shortBy === 0) expect(adjusted).toBe(0)
    }),
    { numRuns: 80 },
  )
})
