import { AppError } from '@shared/core/errors'
import { noPlea, type Subject } from '@shared/features/enrolment/enrolment.rules'
import type { Effect } from '../../core/kind-ports'
import { holdAsSeen } from './enrolment.seats'

/** A woman whom a rule refuses asks the organiser for an exception: in time, and only then. @throws AppError notEligible */
export const plead: Effect = async (m, context) => {
  const { about, row, now } = context
  const why = noPlea(about as unknown as Subject, row.answers, now)
  if (why !== undefined) throw new AppError('notEligible', why)
  await holdAsSeen(m, context)
  return {}
}
