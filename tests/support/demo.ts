import path from 'node:path'
import type { App } from '../../cloud/app'
import type { Settings } from '../../cloud/core/settings'
import { pages } from '../../cloud/pages'
import { seedDemo } from '../../cloud/tools/seed-demo'
import { type Cloud, clockAt, type Engine, startCloud } from './cloud'

/** The h5 app, as `npm run build:h5` leaves it. */
const H5 = path.resolve(__dirname, '../../dist/h5')

/** The h5 app beside the interface, at the machine's own time; the places of the demonstration county, and nobody in it unless `fill` says who. */
export const startH5 = (engine: Engine, changed: Partial<Settings> = {}, fill?: (app: App) => Promise<void>): Promise<Cloud> =>
  startCloud(engine, { demo: true, ...changed }, { rest: pages(H5, async () => true) }, clockAt(new Date().toISOString()), fill)

/** What `npm start` serves: the demonstration county with its people. */
export const startDemo = (changed: Partial<Settings> = {}, engine: Engine = 'sqlite'): Promise<Cloud> =>
  startH5(engine, changed, (app) => seedDemo(app, () => undefined))
