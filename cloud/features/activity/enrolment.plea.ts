import { AppError } from '@shared/core/errors'
import { noPlea } from '@shared/features/enrolment/enrolment.rules'
import type { Effect } from '../../core/kind-ports'
import { holdAsSeen, subjectOf } from './enrolment.seats'

/** A woman whom a rule refuses asks the organiser for an exception: in time, and only then. @throws AppError notEligible */
export const plead: Effect = async (m, context) => {
  const why = noPlea(subjectOf(context), context.row.answers, context.now)
  if (why !== undefined) throw new AppError('notEligible', why)
  await holdAsSeen(m, context)
  return {}
}
