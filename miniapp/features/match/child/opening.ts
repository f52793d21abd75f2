import type { ChildView } from '@shared/features/child/child.schema'
import type { Living } from '@shared/features/pairing/pairing.schema'
import { MOTHERS_AT_ONCE } from '@shared/features/pairing/pairing.words'

type Mode = Living['mode']

export interface Opening {
  /** whether anybody may be asked now */
  open: boolean
  /** why not */
  why: string
  mode: Mode
  /** the way is settled by whoever cares for the child already */
  settled: boolean
}

const BEGUN = '这个孩子已经有人在结对了。要换人，点上面的“换一位接着陪”。'
const ASKED = '这个孩子已经有人在结对了，正等回答。没有谈成，就可以再问别人。'

/** Whether somebody may be asked for a child, and in which way: those who care for it together are paired in one way. */
export function openingOf(
  child: Pick<ChildView, 'state'>,
  pairings: readonly Living[],
  handing: Living | undefined,
  picked: Mode,
): Opening {
  const live = pairings.filter((one) => one.live)
  const [first] = live
  const mode = handing ? handing.mode : first ? first.mode : picked
  const settled = first !== undefined
  if (child.state !== 'registered') return { open: false, why: '这个孩子的档案没有登记好，或者关爱已经结束，现在不能结对。', mode, settled }
  // Who takes over shares a place with whom she takes over from.
  const taken = live.filter(({ before }) => !live.some(({ id }) => id === before)).length
  const full = !handing && taken >= MOTHERS_AT_ONCE[mode]
  const begun = live.some(({ begunAt }) => begunAt !== null)
  return { open: !full, why: full ? (begun ? BEGUN : ASKED) : '', mode, settled }
}
