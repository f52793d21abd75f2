import { ticketText } from '@shared/features/activity/ticket'
import type { Finders } from '../../core/kind-ports'
import type { Sealer } from '../../core/seal'
import { positionOf } from './enrolment.effects'
import { ticketCodeOf } from './roster.service'

/** What an enrolment's page shows beside the case: the ticket for her seat, or where she stands in the queue. */
export const enrolmentFinder =
  (seal: Sealer): Finders[string] =>
  async (m, row) => {
    if (row.state === 'seated') return { ticket: ticketText({ application: row.id, code: ticketCodeOf(seal, row.id) }) }
    const position = row.state === 'waiting' ? await positionOf(m, row) : undefined
    return position === undefined ? {} : { position }
  }
