import type { Child } from '@shared/features/pairing/matching.facts'
import { type Givers, type Proposal, proposed } from '@shared/features/pairing/proposal'
import type { Failed } from './core/child'

/** What a proposal for a county is made of. */
export interface ProposalAsked {
  children: readonly Child[]
  givers: Givers
}

/** A process that works out proposals: three million pairs are weighed, and nobody waits behind it. It is told nothing that names anybody. */
function answer({ children, givers }: ProposalAsked): { done: Proposal } | Failed {
  try {
    return { done: proposed(children, givers) }
  } catch (error) {
    return { failed: (error as Error).stack ?? String(error) }
  }
}

process.on('message', (asked: ProposalAsked) => {
  process.send?.(answer(asked))
})
process.on('disconnect', () => process.exit(0))
