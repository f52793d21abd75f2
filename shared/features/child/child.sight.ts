import type { Level } from '../../core/place'
import type { Distance } from './child.bands'

/** How far a pairing has come, seen from the child. */
export const STAGES = ['none', 'proposed', 'paired', 'ended'] as const
export type Stage = (typeof STAGES)[number]
/** A caring mother, or a cadre by her place. */
export const VIEWERS = ['mother', 'village', 'town', 'county'] as const
export type Viewer = 'mother' | Level

/** Everything of a child that is ever shown without being opened one by one. Health, family, ID number and full name are not among it. */
export interface ChildFacts {
  id: string
  code: string
  state: string
  situation: string
  risk: string
  ageBand: string | null
  village: string
  villageName: string
  needs: readonly string[]
  distance: Distance
  /** how the child wants to be called, where they meet, and whom to call before: only once guardian and village have both agreed */
  called: string
  meetAt: string
  guardianPhone: string
}
type Fact = keyof ChildFacts

const DESK: readonly Fact[] = ['id', 'code', 'state', 'situation', 'risk', 'ageBand', 'village', 'villageName']
const PROPOSED: readonly Fact[] = ['code', 'ageBand', 'distance', 'needs']

const SIGHT: Readonly<Record<Viewer, Readonly<Record<Stage, readonly Fact[]>>>> = {
  // She cannot list or search: before somebody proposes a child to her there is none, and after the end there is none any more.
  mother: { none: [], proposed: PROPOSED, paired: [...PROPOSED, 'called', 'meetAt', 'guardianPhone'], ended: [] },
  village: { none: DESK, proposed: DESK, paired: DESK, ended: DESK },
  town: { none: DESK, proposed: DESK, paired: DESK, ended: DESK },
  county: { none: DESK, proposed: DESK, paired: DESK, ended: DESK },
}

/** What a viewer sees of a child at a stage of its pairing: exactly these fields, whatever else is known. */
export const childView = (stage: Stage, viewer: Viewer, facts: Partial<ChildFacts>): Partial<ChildFacts> =>
  Object.fromEntries(SIGHT[viewer][stage].flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])))
