import { find, type Manager } from '../../core/database'
import { PairingTeam, PairingTeamMember } from './pairing.entity'

export interface TeamOf {
  id: string
  /** her case each, in the order of the ids */
  mothers: readonly string[]
}

/** Who is in each of these teams. */
export async function membersOf(m: Manager, teams: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await find(m, PairingTeamMember, { teamId: teams }, { order: { motherId: 'ASC' } })
  return new Map(teams.map((team) => [team, rows.flatMap(({ teamId, motherId }) => (teamId === team ? [motherId] : []))]))
}

/** All teams of a county. */
export async function teamsOfCounty(m: Manager, countyId: string): Promise<TeamOf[]> {
  const ids = (await find(m, PairingTeam, { countyId }, { order: { id: 'ASC' } })).map(({ id }) => id)
  const members = await membersOf(m, ids)
  return ids.map((id) => ({ id, mothers: members.get(id) ?? [] }))
}
