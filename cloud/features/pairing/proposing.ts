import { AppError, invalid } from '@shared/core/errors'
import type { ProposalAsked } from '@shared/features/pairing/pairing.schema'
import { MOTHERS_AT_ONCE } from '@shared/features/pairing/pairing.words'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import { newId } from '../../core/ids'
import type { PairingParts } from './pairing.ports'
import { membersOf } from './team.store'

/** Whom a proposal asks. @throws AppError invalidInput */
async function askedIn(m: Manager, { mode, mothers, team, before }: ProposalAsked): Promise<readonly string[]> {
  if (mode === 'team' && team === undefined) invalid({ team: '请选择是哪个小组' })
  const all = mode === 'team' && mothers.length === 0 ? ((await membersOf(m, [team as string])).get(team as string) ?? []) : mothers
  const most = before === undefined ? MOTHERS_AT_ONCE[mode] : 1
  if (all.length === 0) invalid({ mothers: '请选择爱心妈妈' })
  if (all.length > most) invalid({ mothers: most === 1 ? '这样结对，一次只问一位' : `这样结对，一次最多问${most}位` })
  return all
}

/** What is wrong with one of several stands beside her. */
const beside = (at: number) => (reason: unknown) => {
  const why = reason instanceof AppError ? reason.details.fields?.mother : undefined
  if (!(reason instanceof AppError) || why === undefined) throw reason
  throw new AppError(reason.code, why, { fields: { [`mothers.${at}`]: why } })
}

/** Asks one mother, two, or a team in one unit: all of them or nobody. Each has a case of her own and may decline by herself. */
export const proposing =
  ({ ports }: Pick<PairingParts, 'ports'>) =>
  async (m: Manager, caller: Caller, child: string, asked: ProposalAsked, atlas: Atlas, now: string): Promise<void> => {
    const { mode, team, plan, before } = asked
    const more = { mode, ...(mode === 'team' ? { team } : {}), ...(plan ? { plan } : {}), ...(before ? { before } : {}) }
    for (const [at, mother] of (await askedIn(m, asked)).entries())
      await ports.begin(m, caller, newId(now), child, { mother, ...more }, atlas, now).catch(beside(at))
  }
export type Proposing = ReturnType<typeof proposing>
