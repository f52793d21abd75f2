import { actingParty, openMoves } from '@shared/core/acting'
import { type Case, looksAs, SYSTEM } from '@shared/core/case'
import { minutes } from '@shared/core/deadline'
import { longText } from '@shared/core/fields'
import { defineKind, type Move } from '@shared/core/kind'
import { addMs } from '@shared/core/time'
import { arrive, perform } from '@shared/core/workflow'
import { along, caseOf, people, refusal, world } from '../support/kinds/county'

const MINUTE_MS = 60_000
const alarm = defineKind({
  kind: 'alarm',
  title: '一件急事',
  about: 'region',
  neutral: true,
  urgent: true,
  fields: { story: longText('什么事', 100) },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时可以说',
      moves: { raise: { label: '说', to: 'raised', asks: ['story'] } },
    },
    raised: {
      label: '等人接手',
      waitsFor: ['village', 'town'],
      clock: { after: minutes(15), move: 'goUp', hurries: true },
      moves: { take: { label: '接手', to: 'taken' }, goUp: { label: '往上', to: 'late', by: SYSTEM } },
    },
    late: {
      label: '没有人接手',
      waitsFor: ['village', 'town'],
      tells: () => ['town'],
      dueAt: ({ now }) => addMs(now, 30 * MINUTE_MS),
      moves: { take: { label: '接手', to: 'taken' } },
    },
    taken: { label: '接手了' },
  },
})
const raised = (more: Partial<Case> = {}) => ({ ...along(alarm, caseOf(alarm), ['her', 'raise', { story: '出事了' }]), ...more })
const kept = { kept: ['p-villageCadre', 'p-countyCadre'] }

describe('a case that is kept from somebody', () => {
  it('is nobody’s to see or to move on whom it is kept from: not in her own office, nor standing in', () => {
    expect([looksAs(alarm, raised(), people.villageCadre), looksAs(alarm, raised(), people.countyCadre)]).toEqual([
      ['village'],
      ['village', 'town'],
    ])
    for (const who of [people.villageCadre, people.countyCadre]) {
      expect([looksAs(alarm, raised(kept), who), openMoves(alarm, raised(kept), who)]).toEqual([[], []])
      expect(actingParty(alarm, raised(kept), who, alarm.states.raised.moves?.take as Move)).toBeUndefined()
    }
    expect(looksAs(alarm, raised(kept), people.townCadre)).toEqual(['village', 'town'])
  })

  it('tells nobody from whom it is kept, whomever else a step tells', () => {
    const step = perform(alarm, raised(kept), SYSTEM, 'goUp', {}, world)
    const { tells, row } = arrive(step, world)
    expect(tells.map(({ party, urgent, except }) => [party, urgent, except])).toEqual([
      ['applicant', undefined, kept.kept],
      ['town', true, ['p-her', ...kept.kept]],
    ])
    expect(row.due).toBe(addMs(world.now, 30 * MINUTE_MS))
  })
})

describe('a clock that only hurries', () => {
  it('closes no step before it comes round, as another does', () => {
    const late = { ...world, now: addMs(world.now, 16 * MINUTE_MS) }
    expect(perform(alarm, raised(), people.villageCadre, 'take', {}, late).move).toBe('take')
    const { hurries: _gone, ...clock } = alarm.states.raised.clock as { hurries?: true; move: string; after: ReturnType<typeof minutes> }
    const strict = { ...alarm, states: { ...alarm.states, raised: { ...alarm.states.raised, clock } } }
    expect(refusal(() => perform(strict, raised(), people.villageCadre, 'take', {}, late)).code).toBe('notOpen')
  })
})
