import type { Case } from '@shared/core/case'
import { AppError } from '@shared/core/errors'
import { isLevel } from '@shared/core/place'
import { stageIn } from '@shared/features/pairing/pairing.rules'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import { isKeptFrom, whyNotToday } from './able'
import type { KnownChild, MotherCase, PairingPorts } from './pairing.ports'

export const nothing = () => new AppError('notFound', '现在看不到孩子的信息')

interface Stands {
  stage: 'proposed' | 'paired'
  child: string
  row: Case
}

/** How somebody stands to a pairing: judged anew at every request, by what holds in that moment. */
export function standingIn(ports: PairingPorts) {
  const living = async (m: Manager, caller: Caller, id: string): Promise<Stands & { parties: readonly string[] }> => {
    const { row, stored, parties } = await ports.look(m, caller, id)
    const stage = stageIn(row.state)
    if (stored.kind !== 'pairing' || stage === 'ended' || stored.aboutId === null) throw nothing()
    return { stage, child: stored.aboutId, row, parties }
  }
  const able = async (m: Manager, { row, child }: Stands, now: string): Promise<MotherCase> => {
    const mother = await ports.mother(m, String(row.answers.mother))
    if (!mother || (await whyNotToday(ports, m, mother, now)) || (await isKeptFrom(ports, m, mother, child))) throw nothing()
    return mother
  }
  return {
    /** she is the mother of a pairing that lives, and may care for a child today; from the moment that a worry names her she may not @throws AppError notFound */
    hers: async (m: Manager, caller: Caller, id: string, now: string): Promise<Stands & { mother: MotherCase }> => {
      const { parties, ...stands } = await living(m, caller, id)
      if (!parties.includes('applicant')) throw nothing()
      return { ...stands, mother: await able(m, stands, now) }
    },
    /** she cares for the child, or is a cadre of its places who looks after the pair @throws AppError notFound */
    reading: async (m: Manager, caller: Caller, id: string, now: string): Promise<'her' | 'cadre'> => {
      const { parties, ...stands } = await living(m, caller, id)
      const known = await ports.children.look(m, stands.child, now)
      if (!mayGoOn(stands, known)) throw nothing()
      if (!parties.includes('applicant') && parties.some(isLevel)) return 'cadre'
      if (!parties.includes('applicant')) throw nothing()
      await able(m, stands, now)
      return 'her'
    },
  }
}

/** Guardian and village have agreed to this pairing, and the guardian has not taken that back; what began on a paper of earlier goes on by it. */
export const mayGoOn = ({ stage, row }: Pick<Stands, 'stage' | 'row'>, { open, agreed }: KnownChild): boolean =>
  stage === 'paired' && open && agreed.some(({ pairings }) => pairings === undefined || pairings.includes(row.id))
