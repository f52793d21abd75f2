import type { AnyKind } from '@shared/core/kind'
import type { About } from './about'
import { policyOfToday } from './loan/policies'

/** What a kind that is about a region looks at besides her answers, as far as this phone knows: some questions hang on it. */
export async function groundsOf(kind: AnyKind): Promise<About['facts']> {
  const policy = kind.kind === 'loan' ? await policyOfToday() : undefined
  return policy ? { policy } : {}
}
