import { IsNull, Not } from 'typeorm'
import { AnchorWritten } from './anchor'
import type { Database } from './database'
import { lastBackup } from './last-backup'
import type { Looked } from './metrics'

export interface ServerState {
  db: Database
  /** where the last backup was noted */
  dataDir: string
  /** WeChat's token, where WeChat is configured */
  token: (() => { expiresAt: string | null; lastRefusal: unknown }) | undefined
  /** UTC ISO text */
  now(): string
}

const tokenMetrics = (token: NonNullable<ServerState['token']>, since: (at: string) => number): Looked[] => [
  {
    name: 'jinguo_wechat_token_seconds',
    help: "Seconds until WeChat's token ends",
    read: () => {
      const { expiresAt } = token()
      return expiresAt ? -since(expiresAt) : undefined
    },
  },
  { name: 'jinguo_wechat_token_refused', help: '1 when the last question brought none', read: () => (token().lastRefusal ? 1 : 0) },
]

/** What belongs to no feature: the database, backups, the line to WeChat. */
export function serverMetrics({ db, dataDir, token, now }: ServerState): Looked[] {
  const since = (at: string) => (Date.parse(now()) - Date.parse(at)) / 1000
  return [
    { name: 'jinguo_database', help: 'Connections or units of work: in use, free, waiting', label: 'state', read: () => db.load() },
    {
      name: 'jinguo_backup_seconds',
      help: 'Seconds since the last backup that succeeded on this machine',
      read: async () => {
        const at = await lastBackup(dataDir)
        return at ? since(at) : undefined
      },
    },
    {
      name: 'jinguo_anchor_seconds',
      help: 'Seconds since the audit was last anchored outside the database',
      read: async () => {
        const newest = await db.read.findOne(AnchorWritten, { where: { mark: Not(IsNull()) }, order: { no: 'DESC' } })
        return newest ? since(newest.at) : undefined
      },
    },
    ...(token ? tokenMetrics(token, since) : []),
  ]
}
