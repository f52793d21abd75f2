import { openMoves } from '@shared/core/acting'
import { type Actor, type Case, looksAs, SYSTEM } from '@shared/core/case'
import { consent } from '@shared/core/fields'
import { todosOf } from '@shared/core/telling'
import { seen } from '@shared/core/view'
import { arrive, perform, save } from '@shared/core/workflow'
import { along, answersTo, caseOf, go, type Name, people, refusal, world } from '../support/kinds/county'
import { pairing } from '../support/kinds/pairing.kind'

const hers = answersTo(pairing, ['name', 'village', 'idCard', 'promise'])
const child = { child: '小溪', guardianPhone: '13800005678' }
const found = { people: { guardian: 'p-guardian' } }
const applied = (more: Partial<Case> = {}) => along(pairing, caseOf(pairing, more), [people[(more.filer ?? 'her') as Name], 'submit', hers])
const matched = (more: Partial<Case> = {}, chosen = found) => along(pairing, applied(more), ['townCadre', 'match', child, chosen])
const parties = (row: Case) => todosOf(pairing, row).map(({ party }) => party)
const answersSeen = (row: Case, who: Name) => seen(pairing, row, row.answers, looksAs(pairing, row, people[who]))

describe('a pairing', () => {
  it('needs the consent of each of three, in any order, and waits only for the rest', () => {
    let row = matched()
    const due = row.due
    expect(parties(row)).toEqual(['applicant', 'guardian', 'village'])
    row = along(pairing, row, ['guardian', 'agree'])
    expect([row.state, row.due, parties(row)]).toEqual(['consent', due, ['applicant', 'village']])
    expect(openMoves(pairing, row, people.guardian)).toEqual(['decline'])
    expect(refusal(() => go(pairing, row, 'guardian', 'agree')).code).toBe('notAllowed')
    row = along(pairing, row, ['villageCadre', 'agree'], ['her', 'agree'])
    expect([row.state, row.agreed, row.due, parties(row)]).toEqual(['trial', [], undefined, []])
  })

  it('comes to nothing when any of them declines, even after she agreed', () => {
    for (const who of ['her', 'guardian', 'villageCadre'] as const)
      expect(along(pairing, matched(), [who, 'decline']).state).toBe('declined')
    expect(along(pairing, matched(), ['guardian', 'agree'], ['guardian', 'decline']).state).toBe('declined')
  })

  it('becomes active by the clock alone, ninety days later', () => {
    const trial = along(pairing, matched(), ['guardian', 'agree'], ['villageCadre', 'agree'], ['her', 'agree'])
    expect([trial.clockAt, openMoves(pairing, trial, people.villageCadre)]).toEqual(['2026-05-31T15:59:59.000Z', ['end']])
    expect(refusal(() => go(pairing, trial, 'countyCadre', 'pass')).code).toBe('notAllowed')
    expect(refusal(() => go(pairing, trial, SYSTEM, 'end', { reason: '到期' })).code).toBe('notAllowed')
    const active = along(pairing, trial, [SYSTEM, 'pass'])
    expect([active.state, active.clockAt]).toEqual(['active', undefined])
    const noted = along(pairing, active, ['her', 'note', { diary: '一起包了粽子' }])
    expect([noted.state, noted.version, along(pairing, noted, ['guardian', 'end', { reason: '妈妈回来了' }]).state]).toEqual([
      'active',
      active.version + 1,
      'ended',
    ])
  })

  it('keeps the clock running while something is noted', () => {
    const noting = {
      ...pairing,
      states: {
        ...pairing.states,
        trial: { ...pairing.states.trial, moves: { ...pairing.states.trial.moves, note: { label: '记', to: '=stay', by: 'applicant' } } },
      },
    } as const
    const trial = along(noting, matched(), ['guardian', 'agree'], ['villageCadre', 'agree'], ['her', 'agree'])
    expect(go(noting, trial, 'her', 'note').row).toEqual({ ...trial, version: trial.version + 1 })
  })

  it('keeps who has agreed when something else is noted in between', () => {
    const { consent: asking } = pairing.states
    const note = { label: '记一笔', to: '=stay', by: 'town' } as const
    const noting = { ...pairing, states: { ...pairing.states, consent: { ...asking, moves: { ...asking.moves, note } } } } as const
    expect(along(noting, matched(), ['guardian', 'agree'], ['townCadre', 'note']).agreed).toEqual(['guardian'])
  })

  it('records a superior who stands in, and lets her agree once for the village', () => {
    const step = perform(pairing, matched(), people.countyCadre, 'agree', {}, world)
    expect([step.party, step.standingIn]).toEqual(['village', true])
    expect(perform(pairing, matched(), people.villageCadre, 'agree', {}, world).standingIn).toBe(false)
    const row = along(pairing, matched(), ['townCadre', 'agree'])
    expect([row.agreed, openMoves(pairing, row, people.villageCadre), openMoves(pairing, row, people.otherTownCadre)]).toEqual([
      ['village'],
      ['decline'],
      [],
    ])
  })

  it('takes a cadre in her own part rather than in that of somebody below', () => {
    const both = {
      ...pairing,
      states: { ...pairing.states, consent: { ...pairing.states.consent, waitsFor: ['village', 'town'] } },
    } as const
    const step = perform(both, matched(), people.townCadre, 'agree', {}, world)
    expect([step.party, step.standingIn]).toEqual(['town', false])
  })

  it('is never decided by a cadre who is one of its persons', () => {
    const cadre: Actor = { ...people.villageCadre, person: 'p-guardian' }
    const row = matched()
    expect(looksAs(pairing, row, cadre)).toEqual(['guardian'])
    const agreed = along(pairing, row, [cadre, 'agree'])
    expect([agreed.agreed, openMoves(pairing, agreed, cadre)]).toEqual([['guardian'], ['decline']])
    expect(perform(pairing, along(pairing, row, [cadre, 'agree']), people.townCadre, 'agree', {}, world).party).toBe('village')
  })

  it('is never decided by a cadre who filed it for another; she acts for her instead, and her superior stands in', () => {
    const filed = { filer: 'villageCadre' }
    const step = perform(pairing, caseOf(pairing, filed), people.villageCadre, 'submit', hers, world)
    expect([step.party, step.standingIn]).toEqual(['applicant', false])
    expect(go(pairing, caseOf(pairing, filed), 'villageCadre', 'submit', hers).tells.map(({ to }) => to)).toEqual([
      { person: 'p-her' },
      { role: 'town', place: 't1' },
    ])
    const row = along(pairing, matched(filed), ['her', 'agree'], ['guardian', 'agree'])
    expect(looksAs(pairing, row, people.villageCadre)).toEqual(['applicant'])
    expect(refusal(() => go(pairing, row, 'villageCadre', 'agree'))).toMatchObject({
      code: 'notAllowed',
      message: '自己的事要请别的同事来办',
    })
    expect(along(pairing, row, ['townCadre', 'agree']).state).toBe('trial')
  })

  it('shows the child and each telephone only to those whom it is for', () => {
    const row = matched()
    expect([answersSeen(row, 'her').answers.child, answersSeen(row, 'guardian').answers.child]).toEqual([undefined, '小溪'])
    const trial = along(pairing, row, ['guardian', 'agree'], ['villageCadre', 'agree'], ['her', 'agree'])
    expect(answersSeen(trial, 'her').answers).toMatchObject({ child: '小溪', idCard: hers.idCard })
    expect(answersSeen(trial, 'her').answers.guardianPhone).toBeUndefined()
    expect(answersSeen(trial, 'guardian')).toMatchObject({
      answers: { idCard: '1101**********002X', guardianPhone: child.guardianPhone },
      masked: ['idCard'],
    })
    expect(answersSeen(trial, 'villageCadre').masked).toEqual(['idCard', 'guardianPhone'])
  })

  it('lets a person save only what she herself is asked', () => {
    const asking = {
      ...pairing.states.consent.moves,
      agree: { label: '同意', to: 'trial', by: 'each', asks: ['promise'] },
      decline: { label: '不同意', to: 'declined', by: 'guardian', asks: ['reason'] },
    } as const
    const kind = { ...pairing, states: { ...pairing.states, consent: { ...pairing.states.consent, moves: asking } } } as const
    const step = save(kind, matched(), people.guardian, { reason: '再想想' }, world)
    expect([step.party, step.answers.reason, arrive(step, world)]).toEqual(['guardian', '再想想', expect.objectContaining({ tells: [] })])
    expect(refusal(() => save(kind, matched(), people.her, { reason: '再想想' }, world)).fields).toEqual({
      reason: '这里没有这一项',
    })
    expect(refusal(() => save(kind, matched(), people.villageCadre, {}, world)).code).toBe('notAllowed')
  })

  it('shows a person who must consent first nothing before', () => {
    const asking = {
      ...pairing,
      fields: { ...pairing.fields, share: consent('同意告诉监护人', '结对') },
      consents: { guardian: 'share' },
    } as const
    const row = { ...matched(), answers: {} }
    expect(looksAs(asking, row, people.guardian)).toEqual([])
    expect(looksAs(asking, { ...row, answers: { share: true } }, people.guardian)).toEqual(['guardian'])
  })

  it('cannot wait for a guardian whom nobody found, nor take in a person it does not know', () => {
    expect(refusal(() => matched({}, { people: {} } as never)).code).toBe('officeMissing')
    expect(() => matched({}, { people: { uncle: 'p-uncle' } } as never)).toThrow('threeParties has no person uncle')
  })

  it('tells everybody but her who acted', () => {
    const told = (who: Name) => go(pairing, matched(), who, 'decline').tells.map(({ party, sort }) => [party, sort])
    expect(told('her')).toEqual([['guardian', 'progress']])
    expect(told('villageCadre')).toEqual([
      ['applicant', 'progress'],
      ['guardian', 'progress'],
    ])
    expect(go(pairing, matched(), 'her', 'agree').tells).toEqual([])
  })
})
