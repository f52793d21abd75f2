import { addMonths } from '@shared/core/time'
import { annuityOf } from '@shared/features/loan/loan.annuity'
import { portion } from '@shared/features/loan/loan.money'
import { planProblems } from '@shared/features/loan/loan.plan'
import { SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import type { Policy } from '@shared/features/loan/loan.policy'
import { releaseProblems } from '@shared/features/loan/loan.rules'
import { type Help, type Loan, type Schedule, scheduleOf } from '@shared/features/loan/loan.schedule'
import { diceOf } from '../support/fuzz/dice'
import { exactFaults, someLoan } from '../support/loans'

const loan = (changed: Partial<Loan>): Loan => ({
  ...{ principal: 10_000_000, rate: 34_500, style: 'interestOnly', termMonths: 12, everyMonths: 1 },
  ...{ released: '2026-11-23', dayCount: '30/360' },
  ...changed,
})

const half = (rate: number): Help => ({ rate, percent: 50 })

/** `2026-02-28 1654728 28750 14375 8345272`: due, principal, interest, subsidy, what is left. */
const linesOf = ({ instalments }: Schedule): string[] =>
  instalments.map(({ due, principal, interest, subsidy, balance }) => [due, principal, interest, subsidy, balance].join(' '))

/** Worked apart from the product with exact fractions (Python's `fractions`, its dates by `calendar`), interest rounded half up. */
const WORKED: readonly [string, Partial<Loan>, Help, string][] = [
  [
    'equal instalments by the month from 31 January, through a February of 28 days',
    {
      principal: 10_000_000,
      rate: 34_500,
      style: 'equalInstalment',
      termMonths: 6,
      everyMonths: 1,
      released: '2026-01-31',
      dayCount: '30/360',
    },
    { rate: 34_500, percent: 50 },
    `2026-02-28 1654728 28750 14375 8345272
     2026-03-31 1659485 23993 11996 6685787
     2026-04-30 1664256 19222 9611 5021531
     2026-05-31 1669041 14437 7218 3352490
     2026-06-30 1673840 9638 4819 1678650
     2026-07-31 1678650 4826 2413 0`,
  ],
  [
    'equal instalments by days, through a leap February',
    {
      principal: 30_000_000,
      rate: 31_000,
      style: 'equalInstalment',
      termMonths: 4,
      everyMonths: 1,
      released: '2027-12-31',
      dayCount: 'actual/365',
    },
    { rate: 31_000, percent: 50 },
    `2028-01-31 7469514 78986 39493 22530486
     2028-02-29 7493007 55493 27746 15037479
     2028-03-31 7508908 39592 19796 7528571
     2028-04-30 7528571 19182 9591 0`,
  ],
  [
    'equal instalments by the quarter at the ceiling of a firm',
    {
      principal: 400_000_000,
      rate: 43_500,
      style: 'equalInstalment',
      termMonths: 24,
      everyMonths: 3,
      released: '2026-03-05',
      dayCount: 'actual/360',
    },
    { rate: 43_500, percent: 50 },
    `2026-06-05 48031081 4446667 2223333 351968919
     2026-09-05 48565027 3912721 1956361 303403892
     2026-12-05 49141569 3336179 1668089 254262323
     2027-03-05 49712645 2765103 1382551 204549678
     2027-06-05 50203837 2273911 1136955 154345841
     2027-09-05 50761937 1715811 857906 103583904
     2027-12-05 51338757 1138991 569496 52245147
     2028-03-05 52245147 574479 287239 0`,
  ],
  [
    'equal instalments after an odd first period, the last odd as well',
    {
      principal: 8_000_000,
      rate: 52_500,
      style: 'equalInstalment',
      termMonths: 6,
      everyMonths: 1,
      released: '2026-01-10',
      dayCount: 'actual/360',
      firstDue: '2026-02-21',
    },
    { rate: 52_500, percent: 100 },
    `2026-02-21 1304824 49000 49000 6695176
     2026-03-21 1326485 27339 27339 5368691
     2026-04-21 1329553 24271 24271 4039138
     2026-05-21 1336153 17671 17671 2702985
     2026-06-21 1341604 12220 12220 1361381
     2026-07-10 1361381 3772 3772 0`,
  ],
  [
    'equal principal that does not divide evenly',
    {
      principal: 10_000_000,
      rate: 34_500,
      style: 'equalPrincipal',
      termMonths: 7,
      everyMonths: 1,
      released: '2026-08-31',
      dayCount: '30/360',
    },
    { rate: 34_500, percent: 50 },
    `2026-09-30 1428571 28750 14375 8571429
     2026-10-31 1428571 24643 12321 7142858
     2026-11-30 1428571 20536 10268 5714287
     2026-12-31 1428571 16429 8214 4285716
     2027-01-31 1428571 12321 6161 2857145
     2027-02-28 1428571 8214 4107 1428574
     2027-03-31 1428574 4107 2054 0`,
  ],
  [
    'equal principal by the quarter, a term that is no whole number of quarters',
    {
      principal: 20_000_000,
      rate: 38_500,
      style: 'equalPrincipal',
      termMonths: 11,
      everyMonths: 3,
      released: '2021-05-17',
      dayCount: 'actual/365',
    },
    { rate: 15_000, percent: 100 },
    `2021-08-17 5000000 194082 75616 15000000
     2021-11-17 5000000 145562 56712 10000000
     2022-02-17 5000000 97041 37808 5000000
     2022-04-17 5000000 31116 12123 0`,
  ],
  [
    'equal principal by days of 360 over a leap day',
    {
      principal: 5_000_001,
      rate: 36_500,
      style: 'equalPrincipal',
      termMonths: 5,
      everyMonths: 1,
      released: '2024-01-30',
      dayCount: 'actual/360',
    },
    { rate: 36_500, percent: 50 },
    `2024-02-29 1000000 15208 7604 4000001
     2024-03-30 1000000 12167 6083 3000001
     2024-04-30 1000000 9429 4715 2000001
     2024-05-30 1000000 6083 3042 1000001
     2024-06-30 1000001 3143 1572 0`,
  ],
  [
    'interest by the quarter, principal at the end, months of thirty days',
    {
      principal: 10_000_000,
      rate: 43_500,
      style: 'interestOnly',
      termMonths: 12,
      everyMonths: 3,
      released: '2026-11-30',
      dayCount: '30/360',
    },
    { rate: 43_500, percent: 50 },
    `2027-02-28 0 108750 54375 10000000
     2027-05-30 0 108750 54375 10000000
     2027-08-30 0 108750 54375 10000000
     2027-11-30 10000000 108750 54375 0`,
  ],
  [
    'interest by the quarter on the 21st, the first and the last period odd',
    {
      principal: 30_000_000,
      rate: 35_000,
      style: 'interestOnly',
      termMonths: 12,
      everyMonths: 3,
      released: '2026-01-10',
      dayCount: 'actual/360',
      firstDue: '2026-03-21',
    },
    { rate: 35_000, percent: 50 },
    `2026-03-21 0 204167 102083 30000000
     2026-06-21 0 268333 134167 30000000
     2026-09-21 0 268333 134167 30000000
     2026-12-21 0 265417 132708 30000000
     2027-01-10 30000000 58333 29167 0`,
  ],
  [
    'interest by the month through a leap year',
    {
      principal: 15_000_000,
      rate: 30_000,
      style: 'interestOnly',
      termMonths: 4,
      everyMonths: 1,
      released: '2028-01-29',
      dayCount: 'actual/365',
    },
    { rate: 30_000, percent: 50 },
    `2028-02-29 0 38219 19110 15000000
     2028-03-29 0 35753 17877 15000000
     2028-04-29 0 38219 19110 15000000
     2028-05-29 15000000 36986 18493 0`,
  ],
  [
    'all at once after three years of days',
    { principal: 8_000_000, rate: 53_100, style: 'bullet', termMonths: 36, everyMonths: 1, released: '2009-09-01', dayCount: 'actual/365' },
    { rate: 53_100, percent: 100 },
    `2012-09-01 8000000 1275564 1275564 0`,
  ],
  [
    'all at once over a leap day by days of 360',
    {
      principal: 400_000_000,
      rate: 240_000,
      style: 'bullet',
      termMonths: 24,
      everyMonths: 1,
      released: '2027-02-28',
      dayCount: 'actual/360',
    },
    { rate: 240_000, percent: 33 },
    `2029-02-28 400000000 194933333 64328000 0`,
  ],
  [
    'all at once, months of thirty days, from the last of February',
    { principal: 12_345_678, rate: 34_500, style: 'bullet', termMonths: 6, everyMonths: 1, released: '2027-02-28', dayCount: '30/360' },
    { rate: 34_500, percent: 50 },
    `2027-08-28 12345678 212963 106481 0`,
  ],
  [
    'nothing but principal where the rate is nought',
    { principal: 1_000_000, rate: 0, style: 'equalInstalment', termMonths: 3, everyMonths: 1, released: '2026-12-01', dayCount: '30/360' },
    { rate: 0, percent: 0 },
    `2027-01-01 333333 0 0 666667
     2027-02-01 333333 0 0 333334
     2027-03-01 333334 0 0 0`,
  ],
]

describe('the plan of a loan', () => {
  it.each(WORKED)('is right to the fen: %s', (_name, changed, help, worked) => {
    expect(linesOf(scheduleOf(loan(changed), help))).toEqual(worked.split('\n').map((line) => line.trim()))
  })

  it('pays what published calculators say', () => {
    // $199,760 at 4.5 % over 360 months, signatureservice.com/buy/payment_calculator, read in 2026: 1,012.15 a month.
    const long = scheduleOf(loan({ principal: 19_976_000, rate: 45_000, style: 'equalInstalment', termMonths: 360 })).instalments
    expect(long.slice(0, 3).map(({ principal, interest }) => [principal, interest])).toEqual([
      [26_305, 74_910],
      [26_404, 74_811],
      [26_503, 74_712],
    ])
    // $300,000 at 4 % over 360 months, calculatorplus.com/30-year-mortgage-amortization-table: 1,000.00 of the first are interest.
    const [first] = scheduleOf(loan({ principal: 30_000_000, rate: 40_000, style: 'equalInstalment', termMonths: 360 })).instalments
    expect(first).toMatchObject({ interest: 100_000, principal: 43_225 })
  })

  it('goes back to the 31st after a short month, and forward over a leap day', () => {
    const dues = (released: string) =>
      scheduleOf(loan({ released, termMonths: 3, style: 'equalPrincipal' })).instalments.map(({ due }) => due)
    expect(dues('2026-01-31')).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
    expect(dues('2027-12-31')).toEqual(['2028-01-31', '2028-02-29', '2028-03-31'])
    expect([addMonths('2024-02-29', 12), addMonths('2026-03-31', -1), addMonths('2026-01-15', -13)]).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2024-12-15',
    ])
  })

  it('says the same when it is asked again', () => {
    const dice = diceOf(7)
    for (let n = 0; n < 500; n++) {
      const { asked, help } = someLoan(dice)
      expect(scheduleOf({ ...asked }, { ...help })).toEqual(scheduleOf(asked, help))
    }
  })
})

