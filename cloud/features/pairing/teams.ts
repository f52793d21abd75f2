import { AppError, invalid } from '@shared/core/errors'
import { CARING } from '@shared/features/pairing/pairing.rules'
import type { MotherPage, TeamPage, TeamView } from '@shared/features/pairing/team.schema'
import type { Atlas } from '../../core/atlas'
import type { Caller } from '../../core/caller'
import { changeOne, find, findOne, insert, isDuplicate, type Manager, remove } from '../../core/database'
import { ownPlace, ownPlaces } from '../../core/list-place'
import { whyNotToday } from './able'
import { leaveTeam } from './out-of-team'
import { PairingTeam, PairingTeamMember } from './pairing.entity'
import type { PairingParts } from './pairing.ports'
import { membersOf } from './team.store'

const PAGE = 20
const MAKERS = ['town', 'county'] as const
const NOBODYS = '小组由镇妇联、县妇联来编'
const gone = () => new AppError('notFound', '没有找到这个小组')

interface Desk {
  /** null: a cadre of the county, whose teams may be of all towns */
  town: string | null
  county: string
}

const deskAt = (atlas: Atlas, { level, place }: ReturnType<typeof ownPlace>): Desk =>
  level === 'county' ? { town: null, county: place } : { town: place, county: atlas.find(place)?.chain.county ?? '' }

/** Of the place that is asked for, or the widest. @throws AppError notAllowed */
const deskOf = (caller: Caller, atlas: Atlas, wanted: string | undefined): Desk => deskAt(atlas, ownPlace(caller, MAKERS, wanted, NOBODYS))

/** A town meets its own teams and the county's; the county all of them. */
const maySee = ({ town, county }: Desk, team: PairingTeam): boolean =>
  team.countyId === county && (town === null || team.townId === null || team.townId === town)
/** Her own teams; the county also mends those of its towns. */
const mayWrite = ({ town, county }: Desk, team: PairingTeam): boolean => team.countyId === county && (town === null || town === team.townId)

const membersIn = async (m: Manager, team: string): Promise<readonly string[]> => (await membersOf(m, [team])).get(team) ?? []

/** One for each of her places. @throws AppError notAllowed */
function desksOf(caller: Caller, atlas: Atlas): Desk[] {
  deskOf(caller, atlas, undefined)
  return ownPlaces(caller, MAKERS).map((own) => deskAt(atlas, own))
}

interface Asked {
  /** one of her places */
  place?: string | undefined
  after?: string | undefined
}

