import { openMoves } from '@shared/core/acting'
import { type Case, looksAs } from '@shared/core/case'
import { todosOf } from '@shared/core/telling'
import { seen } from '@shared/core/view'
import { save } from '@shared/core/workflow'
import { along, answersTo, caseOf, go, NOW, people, refusal, world } from '../support/kinds/county'
import { loan } from '../support/kinds/loan.kind'

const asked = ['name', 'phone', 'village', 'group', 'sum', 'hrConsent', 'guarantorConsent', 'bankConsent']
const hers = answersTo(loan, asked)
const opinion = { opinion: '人勤快，果园是自己的' }
const ask = (field: string, note: string) => ({ corrections: [{ field, note }] })
const submitted = (changed: Record<string, unknown> = {}, more: Partial<Case> = {}) =>
  along(loan, caseOf(loan, more), ['her', 'submit', { ...hers, ...changed }])
const atCounty = (changed?: Record<string, unknown>) =>
  along(loan, submitted(changed), ['villageCadre', 'vouch', opinion], ['townCadre', 'recommend'])
const atBank = () =>
  along(loan, atCounty(), ['countyCadre', 'assign', { bank: 'bank2' }], ['hrClerk', 'confirm'], ['guarantorClerk', 'guarantee'])
const answersSeen = (row: Case, who: keyof typeof people) => seen(loan, row, row.answers, looksAs(loan, row, people[who]))

