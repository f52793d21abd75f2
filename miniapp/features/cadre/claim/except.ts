import type { ClaimLine, ClaimView } from '@shared/features/loan/claim.api'
import { useEffect, useState } from 'react'
import { get } from '../../../core/api'
import type { Page } from '../../../core/pages'
import { asRefusal } from '../../../core/refusal'
import { type Except, NO_MARKS, type Odd, unread, withSaid } from './marks'

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
  /** what she is to know before she reports; empty: nothing */
  trouble: string
}

/**
 * The lines that were paid otherwise. A report that is put right begins with what was said the last time; what she has marked herself stays.
 * What could not be read is asked for again whenever the claim is read.
 */
export function usePaying(claim: ClaimView | undefined): Paying {
  const [marks, setMarks] = useState(NO_MARKS)
  const reported = claim && claim.may.indexOf('pay') >= 0 && claim.state === 'paid' ? `${claim.id} ${claim.revision}` : undefined
  const [known, setKnown] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a claim that was read again is another one, whether or not anything in it is
  useEffect(() => {
    if (!claim || !reported || known === reported) return
    let late = false
    saidBefore(claim.id).then(
      (said) => {
        if (late) return
        setMarks((was) => withSaid(was, said))
        setKnown(reported)
      },
      (reason) => {
        if (!late) setMarks((was) => unread(was, asRefusal(reason).message))
      },
    )
    return () => {
      late = true
    }
  }, [claim])
  const set = (now: Except) => setMarks((was) => ({ ...was, now }))
  return { except: marks.now, set, waiting: reported !== undefined && known !== reported, trouble: marks.trouble }
}
