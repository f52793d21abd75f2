import type { AddressInfo } from 'node:net'
import { type App, createApp } from '../../cloud/app'
import type { Replaced } from '../../cloud/replaced'
import type { Cloud } from './cloud'

/** Another process's worth of the product on the database of a cloud, with the same clock. */
export async function beside(cloud: Cloud, replaced: Replaced = {}): Promise<{ app: App; url: string; close(): Promise<void> }> {
  const limits = { usual: 1_000_000, strangers: 1_000_000, guessable: 1_000_000, signIn: 1_000_000 }
  const app = await createApp(cloud.settings, { now: cloud.clock.now, keptMs: 0, limits, ...replaced })
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
  return {
    app,
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    close: async () => {
      app.server.closeAllConnections()
      await new Promise((resolve) => app.server.close(resolve))
      await app.db.close()
    },
  }
}
