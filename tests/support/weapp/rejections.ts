import vm from 'node:vm'
import { describe, type Faults } from './faults'
import type { Realm } from './realm'

interface Watched {
  realm: Realm
  faults: Faults
  tell(reason: unknown): void
  alive(): boolean
}
type Listener = (reason: unknown, promise: unknown) => void

// A test runner hands tests a copy of `process`, and takes any unhandled rejection for a failure of the running test.
// The rejections of an app belong to its warnings instead; all others still reach the runner.
const real = vm.runInThisContext('process') as NodeJS.Process
const watched = new Set<Watched>()
let runners: Listener[] = []

const listen: Listener = (reason, promise) => {
  const owner = [...watched].find(({ realm }) => promise instanceof realm.Promise)
  if (!owner) {
    for (const runner of runners) runner(reason, promise)
    return
  }
  if (!owner.alive()) return
  const text = describe(reason)
  // the platform's own refusals are on the list by their own names
  if (!owner.faults.list.some((fault) => fault.includes(text))) owner.faults.add(`unhandled rejection: ${text}`)
  owner.tell(reason)
}

/** @returns the end of the watch */
export function watchRejections(app: Watched): () => void {
  if (watched.size === 0) {
    runners = real.rawListeners('unhandledRejection') as Listener[]
    real.removeAllListeners('unhandledRejection')
    real.on('unhandledRejection', listen)
  }
  watched.add(app)
  return () => {
    if (!watched.delete(app) || watched.size > 0) return
    real.removeListener('unhandledRejection', listen)
    for (const runner of runners) real.on('unhandledRejection', runner)
  }
}
