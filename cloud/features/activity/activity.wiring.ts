import type { Logger } from 'pino'
import type { Finders, Releases } from '../../core/kind-ports'
import type { Route } from '../../core/route'
import type { CheckText } from '../../core/words'
import { checkTexts } from './activity.checker'
import { activityRoutes } from './activity.routes'
import type { Activities } from './activity.service'
import { type AfterwardsPorts, afterwardsOf } from './afterwards.wiring'
import type { Certificates } from './certificates.service'
import type { ChangePorts } from './changes.service'
import type { CasesAbout } from './changes.telling'
import { changesOf } from './changes.wiring'
import { releasePlace } from './enrolment.effects'
import { enrolmentFinder } from './enrolment.finder'
import { type PapersParts, papersOf } from './papers.wiring'
import { type ReminderPorts, remind } from './reminders'
import { rosterRoutes } from './roster.routes'
import { type RosterPorts, rosterService } from './roster.service'
import { seatsRoutes } from './seats.routes'
import { type SeatsPorts, seatsService } from './seats.service'

type Ports = SeatsPorts &
  RosterPorts &
  AfterwardsPorts &
  Pick<ReminderPorts, 'holders'> &
  Pick<ChangePorts, 'nameOfAccount'> &
  Omit<PapersParts['ports'], 'subject' | 'totals'>

interface Parts extends Omit<PapersParts, 'rosters' | 'ports'> {
  activities: Activities
  cases: CasesAbout
  log: Logger
  now(): string
  /** looks at what is written about activities; none where WeChat is not configured */
  check: CheckText | undefined
  ports: Ports
}

interface Wired {
  certificates: Certificates
  /** what a view of an enrolment shows besides */
  found: Finders[string]
  /** gives back what an enrolment holds, when it is erased */
  release: Releases[string]
  routes: Route[]
  /** work that nobody waits for; each resolves to how much was done */
  work: {
    checkTexts(): Promise<number>
    /** tells those who have put their names down what became of an activity */
    tellChanges(): Promise<number>
    /** passes on the seats that are still free while somebody waits */
    passOn(): Promise<number>
    /** tells those who have a seat what the clock says */
    remind(): Promise<number>
  }
}

/** Everything that goes on around activities, once there is an engine for the enrolments. */
export function aroundActivities({ activities, cases, log, now, check, ports, ...parts }: Parts): Wired {
  const { db, seal } = parts
  const { atlas, tell } = ports
  const seats = seatsService(db, ports)
  const rosters = rosterService(db, seal, ports)
  const afterwards = afterwardsOf(db, seal, ports)
  const changes = changesOf({ db, cases, atlas, now, log, activities, checksContent: check !== undefined, ports })
  const subject: PapersParts['ports']['subject'] = (id, places) => activities.subject(db.read, id, places)
  const papers = papersOf({ ...parts, rosters, ports: { ...ports, subject, totals: afterwards.summaries.questions } })
  const { certificates } = papers
  const place = enrolmentFinder(seal)
  return {
    certificates,
    found: async (m, row, at) => ({
      ...(await place(m, row, at)),
      ...(await certificates.found(m, row.id, at)),
      ...(row.state === 'seated' ? await afterwards.feedback.found(m, row.id) : {}),
    }),
    release: async (m, leaving) => {
      await certificates.forget(m, leaving.row.id)
      await afterwards.feedback.forget(m, leaving.row.id)
      await releasePlace(tell)(m, leaving)
    },
    routes: [
      ...activityRoutes(activities, atlas),
      ...seatsRoutes(seats, atlas),
      ...changes.routes,
      ...rosterRoutes(rosters, atlas),
      ...papers.routes,
      ...afterwards.routes,
    ],
    work: {
      checkTexts: async () => {
        if (!check) return 0
        return (await checkTexts(activities, check, now, log)) + (await checkTexts(changes.words, check, now, log))
      },
      tellChanges: changes.tell,
      passOn: async () => seats.passOnAll(await atlas(), now()),
      remind: () => remind(db, now(), ports),
    },
  }
}