describe('a loan', () => {
  it('goes from hand to hand until it is repaid, each with a deadline of her own', () => {
    const road = [atCounty(), atBank()].map(({ state, due }) => [state, due])
    expect(road).toEqual([
      ['county', '2026-03-09T15:59:59.000Z'],
      ['bank', '2026-03-09T15:59:59.000Z'],
    ])
    const repaid = along(
      loan,
      atBank(),
      ['bankTwoClerk', 'grant', { offer: 20_000_000 }],
      ['bankTwoClerk', 'collect'],
      ['bankTwoClerk', 'note', { instalment: 1 }],
      ['bankTwoClerk', 'settle'],
    )
    expect([repaid.state, repaid.version, todosOf(loan, repaid), 'due' in repaid]).toEqual(['settled', 10, [], false])
  })

  it('passes the guarantor over when the sum is small, and never shows it to her', () => {
    const { row, skipped, todos } = go(
      loan,
      along(loan, atCounty({ sum: 9_000_000, guarantorConsent: '' }), ['countyCadre', 'assign', { bank: 'bank1' }]),
      'hrClerk',
      'confirm',
    )
    expect([row.state, skipped, todos]).toEqual(['bank', ['guarantor'], [{ party: 'bank', holder: { role: 'bank', place: 'bank1' } }]])
    expect(looksAs(loan, row, people.guarantorClerk)).toEqual([])
  })

  it('waits for no partner whom she has not agreed to', () => {
    const row = along(loan, atCounty({ guarantorConsent: '' }), ['countyCadre', 'assign', { bank: 'bank1' }])
    expect(refusal(() => go(loan, row, 'hrClerk', 'confirm'))).toMatchObject({
      code: 'consentMissing',
      fields: { guarantorConsent: '还没有同意' },
    })
  })

  it('brings her correction back to whoever asked, and asks for just that', () => {
    for (const [row, who] of [
      [submitted(), 'villageCadre'],
      [atCounty(), 'countyCadre'],
      [atBank(), 'bankTwoClerk'],
    ] as const) {
      const back = go(loan, row, who, 'sendBack', ask('premises', '请拍清楚招牌'))
      expect([back.row.state, back.todos.map(({ party }) => party)]).toEqual(['supplement', ['applicant']])
      expect(back.tells).toMatchObject([{ sort: 'todo', title: '请补充材料', text: '请补充：请拍清楚招牌' }])
      expect(refusal(() => go(loan, back.row, 'her', 'resubmit', { name: '王桂兰' })).fields).toMatchObject({ name: '这一步不用填这一项' })
      const { row: again } = go(loan, back.row, 'her', 'resubmit', { premises: ['p1'] })
      expect([again.state, again.sender, again.answers.premises]).toEqual([row.state, undefined, ['p1']])
    }
  })

  it('keeps the way back through an objection to a request for more', () => {
    const asking = along(
      loan,
      atBank(),
      ['bankTwoClerk', 'sendBack', ask('premises', '请补照片')],
      ['her', 'object', { objection: '已经交过' }],
    )
    expect([asking.state, openMoves(loan, asking, people.her)]).toEqual(['objection', ['withdraw']])
    const answered = along(loan, asking, ['countyCadre', 'reply', { reply: '还差一张' }])
    expect(answered.state).toBe('supplement')
    expect(along(loan, answered, ['her', 'resubmit', { premises: ['p1'] }]).state).toBe('bank')
  })

  it('lets nobody ask her to correct what offices wrote or what there is not', () => {
    for (const field of ['opinion', 'bank', 'toString', 'nothing'])
      expect(refusal(() => go(loan, submitted(), 'villageCadre', 'sendBack', ask(field, '请改')))).toMatchObject({
        code: 'invalidInput',
        fields: { corrections: '只能请本人补正本人填写、您也看得到的内容' },
      })
  })

  it('lets a partner ask for no more than it may read', () => {
    expect(refusal(() => go(loan, atBank(), 'bankTwoClerk', 'sendBack', ask('family', '请写'))).fields).toHaveProperty('corrections')
    expect(go(loan, submitted(), 'villageCadre', 'sendBack', ask('family', '请写')).row.state).toBe('supplement')
  })

  it('lets her withdraw and object until it is paid out, not after', () => {
    const paid = along(loan, atBank(), ['bankTwoClerk', 'grant', { offer: 20_000_000 }])
    expect(openMoves(loan, caseOf(loan), people.her)).toEqual(['submit', 'withdraw'])
    expect(openMoves(loan, atBank(), people.her)).toEqual(['withdraw', 'object'])
    expect(openMoves(loan, paid, people.her)).toEqual(['object'])
    expect(openMoves(loan, along(loan, atBank(), ['her', 'withdraw']), people.her)).toEqual([])
  })

  it('is saved without moving while it waits for her, and only then', () => {
    const hersAfter = (row: Case, given: Record<string, unknown>) => save(loan, row, people.her, given, world).answers
    const saved = hersAfter(caseOf(loan), { name: ' 王桂兰 ', sum: 5_000_000 })
    expect(saved).toEqual({ name: '王桂兰', sum: 5_000_000 })
    expect(hersAfter(caseOf(loan, { answers: saved }), { name: '', bankConsent: null })).toEqual({ sum: 5_000_000 })
    expect(refusal(() => hersAfter(caseOf(loan), { sum: 1, opinion: '好', nothing: 1 })).fields).toEqual({
      sum: '申请金额在10,000到300,000元之间',
      opinion: '这里没有这一项',
      nothing: '这里没有这一项',
    })
    expect(refusal(() => hersAfter(submitted(), { name: '王桂兰' })).code).toBe('notAllowed')
    expect(refusal(() => save(loan, caseOf(loan), people.neighbour, {}, world)).code).toBe('notAllowed')
  })

  it('counts what she saved as answered, and forgets what she emptied', () => {
    const saved = { ...hers, family: '两个孩子', premises: ['p1'] }
    const { answers } = along(loan, caseOf(loan, { answers: saved }), ['her', 'submit', { family: '' }])
    expect(answers).toEqual({ ...hers, premises: ['p1'] })
  })

  it('belongs to one bank: the other never sees it, and the first not any more when it is handed on', () => {
    const row = atBank()
    expect([looksAs(loan, row, people.bankTwoClerk), looksAs(loan, row, people.bankOneClerk)]).toEqual([['bank'], []])
    const anew = along(loan, row, ['bankTwoClerk', 'handBack', { reason: '不在我们片区' }], ['countyCadre', 'assign', { bank: 'bank1' }])
    expect([looksAs(loan, anew, people.bankTwoClerk), looksAs(loan, anew, people.bankOneClerk)]).toEqual([[], []])
    const there = along(loan, anew, ['hrClerk', 'confirm'], ['guarantorClerk', 'guarantee'])
    expect(looksAs(loan, there, people.bankOneClerk)).toEqual(['bank'])
  })

  it('shows a partner only what is for her, and that masked', () => {
    const bank = answersSeen(atBank(), 'bankTwoClerk')
    expect(bank.masked).toEqual(['phone'])
    expect(bank.answers).toMatchObject({ name: '姓名', phone: '139****1234', bank: 'bank2' })
    expect(Object.keys(bank.answers)).not.toContain('opinion')
    expect(Object.keys(answersSeen(atBank(), 'hrClerk').answers)).not.toContain('bank')
    const family = submitted({ family: '两个孩子' })
    expect([answersSeen(family, 'villageCadre').answers.family, answersSeen(family, 'villageCadre').masked]).toEqual([
      '两个孩子',
      ['phone'],
    ])
    expect(answersSeen(family, 'her')).toMatchObject({ answers: { phone: '13900001234' }, masked: [] })
  })

  it('shows a note to those whom its stage is for', () => {
    const row = along(loan, submitted(), ['villageCadre', 'vouch', opinion])
    expect([answersSeen(row, 'townCadre').answers.opinion, answersSeen(row, 'her').answers.opinion]).toEqual([opinion.opinion, undefined])
    const paid = along(loan, atBank(), ['bankTwoClerk', 'grant', { offer: 20_000_000 }])
    expect(['her', 'bankTwoClerk', 'hrClerk'].map((who) => answersSeen(paid, who as 'her').answers.offer)).toEqual([
      20_000_000,
      20_000_000,
      undefined,
    ])
    expect(along(loan, paid, ['bankTwoClerk', 'collect']).reached).toContain('bank')
  })

  it('takes no words of an office from an earlier time', () => {
    expect(refusal(() => go(loan, { ...submitted(), answers: { ...hers, ...opinion } }, 'villageCadre', 'vouch')).fields).toEqual({
      opinion: '请填写推荐意见',
    })
  })

  it('lets no office act on a draft that she has not sent, not even with a move that is open everywhere', () => {
    const closing = { ...loan, anywhere: { close: { label: '结案', to: 'withdrawn', by: 'county' } } } as const
    expect(openMoves(closing, caseOf(loan), people.countyCadre)).toEqual([])
    expect(openMoves(closing, submitted(), people.countyCadre)).toContain('close')
  })

  it('counts the rules of the kind only where the move says so', () => {
    const ruleless = { ...loan, rules: () => [{ rule: '限女性', ok: false, why: '这次不行', needs: 'name' }] }
    expect(refusal(() => go(ruleless, caseOf(loan), 'her', 'submit', hers))).toMatchObject({
      code: 'notEligible',
      message: '这次不行',
      fields: { name: '这次不行' },
    })
    expect(go(ruleless, submitted(), 'villageCadre', 'vouch', opinion).row.state).toBe('town')
  })

  it('begins each deadline where the case arrives', () => {
    const later = go(loan, submitted(), 'villageCadre', 'vouch', opinion, { at: '2026-03-04T09:00:00.000Z' }).row
    expect([submitted().due, later.due, later.dueEstimated]).toEqual(['2026-03-09T15:59:59.000Z', '2026-03-18T15:59:59.000Z', false])
    expect(NOW < String(later.due)).toBe(true)
  })
})
