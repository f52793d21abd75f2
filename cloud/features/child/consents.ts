import { dayOf } from '@shared/core/time'
import { isUnder14 } from '@shared/features/child/child.bands'
import { isNotice } from '@shared/features/child/child.notice'
import type { ConsentGiven } from '@shared/features/child/child.schema'
import type { Purpose } from '@shared/features/child/child.words'
import { changeOne, insert, type Manager } from '../../core/database'
import { newId } from '../../core/ids'
import type { Marks } from '../../core/marks'
import type { Sealer } from '../../core/seal'
import { Child, ChildConsent } from './child.entity'
import type { Pictures } from './child.ports'
import { childRow } from './child.store'

/** Who agreed, and the paper; sealed under the child's key. */
interface Words {
  relation: ConsentGiven['relation']
  name: string
  pictures: string[]
}

/** What is wrong with a consent, by field. Under 14 only a guardian's counts (个人信息保护法 31); it is dated before what it allows. */
export function consentProblems(given: ConsentGiven, birthDay: string | undefined, now: string): Record<string, string> {
  const problems: Record<string, string> = {}
  if (given.day > dayOf(now)) problems.day = '同意的日子不能晚于今天'
  if (!isNotice(given.notice)) problems.notice = '没有这一版告知书，请刷新再给监护人看'
  if (given.relation === 'self' && (birthDay === undefined || isUnder14(birthDay, given.day)))
    problems.relation = '孩子不满十四岁，要由父母或者其他监护人同意'
  return problems
}

/** The consents of a child: separate, dated, each withdrawn by itself. */
export function consentStore(seal: Sealer, marks: Marks, pictures: Pictures) {
  const said = (row: Omit<ChildConsent, 'mark'>) =>
    [
      ...([row.id, row.childId, row.purpose, row.way, row.givenOn, row.notice, row.words] as const),
      ...[row.recordedBy, row.recordedAt, row.withdrawnBy, row.withdrawnAt],
    ] as const
  const isWhole = (row: ChildConsent) => marks.hold('child_consent', said(row), row.mark)
  const marked = (row: Omit<ChildConsent, 'mark'>): ChildConsent => ({ ...row, mark: marks.of('child_consent', said(row)) })

  const all = async (m: Manager, childId: string): Promise<ChildConsent[]> =>
    (await m.find(ChildConsent, { where: { childId }, order: { id: 'ASC' } })).filter(isWhole)

  return {
    isWhole,
    all,
    /** the one that holds now; a consent whose row was changed outside is none */
    living: async (m: Manager, childId: string, purpose: Purpose): Promise<ChildConsent | undefined> =>
      (await all(m, childId)).find((row) => row.purpose === purpose && row.withdrawnAt === null),
    /** @returns its id @throws AppError invalidInput for a picture that cannot be kept */
    add: async (m: Manager, child: Child, purpose: Purpose, given: ConsentGiven, by: string, now: string): Promise<string> => {
      const id = newId(now)
      await pictures.keep(m, given.pictures, { application: child.id, account: by })
      const words: Words = { relation: given.relation, name: given.name, pictures: [...new Set(given.pictures)] }
      const row = {
        ...{ id, childId: child.id, purpose, way: given.way, givenOn: given.day, notice: given.notice },
        words: seal.seal(childRow(child), child.dataKey, `consent.${id}`, words),
        ...{ recordedBy: by, recordedAt: now, withdrawnBy: null, withdrawnAt: null },
      }
      await insert(m, ChildConsent, marked(row))
      return id
    },
    withdraw: async (m: Manager, row: ChildConsent, by: string, now: string): Promise<void> => {
      const next = marked({ ...row, withdrawnBy: by, withdrawnAt: now })
      await changeOne(m, ChildConsent, 'id = :id AND withdrawn_at IS NULL', { id: row.id }, next)
    },
    words: (child: Child, row: ChildConsent): Words => seal.open<Words>(childRow(child), child.dataKey, `consent.${row.id}`, row.words),
  }
}
export type ConsentStore = ReturnType<typeof consentStore>
