import type { OfficeRole } from '@shared/core/place'
import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A place of the county. Its id never changes; what it is called and coded is told by `PlaceName`. */
@Entity('place')
export class Place {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  /** county, town, village or office */
  @Column({ name: 'level', type: 'varchar', length: 8 }) level: 'county' | 'town' | 'village' | 'office'
  /** what an office does: hr, guarantor, bank or finance */
  @Column({ name: 'role', type: 'varchar', length: 12, nullable: true }) role: OfficeRole | null
  @Column({ name: 'town_id', type: 'varchar', length: 26, nullable: true }) townId: string | null
  @Column({ name: 'county_id', type: 'varchar', length: 26 }) countyId: string
}

/** What a place is called and coded from a day on (区划代码, 12 digits). */
@Entity('place_name')
export class PlaceName {
  @PrimaryColumn({ name: 'place_id', type: 'varchar', length: 26 }) placeId: string
  @PrimaryColumn({ name: 'from_day', type: 'varchar', length: 10 }) fromDay: string
  @Column({ name: 'name', type: 'varchar', length: 40 }) name: string
  @Column({ name: 'code', type: 'varchar', length: 12 }) code: string
}
