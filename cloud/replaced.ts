import type { AnyKind } from '@shared/core/kind'
import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import type { Database } from './core/database'
import type { Effects, Finders, Subjects } from './core/kind-ports'
import type { LimitSettings } from './core/limits'
import type { Slowest } from './core/listener'
import type { Marks } from './core/marks'
import type { Press } from './core/press'
import type { RoomSettings } from './core/room'
import type { Sealer } from './core/seal'
import type { Order } from './press'

/** What a test replaces; the product passes nothing. */
export interface Replaced {
  now?: () => string
  database?: (opened: Database) => Database
  seal?: Sealer
  marks?: Marks
  kinds?: readonly AnyKind[]
  effects?: Effects
  subjects?: Subjects
  finders?: Finders
  limits?: Partial<LimitSettings>
  room?: RoomSettings
  /** for how long what everybody is shown alike is kept */
  keptMs?: number
  handlerMs?: number
  slowest?: Slowest
  press?: Press<Order>
  log?: Logger
  wechatTimeoutMs?: number
  rest?: (ctx: Context, next: Next) => Promise<void>
}
