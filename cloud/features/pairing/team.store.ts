import { find, type Manager } from '../../core/database'
import type { Sealer } from '../../core/seal'
import { PairingTeam, PairingTeamMember } from './pairing.entity'

export interface TeamOf {
  id: string
  /** her case each, in the order of the ids */
  mothers: readonly string[]
}

/** What the key of a team belongs to. */
export const teamRow = ({ id }: { id: string }): string => `pairing_team:${id}`

/** What teams are called, sealed: people name them after people. */
export function teamNames(seal: Sealer) {
  const nameIn = (team: PairingTeam): string =>
    team.words === '' ? '没有起名的小组' : seal.open<string>(teamRow(team), team.dataKey, 'name', team.words)
  return {
    nameIn,
    /** a new key each time: what it was called before cannot be opened any more */
    sealed: (id: string, name: string): Pick<PairingTeam, 'dataKey' | 'words'> => {
      const dataKey = seal.newKey(teamRow({ id }))
      return { dataKey, words: seal.seal(teamRow({ id }), dataKey, 'name', name) }
    },
    of: async (m: Manager, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      new Map((ids.length > 0 ? await find(m, PairingTeam, { id: [...ids] }) : []).map((team) => [team.id, nameIn(team)])),
  }
}
export type TeamNames = ReturnType<typeof teamNames>

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
