import type { Case } from '@shared/core/case'
import { AppError, invalid } from '@shared/core/errors'
import type { Verdict } from '@shared/core/kind'
import { isLevel } from '@shared/core/place'
import { dayOf } from '@shared/core/time'
import type { UnderView } from '@shared/features/loan/loan.case.schema'
import type { Policy } from '@shared/features/loan/loan.policy'
import { judgedBy } from '@shared/features/loan/loan.rules'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import { loanGrounds } from './loan.effects'
import type { Versions } from './loan.versions'

/** A case as its caller may see it at all. */
export type Look = (caller: Caller, id: string) => Promise<{ row: Case; parties: readonly string[] }>

interface UnderParts {
  m: Manager
  look: Look
  versions: Versions
}

const named = ({ id, title, number }: Policy) => ({ id, title, number })
const said = ({ ok, why }: Partial<Verdict> = {}) => ({ ok: ok ?? null, why: why ?? null })
const holds = (verdicts: readonly Verdict[]) => verdicts.every(({ ok }) => ok === true)

/** The same declaration under another policy, on the day on which it was judged: for her and for the Federation, who may read all of it. */
export async function under(
  { m, look, versions }: UnderParts,
  caller: Caller,
  id: string,
  policyId: string,
  now: string,
): Promise<UnderView> {
  const { row, parties } = await look(caller, id)
  const { policy: was } = ((await loanGrounds(versions)[row.kind]?.(m, row, now)) ?? {}) as { policy?: Policy | null }
  if (!was || !parties.some((party) => party === 'applicant' || isLevel(party))) throw new AppError('notFound', '没有找到这一件')
  const would = (await versions.policies(m)).find((one) => one.id === policyId) ?? invalid({ policy: '没有这个政策版本，请重新选择' })
  const day = typeof row.answers.submitted === 'string' ? row.answers.submitted : dayOf(now)
  const [before, after] = [judgedBy(was, row.answers, day), judgedBy(would, row.answers, day)]
  const changes = after.flatMap((verdict, i) => {
    const old = before[i]
    return old?.ok === verdict.ok ? [] : [{ rule: verdict.rule, was: said(old), would: said(verdict) }]
  })
  return { was: named(was), would: named(would), eligible: { was: holds(before), would: holds(after) }, changes }
}
