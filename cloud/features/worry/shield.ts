import { IsNull } from 'typeorm'
import { find, type Manager } from '../../core/database'
import { WorryKept } from './worry.entity'

/** From when until when what was done for a child is kept from somebody. */
export interface Kept {
  childId: string
  /** UTC ISO text */
  since: string
  /** null: it goes on */
  until: string | null
}

/** The one place that says what worries about children keep from whom. None of it is ever said to anybody whom it concerns. */
export const shield = {
  /** persons who hear nothing of what is done for a child now */
  keptFrom: async (m: Manager, childId: string): Promise<string[]> => [
    ...new Set((await find(m, WorryKept, { childId })).flatMap(({ personId, until }) => (until === null ? personId : []))),
  ],
  /** of which children, and when, what was done is kept from a person: for good, also when the worry is over */
  keptOf: async (m: Manager, personId: string | undefined): Promise<readonly Kept[]> =>
    personId === undefined ? [] : find(m, WorryKept, { personId }),
  /** whether a person has no say about a child: a worry names her, and it was no mistake, or nobody knows yet */
  bars: async (m: Manager, childId: string, personId: string | undefined): Promise<boolean> =>
    personId !== undefined && (await find(m, WorryKept, { childId, personId })).some(({ named, until }) => named && until === null),
  /** whether a worry that is over named a person, and was no mistake */
  marked: async (m: Manager, personId: string | undefined): Promise<boolean> =>
    personId !== undefined && (await find(m, WorryKept, { personId })).some(({ named, open, until }) => named && !open && until === null),
  /** who never cares for which child because of a worry that is over, and was no mistake: of one child, or of all. Whom an open one names cares for none */
  apart: async (m: Manager, childId: string | undefined): Promise<readonly Pick<WorryKept, 'childId' | 'personId'>[]> =>
    m.find(WorryKept, { where: { ...(childId === undefined ? {} : { childId }), named: true, open: false, until: IsNull() } }),
  /** persons whom an open worry names: they care for no child */
  named: async (m: Manager): Promise<ReadonlySet<string>> =>
    new Set((await find(m, WorryKept, { open: true, named: true })).map(({ personId }) => personId)),
}
