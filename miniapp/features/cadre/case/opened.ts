import type { AnyKind, Verdict } from '@shared/core/kind'
import type { ApplicationView } from '@shared/features/applications/applications.schema'
import { loadAbout } from '../../../core/about'
import { registry } from '../../../core/kinds'
import { loadCase } from '../../../core/moves'
import { loadPlaces } from '../../../core/places'

/** A case with what is needed to judge it. */
export interface Opened {
  view: ApplicationView
  kind: AnyKind
  verdicts: readonly Verdict[]
}

/** Rules are judged as they stood when she sent it: a deadline that passed since is not hers. */
const sentAt = ({ events, createdAt }: ApplicationView): string => events[0]?.at ?? createdAt

/** @param facts of the thing applied for, as rules look at it */
function opened(view: ApplicationView, facts: Readonly<Record<string, unknown>>): Opened {
  const kind = registry.edition(view.kind, view.edition)
  const verdicts = kind.rules?.({ answers: view.answers, about: facts, found: view.found, now: sentAt(view) }) ?? []
  // A masked answer proves nothing: her own eyes are asked for.
  const judged = verdicts.map((one) => (one.needs && view.masked.indexOf(one.needs) >= 0 ? { rule: one.rule, needs: one.needs } : one))
  return { view, kind, verdicts: judged }
}

export async function openCase(id: string): Promise<Opened> {
  const [view] = await Promise.all([loadCase(id), loadPlaces()])
  const kind = registry.edition(view.kind, view.edition)
  const about = kind.rules && view.about ? await loadAbout(kind, view.about) : { facts: {} }
  return opened(view, about.facts)
}
