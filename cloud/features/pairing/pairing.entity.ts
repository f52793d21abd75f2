import type { Parted } from '@shared/features/pairing/pairing.rules'
import { Column, Entity, PrimaryColumn } from 'typeorm'

/** Which mother's case and which child a pairing joins, by the id of its own case. It finds them; what holds is said by the case, which is marked. */
@Entity('pairing')
export class Pairing {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  /** her case as a caring mother */
  @Column({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  /** the pairing that it takes over from */
  @Column({ name: 'before_id', type: 'varchar', length: 26, nullable: true }) beforeId: string | null
  /** the one that is to take over from it: until that begins, it goes on and its place with the child is theirs together */
  @Column({ name: 'next_id', type: 'varchar', length: 26, nullable: true }) nextId: string | null
  @Column({ name: 'live', type: 'boolean' }) live: boolean
  @Column({ name: 'village_id', type: 'varchar', length: 26 }) villageId: string
  @Column({ name: 'town_id', type: 'varchar', length: 26 }) townId: string
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  /** when guardian and village had agreed */
  @Column({ name: 'begun_at', type: 'varchar', length: 24, nullable: true }) begunAt: string | null
  /** how it ended for these two; empty while it lives */
  @Column({ name: 'parted', type: 'varchar', length: 6 }) parted: Parted | ''
  /** with whom she cares together */
  @Column({ name: 'team_id', type: 'varchar', length: 26, nullable: true }) teamId: string | null
}

/** How many live pairings a child has, and of which sort: never more than the sort allows, and of one team only. */
@Entity('pairing_child')
export class PairingChild {
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @Column({ name: 'mode', type: 'varchar', length: 10 }) mode: string
  @Column({ name: 'live', type: 'int' }) live: number
  @Column({ name: 'team_id', type: 'varchar', length: 26, nullable: true }) teamId: string | null
}

/** How many live pairings a mother has: never more than she takes. */
@Entity('pairing_mother')
export class PairingMother {
  @PrimaryColumn({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  @Column({ name: 'live', type: 'int' }) live: number
}

/** A mother who is of the child's kin, as a cadre knows it: never proposed. */
@Entity('pairing_kin')
export class PairingKin {
  @PrimaryColumn({ name: 'child_id', type: 'varchar', length: 26 }) childId: string
  @PrimaryColumn({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  @Column({ name: 'said_by', type: 'varchar', length: 26 }) saidBy: string
  @Column({ name: 'said_at', type: 'varchar', length: 24 }) saidAt: string
}

/** Mothers who care together for a child; made and changed by the cadres of a town or the county. */
@Entity('pairing_team')
export class PairingTeam {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  /** what it is called, sealed; empty for one that nobody has named */
  @Column({ name: 'words', type: 'varchar', length: 400 }) words: string
  /** null: a team of the whole county */
  @Column({ name: 'town_id', type: 'varchar', length: 26, nullable: true }) townId: string | null
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
  @Column({ name: 'version', type: 'int' }) version: number
  @Column({ name: 'changed_by', type: 'varchar', length: 26 }) changedBy: string
  @Column({ name: 'changed_at', type: 'varchar', length: 24 }) changedAt: string
}

/** Her key is her own case: nobody is in two teams. */
@Entity('pairing_team_member')
export class PairingTeamMember {
  @PrimaryColumn({ name: 'mother_id', type: 'varchar', length: 26 }) motherId: string
  @Column({ name: 'team_id', type: 'varchar', length: 26 }) teamId: string
}
