import { In, MoreThan } from 'typeorm'
import { AUDIT_PAGE, type Audited, type Entry, type Finding } from '../../core/audit'
import type { Database } from '../../core/database'
import { Account, GrantGiven } from './people.entity'
import type { PeopleMarks } from './people.marks'

/** A table in pages, by id. */
async function* pagesOf<Row extends { id: string }>(find: (after: string) => Promise<Row[]>): AsyncIterable<Row[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: Row[] = await find(after)
    yield rows
    after = rows.length === AUDIT_PAGE ? rows.at(-1)?.id : undefined
  }
}
const byId = (after: string) => ({ where: { id: MoreThan(after) }, order: { id: 'ASC' as const }, take: AUDIT_PAGE })

/** What is read of a table, and what is wrong with a row of it. */
async function* changed<Row extends { id: string }>(
  what: string,
  pages: AsyncIterable<Row[]>,
  isWhole: (row: Row) => boolean,
  count: (n: number) => void,
) {
  for await (const rows of pages) {
    count(rows.length)
    for (const { id } of rows.filter((row) => !isWhole(row))) yield { what, id, damage: 'rowChanged' } satisfies Finding
  }
}

/** Whose account it is, by its mark. Accounts are not anchored: what they give is given by grants and cases. */
export function accountAudit(db: Database, marked: PeopleMarks): Audited {
  let seen = 0
  return {
    what: 'account',
    seen: () => seen,
    findings: () =>
      changed(
        'account',
        pagesOf((after) => db.read.find(Account, byId(after))),
        marked.isAccount,
        (n) => {
          seen += n
        },
      ),
    changes: async function* () {},
    compare: async () => [],
  }
}

const entryOf = (row: GrantGiven): Entry => ['grant', row.id, row.revokedAt ? 2 : 1, row.mark]

/** Grants: each is given once and may be taken once; one that lives again behind the program's back contradicts its anchor. */
export function grantAudit(db: Database, marked: PeopleMarks): Audited {
  let seen = 0
  const pages = () => pagesOf((after) => db.read.find(GrantGiven, byId(after)))
  return {
    what: 'grant',
    seen: () => seen,
    findings: () =>
      changed('grant', pages(), marked.isGrant, (n) => {
        seen += n
      }),
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
