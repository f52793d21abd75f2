import { openMoves } from '@shared/core/acting'
import { looksAs, SYSTEM } from '@shared/core/case'
import { seen } from '@shared/core/view'
import { petition } from '@shared/features/petition/petition.kind'
import { along, caseOf, go, type Name, people } from '../support/kinds/county'

const story = { sort: 'violence', story: '赵大勇打人', callback: '13900001234' }
const sent = () => along(petition, caseOf(petition), ['her', 'submit', story])
const handled = () => along(petition, sent(), ['countyCadre', 'accept'])
const answered = () => along(petition, handled(), ['countyCadre', 'reply', { answer: '已联系派出所', handling: '三次走访' }])
const KNOWN = ['赵大勇', '打人', '13900001234', 'violence', '家庭暴力', '家暴', '信访', '派出所', '走访', 'p-her']

describe('a petition without a name', () => {
  it('has no applicant person; the account that sent it is the only way back to her', () => {
    const { row, tells } = go(petition, handled(), 'countyCadre', 'reply', { answer: '已联系派出所', handling: '三次走访' })
    expect(row.people).toEqual({})
    expect(tells.map(({ to }) => to)).toEqual([{ account: 'her' }])
    expect([openMoves(petition, row, people.her), openMoves(petition, row, people.neighbour)]).toEqual([['review', 'withdraw'], []])
  })

  it('is seen by the county and by nobody below or beside', () => {
    const row = handled()
    const who = (Object.keys(people) as Name[]).filter((name) => looksAs(petition, row, people[name]).length > 0)
    expect(who).toEqual(['her', 'countyCadre'])
    expect(looksAs(petition, caseOf(petition), people.countyCadre)).toEqual([])
  })

  it('leaks nothing in any notice, to her or to the county', () => {
    const landings = [
      go(petition, caseOf(petition), 'her', 'submit', story),
      go(petition, sent(), 'countyCadre', 'accept'),
      go(petition, handled(), 'countyCadre', 'reply', { answer: '已联系派出所', handling: '三次走访' }),
      go(petition, answered(), 'her', 'review', { why: '没有人来' }),
      go(petition, answered(), SYSTEM, 'close'),
    ]
    const words = landings.flatMap(({ tells }) => tells.map(({ title, text }) => `${title}|${text}`))
    expect([...new Set(words)].sort()).toEqual(['有一件事等您办|请打开小程序办理。', '有新进展|您有一件事有了新进展，请打开小程序查看。'])
    expect(words).toHaveLength(5)
    for (const secret of KNOWN) expect(words.join()).not.toContain(secret)
  })

  it('tells what it is about where a kind is not neutral: the words above are not empty by chance', () => {
    const { tells } = go({ ...petition, neutral: undefined } as unknown as typeof petition, sent(), 'countyCadre', 'accept')
    expect(tells.map(({ text }) => text).join()).toContain('反映情况：正在办')
  })

  it('keeps the record of its handling from her and masks her number for the county', () => {
    const at = (who: Name) => seen(petition, answered(), answered().answers, looksAs(petition, answered(), people[who]))
    expect(at('her').answers).toEqual({ ...story, answer: '已联系派出所' })
    expect(at('countyCadre')).toMatchObject({ answers: { callback: '139****1234', handling: '三次走访' }, masked: ['callback'] })
  })

  it('is registered within 15 days, done within 60 and 30 more, and closes by itself unless she asks again', () => {
    expect([sent().due, handled().due]).toEqual(['2026-03-17T15:59:59.000Z', '2026-05-01T15:59:59.000Z'])
    const longer = along(petition, handled(), ['countyCadre', 'extend', { longer: '还要取证' }])
    expect(longer.due).toBe('2026-04-01T15:59:59.000Z')
    expect([answered().due, answered().clockAt]).toEqual([undefined, '2026-04-01T15:59:59.000Z'])
    expect(along(petition, answered(), [SYSTEM, 'close']).state).toBe('closed')
    const again = along(petition, answered(), ['her', 'review', { why: '没有人来' }])
    expect(along(petition, again, ['countyCadre', 'reply', { answer: '复查过了' }]).state).toBe('reviewed')
    expect([again.state, again.clockAt, again.due]).toEqual(['review', undefined, '2026-04-01T15:59:59.000Z'])
  })

  it('may be withdrawn by her at any time until it ends', () => {
    for (const row of [caseOf(petition), sent(), handled(), answered()])
      expect(along(petition, row, ['her', 'withdraw']).state).toBe('withdrawn')
    expect(openMoves(petition, along(petition, answered(), [SYSTEM, 'close']), people.her)).toEqual([])
  })
})
