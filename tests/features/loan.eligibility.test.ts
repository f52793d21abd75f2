import { createHash } from 'node:crypto'
import { problemWith } from '@shared/core/fields'
import { type LoanVerdict, loanVerdicts, RULES } from '@shared/features/loan/loan.eligibility'
import { ceilingOf, planProblems } from '@shared/features/loan/loan.plan'
import { SEEDED_LPR, SEEDED_POLICIES } from '@shared/features/loan/loan.policies'
import { lprOn, type Policy, policyOn, sayBasis } from '@shared/features/loan/loan.policy'
import { askedNow, factProblems, type LoanFacts, loanQuestions } from '@shared/features/loan/loan.questions'
import { lprBody, policyBody } from '@shared/features/loan/loan.schema'
import * as v from 'valibot'

const TODAY = '2026-11-23'
const [of2009, of2020, of2023] = SEEDED_POLICIES as [Policy, Policy, Policy]
const READY: LoanFacts = {
  ...{ birthday: '1986-05-20', local: true, trade: 'shop', since: '2026-01-10', group: 'farming' },
  ...{ loans: ['housing'], overdue: false, times: 0 },
}
const verdict = (rule: LoanVerdict['rule'], facts: LoanFacts, policy = of2023, today = TODAY): LoanVerdict =>
  loanVerdicts(policy, { ...READY, ...facts }, today).find((one) => one.rule === rule) as LoanVerdict

describe('the rules of who may apply', () => {
  it('all let a woman in who meets them, each with what it rests on', () => {
    const all = loanVerdicts(of2023, READY, TODAY)
    expect(all.map(({ rule, ok }) => [rule, ok])).toEqual(RULES.map((rule) => [rule, true]))
    expect(all.every(({ source, message }) => source !== '' && message !== '')).toBe(true)
  })

  it('ask for what they lack, and do not guess', () => {
    const needs = loanVerdicts(of2023, {}, TODAY).map(({ ok, needs }) => [ok, needs])
    expect(needs).toEqual(['birthday', 'local', 'trade', 'group', 'loans', 'overdue', 'times'].map((name) => [undefined, name]))
    expect(verdict('otherLoans', { loans: ['consumption'] })).toMatchObject({ needs: 'consumption' })
    expect(verdict('trading', { since: undefined })).toMatchObject({ needs: 'since' })
  })

  it('let her in on the very day: eighteen years, three months, six for an online shop', () => {
    expect(verdict('age', { birthday: '2008-11-23' }).ok).toBe(true)
    expect(verdict('age', { birthday: '2008-11-24' })).toMatchObject({ ok: false, change: '到11月24日满18周岁后就符合' })
    expect(verdict('trading', { since: '2026-08-23' }).ok).toBe(true)
    expect(verdict('trading', { since: '2026-08-24' }).change).toBe('再经营1天、到11月24日后就符合')
    expect(verdict('trading', { trade: 'online', since: '2026-05-23' }).ok).toBe(true)
    expect(verdict('trading', { trade: 'online', since: '2026-08-24' }).change).toBe('再经营约3个月、到明年2月24日后就符合')
    // Who began on the 30th is through with three months at the end of February.
    expect(verdict('trading', { since: '2026-11-30' }, of2023, '2027-02-28').ok).toBe(true)
  })

  it('let her in until the day on which she is too old, and tell no change that there is not', () => {
    expect(verdict('age', { birthday: '1970-11-24' }).ok).toBe(true)
    const old = verdict('age', { birthday: '1970-11-23' })
    expect([old.ok, old.change, old.message]).toEqual([false, undefined, '这项政策是给18到55周岁的姐妹的，您56周岁'])
  })

  it('name the loans that stand in the way, and how much of one is too much', () => {
    expect(verdict('otherLoans', { loans: ['car', 'other'] })).toMatchObject({ ok: false, change: '还清经营贷款或别的贷款后就符合' })
    const owing = (consumption: number) => verdict('otherLoans', { loans: ['consumption'], consumption })
    expect(owing(5_000_000).ok).toBe(true)
    expect(owing(5_000_050)).toMatchObject({ ok: false, change: '消费贷款再还0.50元后就符合' })
  })

  it('differ by the policy: the same woman under another one', () => {
    const facts = { ...READY, group: 'none', times: 2, since: '2026-11-01' }
    const failing = (policy: Policy) => loanVerdicts(policy, facts, TODAY).flatMap(({ rule, ok }) => (ok ? [] : [rule]))
    expect([failing(of2023), failing(of2009)]).toEqual([['trading', 'groups'], ['times']])
  })

  it('say of a figure that nobody has read in the original that it is so', () => {
    expect(sayBasis(of2023.subsidy.basis)).toMatch(/以原文和本县的办法为准/)
    expect(sayBasis(of2023.trading.basis)).toBe(of2023.trading.basis.text)
  })
})

