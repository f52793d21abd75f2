import type { ApplicationView, OpenMove } from '@shared/features/applications/applications.schema'
import { registry } from './kinds'

/** The move that the long form makes in a case, if it is hers to fill in now: the one that asks what stands in the kind's parts. */
export function formMove(view: ApplicationView): OpenMove | undefined {
  if (!view.yours || !view.mine) return undefined
  const inParts = (registry.edition(view.kind, view.edition).parts ?? []).flatMap(({ fields }) => fields as readonly string[])
  return view.moves.find(({ tone, asks }) => tone !== 'danger' && asks.some((name) => inParts.indexOf(name) >= 0))
}
