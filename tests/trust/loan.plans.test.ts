import { scheduleOf } from '@shared/features/loan/loan.schedule'
import { diceOf } from '../support/fuzz/dice'
import { exactFaults, someLoan } from '../support/loans'

const LOANS = 100_000
/** Five seconds of work; far more on a busy machine. */
const PATIENCE_MS = 240_000

describe('plans of loans up to the ceilings', () => {
  it(
    `keep their sums, and nothing in them is negative, for ${LOANS} of them, held against exact fractions`,
    () => {
      const dice = diceOf(20_261_123)
      for (let n = 0; n < LOANS; n++) {
        const { asked, help } = someLoan(dice)
        const faults = exactFaults(asked, help, scheduleOf(asked, help))
        if (faults.length > 0) throw new Error(`loan ${n}: ${faults.join('; ')}\n${JSON.stringify({ asked, help })}`)
      }
    },
    PATIENCE_MS,
  )
})
