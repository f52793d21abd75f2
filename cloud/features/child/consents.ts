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
  /** of a caring mother: for which pairings; one of earlier says none */
  pairings?: string[]
}

/** What was asked before for the same purpose; nothing of a child of whom nothing was asked. */
interface Before {
  /** a guardian's consent lives */
  agreed: boolean
  /** the day on which a guardian last took one back */
  withdrawnOn: string
  /** pictures that stand for a consent already */
  papers: ReadonlySet<string>
  /** pairings of the child for which its guardian is to be asked */
  asking: readonly string[]
}
const NOTHING_BEFORE: Before = { agreed: false, withdrawnOn: '', papers: new Set(), asking: [] }

/**
 * What is wrong with a consent, by field. A guardian's alone counts; from 14 on the child may say yes or no beside it, never instead of it
 * (个人信息保护法 31, 民法典 19). Who changes her mind says so anew, on a new paper.
 */
export function consentProblems(
  given: ConsentGiven,
  birthDay: string | undefined,
  now: string,
  { agreed, withdrawnOn, papers, asking }: Before = NOTHING_BEFORE,
): Record<string, string> {
  const problems: Record<string, string> = {}
  if (given.day > dayOf(now)) problems.day = '同意的日子不能晚于今天'
  if (given.day < withdrawnOn) problems.day = '监护人后来撤回过，要写撤回以后重新同意的日子'
  if (!isNotice(given.notice)) problems.notice = '没有这一版告知书，请刷新再给监护人看'
  if (given.relation === 'self' && (birthDay === undefined || isUnder14(birthDay, given.day)))
    problems.relation = '孩子不满十四岁，要由父母或者其他监护人同意'
  else if (given.relation === 'self' && !agreed) problems.relation = '要先有父母或者其他监护人同意，孩子自己的意思再另外记一次'
  if (given.pictures.some((one) => papers.has(one))) problems.pictures = '这张纸已经记过一次同意，请拍这一次新签的'
  const { pairings = [] } = given
  // A yes to one mother is none to another who is asked at the same time.
  if (pairings.some((one) => !asking.includes(one)) || (asking.length > 0 && pairings.length === 0))
    problems.pairings = '请选监护人同意的是哪一位爱心妈妈，正在问的才能选'
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
  const words = (child: Child, row: ChildConsent): Words => seal.open<Words>(childRow(child), child.dataKey, `consent.${row.id}`, row.words)
  const isGuardians = (child: Child, row: ChildConsent) => words(child, row).relation !== 'self'
  const livesFor = (purpose: Purpose) => (row: ChildConsent) => row.purpose === purpose && row.withdrawnAt === null

  return {
    isWhole,
    all,
    /** a guardian's that hold now, the newest last; a consent whose row was changed outside is none */
    living: async (m: Manager, child: Child, purpose: Purpose): Promise<ChildConsent[]> =>
      (await all(m, child.id)).filter(livesFor(purpose)).filter((row) => isGuardians(child, row)),
    before: async (m: Manager, child: Child, purpose: Purpose, asking: readonly string[] = []): Promise<Before> => {
      const known = await all(m, child.id)
      const its = known.filter((row) => row.purpose === purpose)
      return {
        agreed: its.filter(livesFor(purpose)).some((row) => isGuardians(child, row)),
        withdrawnOn:
          its
            .map(({ withdrawnAt }) => (withdrawnAt === null ? '' : dayOf(withdrawnAt)))
            .sort()
            .at(-1) ?? '',
        asking,
        papers: new Set(known.flatMap((row) => words(child, row).pictures)),
      }
    },
    /** @returns its id @throws AppError invalidInput for a picture that cannot be kept */
    add: async (m: Manager, child: Child, purpose: Purpose, given: ConsentGiven, by: string, now: string): Promise<string> => {
      const id = newId(now)
      await pictures.keep(m, given.pictures, { application: child.id, account: by })
      const of = purpose === 'motherView' ? { pairings: [...new Set(given.pairings ?? [])] } : {}
      const told: Words = { relation: given.relation, name: given.name, pictures: [...new Set(given.pictures)], ...of }
      const row = {
        ...{ id, childId: child.id, purpose, way: given.way, givenOn: given.day, notice: given.notice },
        words: seal.seal(childRow(child), child.dataKey, `consent.${id}`, told),
        ...{ recordedBy: by, recordedAt: now, withdrawnBy: null, withdrawnAt: null },
      }
      await insert(m, ChildConsent, marked(row))
      return id
    },
    /** all that live for these purposes, also the child's own @returns them */
    withdraw: async (m: Manager, childId: string, purposes: readonly Purpose[], by: string, now: string): Promise<ChildConsent[]> => {
      const living = (await all(m, childId)).filter((row) => purposes.some((purpose) => livesFor(purpose)(row)))
      for (const row of living) {
        const next = marked({ ...row, withdrawnBy: by, withdrawnAt: now })
        await changeOne(m, ChildConsent, 'id = :id AND withdrawn_at IS NULL', { id: row.id }, next)
      }
      return living
    },
    words,
  }
}
export type ConsentStore = ReturnType<typeof consentStore>
