import type { Stack } from '../pages'
import { type Fields, type Host, isRun } from '../types'
import { type ApiSet, answering } from './answer'
import { newCarrier } from './carry'
import { consentApis } from './consent'
import { dialogApis } from './dialogs'
import { strictWx } from './known'
import { mediaApis } from './media'
import { navigationApis } from './navigation'
import { newObserver } from './queries'
import { requestApis } from './request'
import { storageApis } from './storage'
import { systemApis } from './system'
import { transferApis } from './transfer'

export function newWx(host: Host, stack: Stack, query: () => Fields): Fields {
  const carrier = newCarrier(host)
  const sets = [systemApis(host), storageApis(host), dialogApis(host), consentApis(host), mediaApis(host), navigationApis(host, stack)]
  const wires = [requestApis(host, carrier), transferApis(host, carrier)]
  const screen: ApiSet = { direct: { createSelectorQuery: query, createIntersectionObserver: newObserver() } }
  const wx: Fields = {}
  for (const { async = {}, direct = {} } of [...sets, ...wires, screen]) {
    for (const [name, api] of Object.entries(async)) wx[name] = answering(host, name, api)
    // a killed app may still finish the turn that it is in, and must not reach the phone any more
    for (const [name, api] of Object.entries(direct))
      wx[name] = isRun(api) ? (...args: unknown[]) => (host.turns.alive ? api(...args) : undefined) : api
  }
  return strictWx(host, wx)
}