describe('the questions of “May I?”', () => {
  it('are only those that decide something', () => {
    expect(askedNow(of2023, {})).toEqual(['birthday', 'local', 'trade', 'group', 'loans', 'overdue', 'times'])
    expect(askedNow(of2023, { trade: 'shop', loans: ['consumption'] })).toEqual(expect.arrayContaining(['since', 'consumption']))
    expect(askedNow(of2009, { trade: 'notYet' })).not.toEqual(expect.arrayContaining(['since', 'group']))
  })

  it('take the answers that the rules can judge', () => {
    const questions = loanQuestions(of2023)
    const wrong = Object.entries(READY).filter(([name, value]) => problemWith(questions[name as keyof typeof questions], value))
    expect(wrong).toEqual([])
    expect(factProblems({ birthday: '2026-11-24', since: TODAY }, TODAY)).toHaveProperty('birthday')
    expect(factProblems({ birthday: '2026-11-23', since: TODAY }, TODAY)).toEqual({})
  })
})

describe('policies', () => {
  it('hold from their day until the next one does', () => {
    const on = (day: string) => policyOn(SEEDED_POLICIES, day)?.number
    expect(['2009-07-26', '2009-07-27', '2018-01-01', '2021-01-01', '2023-09-30', '2023-10-01', '2030-01-01'].map(on)).toEqual([
      undefined,
      '财金〔2009〕72号',
      undefined,
      '财金〔2020〕21号',
      '财金〔2020〕21号',
      ...['财金〔2023〕75号', '财金〔2023〕75号'],
    ])
    const ours = { ...of2023, id: 'ours', validFrom: '2026-11-23' }
    const again = { ...ours, id: 'again' }
    expect(['2026-11-22', '2026-11-23'].map((day) => policyOn([...SEEDED_POLICIES, ours, again], day)?.id)).toEqual(['cj2023n75', 'again'])
  })

  it('bound what may be borrowed, alone, together and as a firm', () => {
    expect(ceilingOf(of2023, 'individual')).toEqual({ most: 30_000_000, months: 36 })
    expect([2, 13].map((n) => ceilingOf(of2023, 'partners', n).most)).toEqual([66_000_000, 400_000_000])
    const asked = { principal: 1, rate: 1, style: 'bullet', termMonths: 36, everyMonths: 1, released: TODAY, dayCount: '30/360' } as const
    const problems = (more: object) => Object.keys(planProblems({ ...asked, ...more }, of2020))
    expect(problems({ principal: 300_000_000 })).toEqual([])
    expect(problems({ principal: 300_000_000, borrower: 'firm' })).toEqual(['termMonths'])
    expect(problems({ principal: 20_000_001, borrower: 'individual' })).toEqual(['principal'])
  })

  it('that are seeded are as the interface would take them, and the LPR holds until the next', () => {
    for (const { id: _, ...policy } of SEEDED_POLICIES) expect(v.parse(policyBody, policy)).toEqual(policy)
    for (const lpr of SEEDED_LPR) expect(v.parse(lprBody, lpr)).toEqual(lpr)
    expect(['2019-08-19', '2021-12-19', '2021-12-20', '2024-10-20', '2026-11-23'].map((day) => lprOn(SEEDED_LPR, day)?.rate)).toEqual([
      undefined,
      ...[38_500, 38_000, 33_500, 30_000],
    ])
  })

  it('that are seeded never change: what was judged by one can be judged by it again', () => {
    const hashes = SEEDED_POLICIES.map((policy) => [
      policy.id,
      createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16),
    ])
    expect(Object.fromEntries(hashes)).toEqual({
      ...{ cj2009n72: '185e1a235f535d27', cj2020n21: '3aeee82d1df3fba8', cj2023n75: 'bd6a3fb565b2736d' },
    })
  })
})
