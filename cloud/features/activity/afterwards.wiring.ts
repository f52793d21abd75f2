import type { Database } from '../../core/database'
import type { Route } from '../../core/route'
import type { Sealer } from '../../core/seal'
import { afterwardsRoutes } from './afterwards.routes'
import { type Feedback, type FeedbackPorts, feedbackService } from './feedback.service'
import { type RecordPorts, recordsOf } from './record.service'
import { type Summaries, type SummaryPorts, summaryService } from './summary.service'

interface Afterwards {
  feedback: Feedback
  summaries: Summaries
  routes: Route[]
}

export type AfterwardsPorts = FeedbackPorts & RecordPorts & Omit<SummaryPorts, 'feedback'>

/** What remains of an activity when it is over. */
export function afterwardsOf(db: Database, seal: Sealer, ports: AfterwardsPorts): Afterwards {
  const feedback = feedbackService(db, seal, ports)
  const summaries = summaryService(db, { ...ports, feedback })
  return { feedback, summaries, routes: afterwardsRoutes(feedback, recordsOf(db, ports), summaries, ports.atlas) }
}
