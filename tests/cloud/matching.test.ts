import { type Givers, proposed } from '@shared/features/pairing/proposal'
import { propose } from '../../cloud/matching'
import { diceOf } from '../support/fuzz/dice'
import { someChild, someMother } from '../support/mothers'

const dice = diceOf(20_261_124)
const children = Array.from({ length: 400 }, (_, n) => someChild(dice, n))
const mothers = Array.from({ length: 300 }, (_, n) => someMother(dice, n))
const givers: Givers = { mode: 'oneToMany', mothers, teams: [], today: '2026-11-24' }

/** How often others had their turn before it was answered. */
async function turnsDuring<T>(ask: () => Promise<T>): Promise<{ answer: T; turns: number }> {
  let turns = 0
  let over = false
  const turn = () => {
    turns += 1
    if (!over) setImmediate(turn)
  }
  const asked = ask()
  setImmediate(turn)
  const answer = await asked
  over = true
  return { answer, turns }
}

describe('a proposal for a county', () => {
  it('is worked out beside the server, which goes on answering, and is the same as here', async () => {
    const beside = await turnsDuring(() => propose({ children, givers }))
    expect(beside.answer).toEqual(proposed(children, givers))
    expect(beside.turns).toBeGreaterThan(20)
  })

  it('would keep everybody waiting if the server worked it out itself', async () => {
    expect((await turnsDuring(async () => proposed(children, givers))).turns).toBe(0)
  })

  it('fails in words when it cannot be worked out', async () => {
    const twice = { ...givers, mode: 'team' as const, teams: ['a', 'b'].map((id) => ({ id, mothers: ['mother00000'] })) }
    await expect(propose({ children, givers: twice })).rejects.toThrow('mother00000 is in two teams or unknown')
  })
})
