import type { Route } from '../../core/route'
import type { Activities } from './activity.service'
import { changesRoutes } from './changes.routes'
import { type ChangePorts, changesService } from './changes.service'
import { type TellingParts, tellChanges } from './changes.telling'
import type { CheckQueue } from './checking'

interface Parts extends Omit<TellingParts, 'note'> {
  activities: Activities
  checksContent: boolean
  ports: Omit<ChangePorts, 'openBehind' | 'atlas'>
}

interface Wired {
  /** words that wait for the content check */
  words: CheckQueue
  /** tells those who have put their names down what became of an activity; resolves to how much was done */
  tell(): Promise<number>
  routes: Route[]
}

/** Everything that becomes of an activity after it was published. */
export function changesOf({ activities, checksContent, ports, ...telling }: Parts): Wired {
  const { db, cases, atlas } = telling
  const words = changesService(db, { ...ports, atlas, openBehind: cases.openBehind }, checksContent)
  return { words, tell: () => tellChanges(telling), routes: changesRoutes(words, activities, atlas) }
}
