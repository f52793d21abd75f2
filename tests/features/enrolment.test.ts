import { openMoves } from '@shared/core/acting'
import type { Case } from '@shared/core/case'
import { arrive, perform, verdictsOf, type World } from '@shared/core/workflow'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { enrolmentVerdicts, type Subject } from '@shared/features/enrolment/enrolment.rules'
import fc from 'fast-check'
import { caseOf, type Name, NOW, people, refusal, world } from '../support/kinds/county'

const training = (changed: Partial<Subject> = {}): Subject => ({
  title: '柑橘冬季管护',
  sort: 'farming',
  sortName: '农技培训',
  where: '梅坪村果园',
  organiser: '悦来镇妇联',
  startsAt: '2026-03-05T01:00:00.000Z',
  endsAt: '2026-03-05T03:30:00.000Z',
  enrolBy: '2026-03-04T12:00:00.000Z',
  needsReview: false,
  cancelled: false,
  rules: {},
  ...changed,
})
const villages = [
  { id: 'v1', name: '梅坪村' },
  { id: 'v2', name: '石桥村' },
]
const hers = { name: '王桂兰', village: 'v1', phone: '13900001234' }
const rowOf = (more: Partial<Case> = {}) => caseOf(enrolment, { places: { about: { town: 't1', county: 'c1' } }, ...more })
const of = (subject: Partial<Subject>): World => ({ ...world, about: training(subject) as unknown as Record<string, unknown> })

function go(
  row: Case,
  who: Name,
  move: string,
  input: Record<string, unknown>,
  outcome?: string,
  subject: Partial<Subject> = {},
  found = {},
) {
  return arrive(perform(enrolment, row, people[who], move, input, of(subject)), of(subject), outcome, found)
}

describe('who may come to a training is said rule by rule', () => {
  it('until the time is up, the very moment included', () => {
    const at = (now: string, subject: Partial<Subject> = {}) => enrolmentVerdicts(training(subject), {}, now)
    expect(at('2026-03-04T12:00:00.000Z')).toEqual([{ rule: '3月4日(周三)晚上8点前报名', ok: true }])
    expect(at('2026-03-04T12:00:00.001Z')).toMatchObject([{ ok: false, why: '报名时间已经过了，可以看看别的活动' }])
    expect(at(NOW, { cancelled: true })).toMatchObject([{ ok: false, why: '这次活动已经取消了' }])
  })

  it('by the year of birth: open while she has not said it, yes from the first to the last year, no with what would help', () => {
    const rules = { birthYear: { from: 1971, to: 2008 } }
    const at = (birthYear?: unknown) =>
      enrolmentVerdicts(training({ rules }), birthYear === undefined ? {} : { birthYear: birthYear as number }, NOW)[1]
    expect(at()).toEqual({ rule: '1971年到2008年出生', needs: 'birthYear' })
    expect(at(1970)).toMatchObject({ ok: false, why: '这次请1971年及以后出生的姐妹来，您可以看看别的活动；有特殊情况可以问问主办方' })
    expect(at(2009)).toMatchObject({ ok: false, why: '这次请2008年及以前出生的姐妹来，您可以看看别的活动；有特殊情况可以问问主办方' })
    fc.assert(fc.property(fc.integer({ min: 1920, max: 2020 }), (year) => at(year)?.ok === (year >= 1971 && year <= 2008)))
  })

  it('by village, in the names of the villages', () => {
    const at = (village?: string) => enrolmentVerdicts(training({ rules: { villages } }), village === undefined ? {} : { village }, NOW)[1]
    expect([at(), at('')]).toEqual(Array(2).fill({ rule: '梅坪村、石桥村的姐妹', needs: 'village' }))
    expect([at('v2')?.ok, at('v3')?.why]).toEqual([true, '这次只请梅坪村、石桥村的姐妹来，您可以看看别的活动；有特殊情况可以问问主办方'])
  })

  it('with no rule but the time when the organiser made none', () => {
    expect(verdictsOf(enrolment, {}, of({}))).toHaveLength(1)
  })
})

