import { Column, Entity, PrimaryColumn } from 'typeorm'

/** A person of the county, with or without a phone. What she told is sealed under her own key. */
@Entity('person')
export class Person {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  /** empty once the person is erased */
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'profile', type: 'text' }) profile: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
}

/** A WeChat identity; it is attached to a person, never the person herself. */
@Entity('account')
export class Account {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'person_id', type: 'varchar', length: 26 }) personId: string
  @Column({ name: 'open_id_hash', type: 'varchar', length: 64, nullable: true }) openIdHash: string | null
  @Column({ name: 'open_id', type: 'varchar', length: 300, nullable: true }) openId: string | null
  @Column({ name: 'data_key', type: 'varchar', length: 200 }) dataKey: string
  @Column({ name: 'demo', type: 'boolean' }) demo: boolean
  /** every notice up to this one was seen */
  @Column({ name: 'read_up_to', type: 'varchar', length: 26 }) readUpTo: string
  @Column({ name: 'created_at', type: 'varchar', length: 24 }) createdAt: string
  /** over whose account it is: person and WeChat identity */
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** A sign-in that lasts; only the hash of its token is kept. */
@Entity('session')
export class Session {
  @PrimaryColumn({ name: 'token_hash', type: 'varchar', length: 64 }) tokenHash: string
  @Column({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @Column({ name: 'expires_at', type: 'varchar', length: 24 }) expiresAt: string
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** account × role × place; covers the places below. Never deleted, only revoked. */
@Entity('grant_given')
export class GrantGiven {
  @PrimaryColumn({ name: 'id', type: 'varchar', length: 26 }) id: string
  @Column({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @Column({ name: 'role', type: 'varchar', length: 12 }) role: string
  @Column({ name: 'place_id', type: 'varchar', length: 26 }) placeId: string
  @Column({ name: 'granted_by', type: 'varchar', length: 26, nullable: true }) grantedBy: string | null
  @Column({ name: 'granted_at', type: 'varchar', length: 24 }) grantedAt: string
  @Column({ name: 'revoked_by', type: 'varchar', length: 26, nullable: true }) revokedBy: string | null
  @Column({ name: 'revoked_at', type: 'varchar', length: 24, nullable: true }) revokedAt: string | null
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}

/** A code that is good once: the first county cadre's, or the short one by which a colleague names an account. */
@Entity('one_time_code')
export class OneTimeCode {
  @PrimaryColumn({ name: 'code_hash', type: 'varchar', length: 64 }) codeHash: string
  @Column({ name: 'purpose', type: 'varchar', length: 10 }) purpose: 'claim' | 'identity'
  @Column({ name: 'account_id', type: 'varchar', length: 26, nullable: true }) accountId: string | null
  @Column({ name: 'place_id', type: 'varchar', length: 26, nullable: true }) placeId: string | null
  @Column({ name: 'expires_at', type: 'varchar', length: 24 }) expiresAt: string
  @Column({ name: 'used_at', type: 'varchar', length: 24, nullable: true }) usedAt: string | null
  /** over whom or what it stands for, but not over its use */
  @Column({ name: 'mark', type: 'varchar', length: 64 }) mark: string
}