/** Caring mothers who look after a child together. They are asked together and answer each for herself. */
export function teamsService({ db, ports, teamNames }: PairingParts) {
  const viewsOf = async (caller: Caller, desks: readonly Desk[], rows: readonly PairingTeam[], atlas: Atlas): Promise<TeamView[]> => {
    if (rows.length === 0) return []
    const members = await membersOf(
      db.read,
      rows.map(({ id }) => id),
    )
    const names = await ports.names(caller, [...members.values()].flat())
    return rows.map((row) => ({
      ...{ id: row.id, name: teamNames.nameIn(row), version: row.version },
      ...{ place: row.townId ?? row.countyId, placeName: atlas.nameOf(row.townId ?? row.countyId) },
      mothers: (members.get(row.id) ?? []).map((id) => ({ id, name: names.get(id)?.name || null })),
      mayWrite: desks.some((desk) => mayWrite(desk, row)),
    }))
  }

  /** Each is held and may care today; nobody is in two. @throws AppError invalidInput, alreadyOpen */
  const putMembers = async (m: Manager, { town, county }: Desk, teamId: string, mothers: readonly string[], now: string): Promise<void> => {
    for (const motherId of [...mothers].sort()) {
      const mother = await ports.held(m, motherId)
      const { places } = mother ?? {}
      const at = `mothers.${mothers.indexOf(motherId)}`
      const why =
        !mother || places?.county !== county || (town !== null && places.town !== town)
          ? '没有找到这位爱心妈妈'
          : await whyNotToday(ports, m, mother, now)
      if (why) invalid({ [at]: why })
      try {
        await insert(m, PairingTeamMember, { motherId, teamId })
      } catch (error) {
        if (!isDuplicate(error)) throw error
        const said = '她已经在另一个小组里了'
        throw new AppError('alreadyOpen', said, { fields: { [at]: said } })
      }
    }
  }

  /** @throws AppError notFound, notAllowed */
  const mustWrite = async (m: Manager, caller: Caller, id: string, atlas: Atlas): Promise<PairingTeam> => {
    const desks = desksOf(caller, atlas)
    const row = await findOne(m, PairingTeam, { id })
    if (!row || !desks.some((one) => maySee(one, row))) throw gone()
    if (!desks.some((one) => mayWrite(one, row))) throw new AppError('notAllowed', '这个小组由编它的妇联来改')
    return row
  }

  return {
    /** those that she meets, the newest first @throws AppError notAllowed */
    list: async (caller: Caller, { place, after }: Asked): Promise<TeamPage> => {
      const atlas = await ports.atlas()
      const desk = deskOf(caller, atlas, place)
      const query = db.read.createQueryBuilder(PairingTeam, 't').where('t.countyId = :county', { county: desk.county })
      if (desk.town !== null) query.andWhere('(t.townId IS NULL OR t.townId = :town)', { town: desk.town })
      if (after) query.andWhere('t.id < :after', { after })
      const found = await query
        .orderBy('t.id', 'DESC')
        .limit(PAGE + 1)
        .getMany()
      const rows = found.slice(0, PAGE)
      return { items: await viewsOf(caller, [desk], rows, atlas), next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null }
    },
    /** @throws AppError notFound, notAllowed */
    show: async (caller: Caller, id: string): Promise<TeamView> => {
      const atlas = await ports.atlas()
      const desks = desksOf(caller, atlas)
      const row = await findOne(db.read, PairingTeam, { id })
      if (!row || !desks.some((desk) => maySee(desk, row))) throw gone()
      return (await viewsOf(caller, desks, [row], atlas))[0] as TeamView
    },
    make: async (
      m: Manager,
      caller: Caller,
      id: string,
      said: { name: string; mothers: readonly string[]; place?: string | undefined },
      atlas: Atlas,
      now: string,
    ) => {
      const desk = deskOf(caller, atlas, said.place)
      const by = { version: 1, changedBy: caller.account, changedAt: now }
      await insert(m, PairingTeam, { id, ...teamNames.sealed(id, said.name), townId: desk.town, countyId: desk.county, ...by })
      await putMembers(m, desk, id, said.mothers, now)
    },
    change: async (
      m: Manager,
      caller: Caller,
      id: string,
      { version, name, mothers }: { version: number; name: string; mothers: readonly string[] },
      atlas: Atlas,
      now: string,
    ) => {
      const row = await mustWrite(m, caller, id, atlas)
      const next = { ...teamNames.sealed(id, name), version: version + 1, changedBy: caller.account, changedAt: now }
      if (!(await changeOne(m, PairingTeam, 'id = :id AND version = :version', { id, version }, next)))
        throw new AppError('staleVersion', '这个小组刚有同事改过，请刷新再看')
      const before = await membersIn(m, id)
      const leaving = before.filter((one) => !mothers.includes(one))
      await leaveTeam(ports, m, { team: id, mothers: leaving, by: caller.account }, atlas, now)
      const joining = mothers.filter((one) => !before.includes(one))
      await putMembers(m, { town: row.townId, county: row.countyId }, id, joining, now)
    },
    /** what its mothers do with a child already goes on, each by herself */
    dissolve: async (m: Manager, caller: Caller, id: string, atlas: Atlas, now: string) => {
      await mustWrite(m, caller, id, atlas)
      await leaveTeam(ports, m, { team: id, mothers: await membersIn(m, id), by: caller.account }, atlas, now)
      await remove(m, PairingTeam, { id })
    },
    /** who may be chosen @throws AppError notAllowed */
    mothers: async (caller: Caller, { place, after }: Asked): Promise<MotherPage> => {
      const atlas = await ports.atlas()
      const { town, county } = deskOf(caller, atlas, place)
      const places = { county, ...(town === null ? {} : { town }) }
      const { items: rows, next } = await ports.mothersOf(db.read, { places, states: CARING, after: after ?? '', most: PAGE })
      const ids = rows.map(({ id }) => id)
      const [names, members] = [await ports.names(caller, ids), await find(db.read, PairingTeamMember, { motherId: ids })]
      const teams = new Map(members.map(({ motherId, teamId }) => [motherId, teamId]))
      const items = rows.map(({ id, places }) => ({
        ...{ id, name: names.get(id)?.name || null, villageName: atlas.nameOf(places?.village ?? '') },
        team: teams.get(id) ?? null,
      }))
      return { items, next }
    },
  }
}
export type Teams = ReturnType<typeof teamsService>
