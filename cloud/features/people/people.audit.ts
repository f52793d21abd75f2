import { In } from 'typeorm'
import { type Audited, type Entry, type Finding, markedRows, pageAfter } from '../../core/audit'
import type { Database } from '../../core/database'
import { Account, GrantGiven } from './people.entity'
import type { PeopleMarks } from './people.marks'

/** Whose account it is, by its mark. Accounts are not anchored: what they give is given by grants and cases. */
export const accountAudit = (db: Database, marked: PeopleMarks): Audited => ({
  ...markedRows('account', (after) => db.read.find(Account, pageAfter(after)), marked.isAccount),
  changes: async function* () {},
  compare: async () => [],
})

const entryOf = (row: GrantGiven): Entry => ['grant', row.id, row.revokedAt ? 2 : 1, row.mark]

/** Grants: each is given once and may be taken once; one that lives again behind the program's back contradicts its anchor. */
export function grantAudit(db: Database, marked: PeopleMarks): Audited {
  const { pages, ...table } = markedRows('grant', (after) => db.read.find(GrantGiven, pageAfter(after)), marked.isGrant)
  return {
    ...table,
    // Read as a whole: a county has thousands of grants, not millions.
    changes: async function* (since) {
      for await (const rows of pages()) yield rows.filter((row) => (row.revokedAt ?? row.grantedAt) >= since).map(entryOf)
    },
    compare: async (entries) => {
      const rows = await db.read.findBy(GrantGiven, { id: In(entries.map(([, id]) => id)) })
      const now = new Map(rows.map((row) => [row.id, entryOf(row)]))
      return entries.flatMap(([what, id, seq, head]): Finding[] => {
        const [, , times, mark] = now.get(id) ?? [what, id, 0, '']
        if (times === seq) return mark === head ? [] : [{ what, id, damage: 'rowChanged' }]
        return times > seq ? [] : [{ what, id, damage: times === 0 ? 'missing' : 'older' }]
      })
    },
  }
}
