import type { AnyKind } from '@shared/core/kind'
import { settingsView } from '@shared/features/notices/notices.schema'
import * as v from 'valibot'
import { openApi } from './core/openapi'
import { get, type Route } from './core/route'
import type { Settings } from './core/settings'

/** What tells a client about this server. `all` is asked when the document is made: these routes are in it as well. */
export function selfRoutes({ demo, wechat }: Settings, kinds: readonly AnyKind[], all: () => readonly Route[]): Route[] {
  const { progress, todo } = wechat?.templates ?? {}
  const templates = { ...(progress ? { progress: progress.id } : {}), ...(todo ? { todo: todo.id } : {}) }
  return [
    get({
      path: '/settings',
      summary: '打开小程序时要知道的',
      who: 'public',
      answer: settingsView,
      show: async () => ({ demo, templates }),
    }),
    get({
      path: '/openapi.json',
      summary: '这份接口说明',
      who: 'public',
      answer: v.looseObject({ openapi: v.string() }),
      show: async () => openApi(all(), kinds),
    }),
  ]
}
