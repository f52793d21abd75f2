import path from 'node:path'
import type { Settings } from '../../cloud/core/settings'
import { pages } from '../../cloud/pages'
import { seedDemo } from '../../cloud/tools/seed-demo'
import { type Cloud, clockAt, type Engine, startCloud } from './cloud'

/** The h5 app, as `npm run build:h5` leaves it. */
const H5 = path.resolve(__dirname, '../../dist/h5')

/** What `npm start` serves: the demonstration county with its people, at the machine's own time. */
export function startDemo(changed: Partial<Settings> = {}, engine: Engine = 'sqlite'): Promise<Cloud> {
  const rest = pages(H5, async () => true)
  return startCloud(engine, { demo: true, ...changed }, { rest }, clockAt(new Date().toISOString()), (app) =>
    seedDemo(app, () => undefined),
  )
}
