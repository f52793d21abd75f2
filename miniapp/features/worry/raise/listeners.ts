import type { Listeners } from '@shared/features/worry/worry.schema'
import { useEffect, useState } from 'react'
import { get } from '../../../core/api'
import { session } from '../../../core/session'
import { keep, recall } from '../../../core/storage'
import { idOf, type Whom } from '../../../core/worry/waiting'

/** Who would be told: fresh when there is signal, else as this phone last knew it; undefined when it never did. */
export function useListeners(whom: Whom): Listeners | undefined {
  const [known, setKnown] = useState<Listeners>()
  const about = idOf(whom)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another child, other cadres
  useEffect(() => {
    const key = `worry-people:${session()?.account.id ?? 'nobody'}:${about}`
    void recall<Listeners>(key).then((kept) => setKnown((fresh) => fresh ?? kept))
    get<Listeners>('/worry-listeners', { pairing: whom.pairing, child: whom.child }).then(
      (fresh) => {
        setKnown(fresh)
        void keep(key, fresh)
      },
      () => undefined,
    )
  }, [about])
  return known
}
