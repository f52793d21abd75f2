import { AppError } from '@shared/core/errors'
import { addMs } from '@shared/core/time'
import { Column, Entity, PrimaryColumn } from 'typeorm'
import { type Database, findOne, insert, isDuplicate, type Manager } from './database'
import { sha256 } from './ids'

/** One answered request: key and hash of what was sent lead to what it made. No bodies are kept. */
@Entity('request_key')
export class RequestKey {
  @PrimaryColumn({ name: 'account_id', type: 'varchar', length: 26 }) accountId: string
  @PrimaryColumn({ name: 'request_key', type: 'varchar', length: 64 }) key: string
  @Column({ name: 'body_hash', type: 'varchar', length: 64 }) bodyHash: string
  @Column({ name: 'made_id', type: 'varchar', length: 26 }) madeId: string
  @Column({ name: 'at', type: 'varchar', length: 24 }) at: string
}

export interface KeyedRequest {
  account: string
  key: string
  /** method, path and body, or the hash of the file */
  fingerprint: string
  now: string
}

/** What an Idempotency-Key looks like. */
export const KEY = /^[A-Za-z0-9_-]{8,64}$/

/** @throws AppError keyMissing */
export function readKey(header: string | undefined): string {
  if (header === undefined || !KEY.test(header)) throw new AppError('keyMissing', '请求缺少 Idempotency-Key（8 到 64 位字母数字）')
  return header
}

/** What an earlier request with this key made. @throws AppError keyReused when the key stands for another request */
export async function madeBefore(db: Database, { account, key, fingerprint }: KeyedRequest): Promise<string | undefined> {
  const found = await findOne(db.read, RequestKey, { accountId: account, key })
  if (found && found.bodyHash !== sha256(fingerprint)) throw new AppError('keyReused', '这个请求编号已经用在别的内容上了，请重新提交')
  return found?.madeId
}

/**
 * Runs a write at most once per key: the key's record is part of the unit, so a crash leaves either both or neither behind.
 * @returns the id of what was made, now or the first time, and what the write gave when it was now
 * @throws AppError keyReused; whatever the write throws
 */
export async function once<W>(
  db: Database,
  request: KeyedRequest,
  freshId: string,
  write: (m: Manager) => Promise<W>,
): Promise<{ id: string; made?: W }> {
  const { account: accountId, key, fingerprint, now: at } = request
  try {
    const made = await db.write(async (m) => {
      await insert(m, RequestKey, { accountId, key, bodyHash: sha256(fingerprint), madeId: freshId, at })
      return write(m)
    })
    return { id: freshId, made }
  } catch (error) {
    // The first one may have done it already: then its traces (the key, the open case, the newer version) are what stood in the way.
    const first = isDuplicate(error) || error instanceof AppError ? await madeBefore(db, request) : undefined
    if (first === undefined) throw error
    return { id: first }
  }
}

const KEPT_MS = 30 * 86_400_000

/** Forgets keys that no phone repeats any more: drafts live for 30 days. */
export async function sweepKeys(db: Database, now: string): Promise<void> {
  const before = addMs(now, -KEPT_MS)
  await db.write((m) => m.createQueryBuilder().delete().from(RequestKey).where('at < :before', { before }).execute())
}