describe('an enrolment', () => {
  it('asks the year of birth only where a rule needs it', () => {
    const rules = { birthYear: { from: 1971, to: 2008 } }
    expect(refusal(() => go(rowOf(), 'her', 'submit', { ...hers, birthYear: 1980 }, 'seated')).fields).toEqual({
      birthYear: '这一步不用填这一项',
    })
    expect(refusal(() => go(rowOf(), 'her', 'submit', hers, 'seated', { rules })).code).toBe('invalidInput')
    expect(refusal(() => go(rowOf(), 'her', 'submit', { ...hers, birthYear: 1960 }, 'seated', { rules }))).toMatchObject({
      code: 'notEligible',
      fields: { birthYear: '这次请1971年及以后出生的姐妹来，您可以看看别的活动；有特殊情况可以问问主办方' },
    })
    expect(go(rowOf(), 'her', 'submit', { ...hers, birthYear: 1980 }, 'seated', { rules }).row.state).toBe('seated')
  })

  it('goes nowhere by itself: the effect says whether there is a seat', () => {
    expect(() => go(rowOf(), 'her', 'submit', hers)).toThrow('enrolment.submit cannot lead to undefined')
    expect(() => go(rowOf(), 'her', 'submit', hers, 'refused')).toThrow('enrolment.submit cannot lead to refused')
  })

  it('tells her in her words where she stands', () => {
    const review = go(rowOf(), 'her', 'submit', hers, 'review')
    expect(review.todos).toEqual([{ party: 'organiser', holder: { role: 'town', place: 't1' } }])
    expect(review.row.due).toBe('2026-03-05T15:59:59.000Z')
    const said = (...last: Parameters<typeof go> extends [Case, ...infer R] ? R : never) =>
      go(review.row, ...last).tells.map(({ title, text }) => `${title}：${text}`)
    expect(said('townCadre', 'accept', {}, 'seated')).toEqual([
      '报上名了：您报上了“柑橘冬季管护”，3月5日(周四)上午9点在梅坪村果园，请按时来。',
    ])
    expect(said('townCadre', 'accept', {}, 'waiting', {}, { position: 2 })).toEqual([
      '在排队：“柑橘冬季管护”名额满了，您排第2位。有人退出就轮到您，会马上告诉您。',
    ])
    expect(said('townCadre', 'refuse', { reason: '先给没来过的姐妹' })).toEqual([
      '这次没通过：“柑橘冬季管护”这次没有通过，原因：先给没来过的姐妹',
    ])
    expect(refusal(() => said('townCadre', 'refuse', {})).fields).toEqual({ reason: '请填写原因' })
  })

  it('may be cancelled by her at every stage and by nobody else; only the system fills a seat, or the organiser by phone', () => {
    for (const state of ['review', 'seated', 'waiting'])
      expect([state, openMoves(enrolment, rowOf({ state }), people.her)]).toEqual([state, ['cancel']])
    for (const state of ['seated', 'offered', 'cancelled', 'declined', 'lapsed', 'refused'])
      expect([state, openMoves(enrolment, rowOf({ state }), people.townCadre)]).toEqual([state, []])
    expect(openMoves(enrolment, rowOf({ state: 'waiting' }), people.townCadre)).toEqual(['letIn'])
  })

  it('is decided by the organiser or the county above, not by her village nor by a neighbour town, nor by a cadre who comes herself', () => {
    const row = rowOf({ state: 'review' })
    const who = (Object.keys(people) as Name[]).filter((name) => openMoves(enrolment, row, people[name]).includes('accept'))
    expect(who).toEqual(['townCadre', 'countyCadre'])
    const own = rowOf({ state: 'review', people: { applicant: 'p-townCadre' }, filer: 'townCadre' })
    expect([openMoves(enrolment, own, people.townCadre), openMoves(enrolment, own, people.countyCadre)]).toEqual([
      ['cancel'],
      ['accept', 'refuse'],
    ])
  })
})
