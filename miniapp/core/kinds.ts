import { registryOf } from '@shared/core/registry'
import { kinds } from '@shared/features/index'

/** The kinds that this build knows. */
export const registry = registryOf(kinds)
