import type { AnyKind, Move } from '@shared/core/kind'
import { enrolment } from '@shared/features/enrolment/enrolment.kind'
import { petition } from '@shared/features/petition/petition.kind'
import fc from 'fast-check'
import { anyRoad } from '../support/kinds/any-road'
import { loan } from '../support/kinds/loan.kind'
import { pairing } from '../support/kinds/pairing.kind'

const changed = (kind: AnyKind, state: string, move: string, patch: object): AnyKind => {
  const moves = { ...kind.states[state]?.moves, [move]: { ...kind.states[state]?.moves?.[move], ...patch } as Move }
  return { ...kind, states: { ...kind.states, [state]: { ...kind.states[state], label: '改过', moves } } }
}

describe('whatever anybody tries', () => {
  it.each([loan, pairing, petition, enrolment].map((kind) => [kind.kind, kind as AnyKind] as const))(
    '%s goes only where the hand-written table says, by whom it says, one version at a time, and she always sees it',
    (_name, kind) => {
      fc.assert(anyRoad(kind), { numRuns: 50 })
      // On the roads of one seed it is known to have been tried everywhere, and refused in every way.
      const met = new Set<string>()
      fc.assert(anyRoad(kind, met), { numRuns: 400, seed: 2026 })
      expect([...met]).toEqual(expect.arrayContaining([...Object.keys(kind.states), 'notOpen', 'notAllowed', 'invalidInput']))
      expect(met.has('consentMissing')).toBe(kind.kind === 'credit')
    },
  )

  it.each([
    ['lets the county vouch for a village', changed(loan, 'village', 'vouch', { by: 'county' })],
    ['sends her correction to the village', changed(loan, 'supplement', 'resubmit', { to: 'village' })],
    ['takes one consent for three', changed(pairing, 'consent', 'agree', { by: undefined })],
    ['lets her close her own petition', changed(petition, 'answered', 'close', { by: 'applicant' })],
    ['forgets to free the waiting', changed(enrolment, 'waiting', 'promote', { to: 'waiting' })],
  ])('a kind that %s is found out', (_what, kind) => {
    expect(fc.check(anyRoad(kind), { numRuns: 200, seed: 2026, endOnFailure: true }).failed).toBe(true)
  })
})