describe('the exact fractions that plans are held against', () => {
  it('find a fen too much, a day too many and a share that was rounded the other way', () => {
    const asked = loan({ style: 'equalInstalment', rate: 34_501, dayCount: 'actual/365' })
    const right = scheduleOf(asked, half(34_501))
    expect(exactFaults(asked, half(34_501), right)).toEqual([])
    const wrong = (changed: object) => ({
      ...right,
      instalments: right.instalments.map((one, k) => (k === 3 ? { ...one, ...changed } : one)),
    })
    const { interest = 0, principal = 0, subsidy = 0 } = right.instalments[3] ?? {}
    for (const changed of [{ interest: interest + 1 }, { principal: principal - 1 }, { subsidy: subsidy + 1 }, { due: '2027-03-24' }])
      expect(exactFaults(asked, half(34_501), wrong(changed))).not.toEqual([])
  })
})

describe('money', () => {
  it('is exact where floating point is a fen off', () => {
    const [principal, rate, days, year] = [359_086_651, 239_999, 851, 365_000_000]
    expect(Math.floor((principal * rate * days) / year + 0.5)).toBe(200_930_280)
    expect(portion(principal * rate, days, year)).toBe(200_930_279)
  })

  it('is refused rather than wrong where it would not be exact', () => {
    expect(() => portion(2 ** 53, 1, 3)).toThrow(RangeError)
    expect(() => portion(10 ** 15, 10 ** 9, 10 ** 12 + 1)).toThrow(RangeError)
  })

  it.each([
    [306_010_469, 45_611, 3, 2, 155_627_201, 155_627_200],
    [304_992_850, 200_000, 3, 2, 164_026_642, 164_026_643],
    [395_130_169, 81_036, 1, 5, 80_634_206, 80_634_205],
  ])(
    'takes the right one of two fen for an annuity of %i, where floating point takes the other',
    (principal, rate, every, count, float, right) => {
      const period = (rate * every) / 12_000_000
      expect(Math.round((principal * period) / -Math.expm1(-count * Math.log1p(period)))).toBe(float)
      expect(annuityOf(principal, rate, every, count)).toBe(right)
    },
  )
})

it('holds a loan that is paid back all at once against no dates of instalments', () => {
  const asked = { ...loan({}), firstDue: '2027-11-23' }
  expect(planProblems({ ...asked, style: 'bullet' }, undefined)).toEqual({})
  expect(planProblems(asked, undefined)).toEqual({ firstDue: '第一次还款的日子离放款太远了' })
  const report = { releasedOn: '2026-11-23', releasedSum: 10_000_000, releasedTerm: 10, everyMonths: 3 }
  const problemsOf = (releasedStyle: string) =>
    releaseProblems(SEEDED_POLICIES[2] as Policy, { ...report, releasedStyle, guaranteed: 10_000_000 }, '2026-11-23')
  expect(problemsOf('bullet')).toEqual({})
  expect(problemsOf('interestOnly')).toEqual({ releasedTerm: '期限要是还款间隔的整数倍' })
})
