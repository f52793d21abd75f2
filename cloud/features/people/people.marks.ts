import type { Marks } from '../../core/marks'
import type { Account, GrantGiven, OneTimeCode, Session } from './people.entity'

type Unmarked<Row> = Omit<Row, 'mark'>

/** What the mark of each row binds: who may do what must not be for whoever can write the database to say. */
export function peopleMarks(marks: Marks) {
  const account = (row: Omit<Account, 'mark' | 'dataKey' | 'openId' | 'readUpTo'>) =>
    [row.id, row.personId, row.openIdHash, row.demo, row.createdAt] as const
  const session = (row: Unmarked<Session>) => [row.tokenHash, row.accountId, row.expiresAt] as const
  const grant = (row: Unmarked<GrantGiven>) =>
    [row.id, row.accountId, row.role, row.placeId, row.grantedBy, row.grantedAt, row.revokedBy, row.revokedAt] as const
  const code = (row: Omit<OneTimeCode, 'mark' | 'usedAt'>) =>
    [row.codeHash, row.purpose, row.accountId, row.placeId, row.expiresAt] as const
  return {
    account: <Row extends Parameters<typeof account>[0]>(row: Row) => ({ ...row, mark: marks.of('account', account(row)) }),
    session: (row: Unmarked<Session>): Session => ({ ...row, mark: marks.of('session', session(row)) }),
    grant: (row: Unmarked<GrantGiven>): GrantGiven => ({ ...row, mark: marks.of('grant', grant(row)) }),
    code: (row: Unmarked<OneTimeCode>): OneTimeCode => ({ ...row, mark: marks.of('code', code(row)) }),
    isAccount: (row: Account) => marks.hold('account', account(row), row.mark),
    isSession: (row: Session) => marks.hold('session', session(row), row.mark),
    isGrant: (row: GrantGiven) => marks.hold('grant', grant(row), row.mark),
    isCode: (row: OneTimeCode) => marks.hold('code', code(row), row.mark),
  }
}
export type PeopleMarks = ReturnType<typeof peopleMarks>
