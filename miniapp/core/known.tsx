import type { ReactNode } from 'react'
import { Gate } from './gate'
import { Screen } from './screen'
import { useWho } from './who'

/** A page for somebody who is known; it begins anew when somebody else is. */
export function Known({ children }: { children: (who: string) => ReactNode }) {
  const who = useWho()
  if (who !== null) return <>{children(who)}</>
  return (
    <Screen className="cadre">
      <Gate>{null}</Gate>
    </Screen>
  )
}
