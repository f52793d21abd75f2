import { workdays } from '@shared/core/deadline'
import { choice, consent, idCard, longText, office, text } from '@shared/core/fields'
import { type AnyKind, defineKind, type Move, type State, sender, wanting } from '@shared/core/kind'
import { registryOf } from '@shared/core/registry'
import { kinds } from '@shared/features/index'
import { kindFaults } from '../support/kind-checks'
import { loan } from '../support/kinds/loan.kind'
import { pairing } from '../support/kinds/pairing.kind'

const all: readonly AnyKind[] = [...kinds, loan, pairing]

it.each(all.map((kind) => [`${kind.kind} ${kind.edition}`, kind] as const))('finds no fault in %s', (_name, kind) => {
  expect(kindFaults(kind)).toEqual([])
})

it('gives each kind and edition once, and one edition to begin under', () => {
  expect(registryOf(all).current('credit')).toBe(loan)
  expect(() => registryOf([...all, loan])).toThrow('two entries for credit#1')
  expect(() => registryOf([loan, { ...loan, edition: 2 }])).toThrow('two entries for credit#2')
  const renewed = registryOf([
    { ...loan, retired: true },
    { ...loan, edition: 2 },
  ])
  expect([renewed.current('credit').edition, renewed.edition('credit', 1).retired]).toEqual([2, true])
  expect(() => renewed.edition('credit', 3)).toThrow('no edition 3 of credit')
  expect(() => registryOf([{ ...loan, retired: true }]).current('credit')).toThrow('没有这个事项')
})

const sound: AnyKind = defineKind({
  kind: 'sound',
  title: '一件小事',
  about: 'region',
  fields: { story: longText('想说的事', 300), note: text('意见', 20), agreed: consent('同意转交', '核对') },
  consents: { hr: 'agreed' },
  start: 'draft',
  states: {
    draft: {
      label: '填写中',
      waitsFor: 'applicant',
      noDeadline: '随时可以提交',
      moves: { submit: { label: '提交', to: 'village', asks: ['story', 'agreed'] } },
    },
    village: {
      label: '村级核实',
      waitsFor: 'village',
      within: workdays(3),
      moves: { vouch: { label: '属实', to: 'done', asks: ['note'] } },
    },
    done: { label: '已办结' },
  },
  anywhere: { withdraw: { label: '撤回', to: 'done', by: 'applicant' } },
})

const state = (name: string, patch: Partial<State>): Partial<AnyKind> => ({
  states: { ...sound.states, [name]: { ...sound.states[name], ...patch } as State },
})
const move = (name: string, to: string, patch: Partial<Move> = {}) =>
  state(name, { moves: { ...sound.states[name]?.moves, other: { label: '另外', to, ...patch } as Move } })
const field = (name: string, said: unknown): Partial<AnyKind> => ({
  fields: { ...sound.fields, [name]: said },
  ...move('draft', 'village', { asks: [name] }),
})
const loop = { label: '转圈', waitsFor: 'village', within: workdays(1), moves: { on: { label: '再来', to: 'loop' } } } as const

