import type { AnyKind } from '@shared/core/kind'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { registry } from '../../../core/kinds'
import { loadCase } from '../../../core/moves'
import { loadPlaces } from '../../../core/places'

/** A case with what is needed to read it. */
export interface Opened {
  view: ApplicationView
  kind: AnyKind
}

export async function openCase(id: string): Promise<Opened> {
  const [view] = await Promise.all([loadCase(id), loadPlaces()])
  return { view, kind: registry.edition(view.kind, view.edition) }
}
