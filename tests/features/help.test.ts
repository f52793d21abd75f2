import { looksAs, SYSTEM } from '@shared/core/case'
import { verdictsOf } from '@shared/core/workflow'
import { advice } from '@shared/features/advice/advice.kind'
import { aid } from '@shared/features/aid/aid.kind'
import { AID_RULES } from '@shared/features/aid/aid.rules'
import { along, answersTo, caseOf, go, type Name, people, world } from '../support/kinds/county'

const ASKED = { village: 'v1', topic: 'safety', question: '他又动手了，怎么办', phone: '13900001234' }
const NEEDED = ['sort', 'name', 'village', 'phone', 'story', 'agreed'] as const
const HER = answersTo(aid, NEEDED)

describe('a question to somebody who knows the law', () => {
  it('is answered by her town or, handed up, by the county, within five working days each, and asked again within thirty days', () => {
    const sent = along(advice, caseOf(advice), ['her', 'submit', ASKED])
    const up = along(advice, sent, ['townCadre', 'handUp'])
    const answered = along(advice, up, ['countyCadre', 'answer', { answer: '可以申请人身安全保护令' }])
    expect([sent.due, up.due, answered.clockAt]).toEqual([
      ...['2026-03-09T15:59:59.000Z', '2026-03-09T15:59:59.000Z', '2026-04-01T15:59:59.000Z'],
    ])
    expect(along(advice, answered, ['her', 'ask', { more: '去哪里申请' }]).state).toBe('town')
    expect(along(advice, answered, [SYSTEM, 'close']).state).toBe('closed')
  })

  it('is seen by nobody in her village, and no notice tells what it is about', () => {
    const landing = go(advice, caseOf(advice), 'her', 'submit', ASKED)
    const who = (Object.keys(people) as Name[]).filter((name) => looksAs(advice, landing.row, people[name]).length > 0)
    expect(who).toEqual(['her', 'townCadre', 'countyCadre'])
    const answer = go(advice, landing.row, 'townCadre', 'answer', { answer: '报警' })
    const words = [...landing.tells, ...answer.tells].map(({ title, text }) => `${title}|${text}`)
    expect(words).toEqual(['有一件事等您办|请打开小程序办理。', '有新进展|您有一件事有了新进展，请打开小程序查看。'])
  })
})

describe('aid', () => {
  it('goes from the village to the county, and back to whoever asks for papers, all of them named at once', () => {
    const village = along(aid, caseOf(aid), ['her', 'submit', HER])
    const town = along(aid, village, ['villageCadre', 'vouch', { opinion: '属实' }])
    const missing = { corrections: [{ field: 'papers', note: '病理报告' }] }
    const back = go(aid, town, 'townCadre', 'sendBack', missing)
    expect([village.due, back.row.state, back.tells.find(({ party }) => party === 'applicant')?.text]).toEqual([
      ...['2026-03-09T15:59:59.000Z', 'supplement', '请补：病理报告。补好再交，不用从头来。'],
    ])
    const again = along(aid, back.row, ['her', 'resubmit', { papers: ['picture1'] }])
    expect(again.state).toBe('town')
    const granted = go(aid, along(aid, again, ['townCadre', 'pass', { opinion: '属实' }]), 'countyCadre', 'grant', { granted: 1_000_000 })
    expect([granted.ended, granted.tells[0]?.text]).toEqual([true, '您的申请同意了，救助10,000元。怎么领，妇联会联系您。'])
  })

  it('for one of the two cancers asks for the illness and the hardship, says what is missing, and refuses with another way', () => {
    const of = (more: object) => verdictsOf(aid, { ...HER, sort: 'cancer', ...more }, world).map(({ needs, ok }) => [needs, ok])
    expect(of({})).toEqual([
      ['family', undefined],
      ['illness', undefined],
    ])
    expect(of({ family: 'none', illness: 'breast' })).toEqual([
      ['family', false],
      ['illness', true],
    ])
    const sent = (more: object) => () => go(aid, caseOf(aid), 'her', 'submit', { ...HER, sort: 'cancer', ...more })
    expect(sent({ family: 'low' })).toThrow('请选择得的是哪一种')
    expect(sent({ illness: 'cervical' })).toThrow('要先说明家里的情况')
    expect(go(aid, caseOf(aid), 'her', 'submit', { ...HER, sort: 'cancer', family: 'low', illness: 'cervical' }).row.state).toBe('village')
    expect(verdictsOf(aid, { ...HER, sort: 'schoolgirl' }, world)).toEqual([])
  })

  it('is given by rules that say since when they hold and where they are from', () => {
    for (const { validFrom, source } of AID_RULES) expect([validFrom, source.length > 10]).toEqual([expect.stringMatching(/^\d{4}-/), true])
  })
})