const BAD: readonly (readonly [string, Partial<AnyKind>, string])[] = [
  ['a state that no move leads to', state('lost', { label: '没人来' }), 'lost is never reached'],
  ['a circle that only giving up leaves', { states: { ...move('village', 'loop').states, loop } }, 'loop never comes to an end'],
  [
    'a wait for somebody who cannot move',
    state('village', { waitsFor: ['village', 'town'], moves: { vouch: { label: '属实', to: 'done', by: 'village', asks: ['note'] } } }),
    'village waits for town, who can do nothing there',
  ],
  ['an end that waits', state('done', { waitsFor: 'town', within: workdays(1) }), 'done waits for town, who can do nothing there'],
  ['a move for nobody', state('village', { waitsFor: [] }), 'village.vouch is open to nobody'],
  ['each of one', move('village', 'done', { by: 'each' }), 'village.other is for each of fewer than two'],
  ['a move everywhere by nobody', { anywhere: { stop: { label: '停', to: 'done' } } }, 'anywhere.stop does not say by whom'],
  ['a start that waits for a cadre', { start: 'village' }, 'the start does not wait for the applicant'],
  [
    'no deadline and no reason',
    state('village', { within: undefined } as unknown as Partial<State>),
    'village needs a deadline or a reason for none',
  ],
  ['a deadline and a reason for none', state('village', { noDeadline: '不急' }), 'village needs a deadline or a reason for none'],
  [
    'a clock and a reason for no deadline',
    state('village', { within: undefined, noDeadline: '不急', clock: { after: workdays(9), move: 'vouch' } } as unknown as Partial<State>),
    'village needs a deadline or a reason for none',
  ],
  ['a deadline that nobody has', state('done', { within: workdays(1) }), 'done has a deadline for nobody'],
  [
    'a clock without a move',
    state('village', { clock: { after: workdays(9), move: 'pass' } }),
    'village: the clock makes no such move: pass',
  ],
  [
    'a clock that makes a cadre move',
    state('village', { clock: { after: workdays(9), move: 'vouch' } }),
    'village.vouch is not by the system',
  ],
  ['a question to the system', move('village', 'done', { by: 'system', asks: ['note'] }), 'village.other asks the system'],
  ['a decision on what nobody told', state('village', { restsOn: ['note'] }), 'village rests on what no person tells: note'],
  ['a decision of the applicant', state('draft', { restsOn: ['story'] }), 'draft rests on answers and decides nothing'],
  ['a skip in a circle', state('village', { skip: { to: 'village', when: () => true } }), 'village skips in a circle'],
  ['a skip to nowhere', state('village', { skip: { to: 'moon', when: () => true } }), 'village.skip leads to no state: moon'],
  ['a move to nowhere', move('village', 'moon'), 'village.other leads to no state: moon'],
  ['a start nowhere', { start: 'moon' }, 'start leads to no state: moon'],
  [
    'an exception of no state',
    { anywhere: { withdraw: { label: '撤回', to: 'done', by: 'applicant', except: ['moon'] } } },
    'anywhere.withdraw.except leads to no state: moon',
  ],
  [
    'outcomes without an effect',
    { ...move('village', '', { to: ['village', 'done'] } as Partial<Move>) },
    'village.other has several outcomes and no effect',
  ],
  [
    'a list of one outcome',
    { ...move('village', '', { to: ['done'], effect: 'choose' } as Partial<Move>) },
    'village.other lists one outcome',
  ],
  [
    'a choice between no states',
    { ...move('village', '', { to: ['done', sender], effect: 'choose' } as Partial<Move>) },
    'village.other chooses between no states',
  ],
  ['a start that goes back', move('draft', sender), 'nobody sent the case to its start'],
  ['a way back from everywhere', { anywhere: { back: { label: '退', to: sender, by: 'town' } } }, 'anywhere.back goes back to nobody'],
  ['a question in no part', { parts: [{ title: '想说的', fields: ['story'] }] }, 'agreed does not stand in exactly one part'],
  [
    'a question in two parts',
    { parts: ['甲', '乙'].map((title) => ({ title, fields: ['story', 'agreed'] })) },
    'story does not stand in exactly one part',
  ],
  [
    'a part with what is asked later',
    { parts: [{ title: '甲', fields: ['story', 'agreed', 'note'] }] },
    'note stands in a part and is not asked first',
  ],
  ['a question that an effect writes and somebody is asked', field('x', text('话', 9, { recorded: true })), 'x is recorded and asked'],
  ['a wait for consents that leads nowhere', { unconsented: 'village' }, 'village asks for no consent'],
  [
    'consents that nobody waits for',
    move('village', 'done', { asks: wanting }),
    'village.other asks for consents, and no state waits for them',
  ],
  ['somebody else than after no move', move('village', 'done', { notBy: ['dream'] }), 'nobody can have made dream before'],
  ['a question never asked', { fields: { ...sound.fields, spare: text('多余', 9) } }, 'spare is never asked'],
  ['a question that is not there', move('village', 'done', { asks: ['ghost'] }), 'there is no question ghost'],
  ['a question asked twice', move('village', 'done', { asks: ['note', 'note'] }), 'village.other asks twice'],
  ['corrections that are none', move('village', 'done', { asks: { namedIn: 'note' } }), 'village.other: note lists no corrections'],
  [
    'an office that is none',
    move('village', 'done', { asks: ['note'], assigns: 'note' }),
    'village.other assigns no office that it asks for',
  ],
  [
    'an office that is not asked',
    { fields: { ...sound.fields, bank: office('银行', 'bank') }, ...move('village', 'done', { assigns: 'bank' }) },
    'village.other assigns no office that it asks for',
  ],
  ['a consent that is none', { consents: { hr: 'note' } }, 'note is no consent for hr'],
  ['a consent for nobody', { consents: { bnak: 'agreed' } }, 'consents names no party: bnak'],
  ['a partner without consent', { consents: {}, ...move('village', 'done', { by: 'hr' }) }, 'hr sees the case without her consent'],
  ['a party that is none', state('village', { waitsFor: ['village', 'mayor'] } as Partial<State>), 'village names no party: mayor'],
  ['an organiser of a region', move('village', 'done', { by: 'organiser' }), 'village.other names no party: organiser'],
  ['an answer seen by nobody', field('x', text('话', 9, { seenBy: ['mayor'] })), 'x is seen by no party: mayor'],
  ['an answer seen nowhere', field('x', text('话', 9, { seenBy: { moon: ['town'] } })), 'x is seen in no state: moon'],
  ['an answer personal to nobody', field('x', text('话', 9, { personal: 'mayor' })), 'x is personal to nobody: mayor'],
  ['an anonymous case with an ID number', { anonymous: true, ...field('x', idCard('身份证号')) }, 'x tells who she is'],
  ['a label in English', state('done', { label: 'Done' }), 'done has no Chinese words'],
  ['an empty label', move('village', 'done', { label: '' }), 'village.other has no Chinese words'],
  ['an option without words', field('x', choice('选', [{ value: 'a', label: ' ' }])), 'x has no Chinese words'],
  [
    'a move called like a step of the record',
    state('village', { moves: { ...sound.states.village?.moves, save: { label: '存', to: 'done' } } }),
    'a move may not be called save',
  ],
  ['a name that is none', state('a<b', { label: '甲' }), 'a<b is no name'],
]

describe('the checker names what is wrong', () => {
  it('nothing in a sound kind', () => expect(kindFaults(sound)).toEqual([]))
  it.each(BAD)('%s', (_what, patch, fault) => expect(kindFaults({ ...sound, ...patch })).toContain(fault))
})
