/** Every refusal that the product expects. The code is for programs, the message for the person who reads it. */
export type ErrorCode =
  | 'invalidInput'
  | 'notSignedIn'
  | 'notAllowed'
  | 'notFound'
  | 'notOpen'
  | 'notEligible'
  | 'alreadyOpen'
  | 'staleVersion'
  | 'consentMissing'
  | 'officeMissing'
  | 'keyMissing'
  | 'keyReused'
  | 'codeUsed'
  | 'codeBad'
  | 'tooLarge'
  | 'wrongType'
  | 'tooMany'
  | 'busy'
  | 'unreachable'

export interface ErrorDetails {
  /** field name → what is wrong with what was typed, in plain Chinese */
  fields?: Record<string, string>
  /** the id of the thing that stands in the way, e.g. the enrolment she already has */
  id?: string
  /** after how many seconds it may be tried again; told in a header */
  retryAfter?: number
}

/** The one error class for expected refusals; anything else that is thrown is a defect. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message)
    this.name = 'AppError'
  }
}

/** @throws AppError invalidInput with a message for each field */
export function invalid(fields: Record<string, string>): never {
  const first = Object.values(fields)[0] ?? '有一处没填对'
  const more = Object.keys(fields).length - 1
  throw new AppError('invalidInput', more > 0 ? `${first}(还有${more}处要改)` : first, { fields })
}
