import type { ClaimLine, ClaimView } from '@shared/features/loan/claim.api'
import type { Rest } from '@shared/features/loan/claim.rest'
import { useEffect, useState } from 'react'
import { get } from '../../../core/api'
import type { Page } from '../../../core/pages'

/** What finance has paid instead of what the list says, in fen, and what becomes of the difference. */
export interface Odd {
  paid: number
  rest: Rest
}
/** book → what was paid for it otherwise */
export type Except = Readonly<Record<string, Odd>>

async function saidBefore(id: string): Promise<Except> {
  const said: Record<string, Odd> = {}
  for (let after: string | undefined; ; ) {
    const page: Page<ClaimLine> = await get(`/loan/claims/${id}/lines`, { after, only: 'differing' })
    for (const { book, paid, rest } of page.items) if (paid !== null && rest !== null) said[book] = { paid, rest }
    if (!page.next) return said
    after = page.next
  }
}

interface Paying {
  except: Except
  set: (except: Except) => void
  /** what was said before is not known yet: whoever reported now would take it back unseen */
  waiting: boolean
}

/** The lines that were paid otherwise. A report that is put right begins with what was said the last time. */
export function usePaying(claim: ClaimView | undefined): Paying {
  const [except, set] = useState<Except>({})
  const reported = claim && claim.may.indexOf('pay') >= 0 && claim.state === 'paid' ? claim.id : undefined
  const [known, setKnown] = useState<string>()
  useEffect(() => {
    if (!reported) return
    saidBefore(reported).then(
      (said) => {
        set(said)
        setKnown(reported)
      },
      () => setKnown(undefined),
    )
  }, [reported])
  return { except, set, waiting: reported !== undefined && known !== reported }
}
