import fs from 'node:fs'
import { type PageSource, type TinyCloud, tinyCloud, writePackage } from './fixture'
import { type App, launch } from './launch'
import { newPhone, type Phone } from './phone'

/** What a test of the harness works with: a tiny cloud, phones, and small packages that it writes itself; all gone after each test. */
export function openBench() {
  let cloud: TinyCloud
  let folders: string[] = []
  let app: App | undefined

  beforeEach(async () => {
    cloud = await tinyCloud()
  })
  afterEach(async () => {
    const closing = app?.close()
    app = undefined
    cloud.close()
    for (const folder of folders) fs.rmSync(folder, { recursive: true })
    folders = []
    await closing
  })

  return {
    get cloud() {
      return cloud
    },
    phoneOf: (more: Partial<Parameters<typeof newPhone>[0]> = {}): Phone => newPhone({ cloud: cloud.base, ...more }),
    /** an app of one page (and others); it is closed after the test, which fails when the app warned */
    open: async (phone: Phone, page: PageSource, others: Record<string, PageSource> = {}, manifest: object = {}): Promise<App> => {
      const dist = writePackage({ x: page, ...others }, manifest)
      folders.push(dist)
      app = await launch({ dist, phone })
      return app
    },
    /** the same package launched once more; the test closes it */
    again: (phone: Phone): Promise<App> => launch({ dist: folders[0] ?? '', phone }),
    /** a cloud that answers only when so many requests stand before it */
    crowd: async (most: number): Promise<void> => {
      cloud.close()
      cloud = await tinyCloud(most)
    },
    /** the test itself has closed or killed the app */
    forget: () => {
      app = undefined
    },
  }
}

/** A page with one button that says what came of it. */
export const button = (body: string): PageSource => ({
  wxml: '<button bindtap="go">去</button><text>{{said}}</text>',
  js: `const base = 'https://cloud.example'
    Page({ data: { said: '' }, say(said) { this.setData({ said }) }, go() { ${body} } })`,
})
