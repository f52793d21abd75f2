import { ticketText } from '@shared/features/activity/ticket'
import type { Finders } from '../../core/kind-ports'
import type { Sealer } from '../../core/seal'
import { positionOf } from './enrolment.queue'
import { subjectOf } from './enrolment.seats'
import { ticketCodeOf } from './roster.service'

/** What an enrolment's page shows beside the case: the ticket for her seat, where she stands in the queue, or where else she could go. */
export const enrolmentFinder =
  (seal: Sealer): Finders[string] =>
  async (m, row, around) => {
    if (row.state === 'seated') return { ticket: ticketText({ application: row.id, code: ticketCodeOf(seal, row.id) }) }
    if (row.state === 'offered') return { until: row.clockAt }
    if (row.state === 'calledOff') {
      const { next } = subjectOf(around).calledOff ?? {}
      return next ? { next } : {}
    }
    const position = row.state === 'waiting' ? await positionOf(m, row) : undefined
    return position === undefined ? {} : { position }
  }
