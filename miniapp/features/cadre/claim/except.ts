import type { ClaimLine, ClaimView } from '@shared/features/loan/claim.api'
import { useEffect, useState } from 'react'
import { get } from '../../../core/api'
import type { Page } from '../../../core/pages'

/** book → what finance has paid for it instead of what the list says, in fen */
export type Except = Readonly<Record<string, number>>

async function saidBefore(id: string): Promise<Except> {
  const said: Record<string, number> = {}
  for (let after: string | undefined; ; ) {
    const page: Page<ClaimLine> = await get(`/loan/claims/${id}/lines`, { after, only: 'differing' })
    for (const { book, paid } of page.items) if (paid !== null) said[book] = paid
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
