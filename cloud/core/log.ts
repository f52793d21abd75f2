import pino, { type DestinationStream, type Logger } from 'pino'

// A database error carries the statement's values: only what it is and where it happened goes into the log.
function withoutValues(error: Error) {
  const { code, errno } = error as { code?: string; errno?: number }
  return {
    type: error.name,
    code,
    errno,
    stack: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .join('\n'),
  }
}

/** Structured logs without personal data; `to` is standard output unless a test listens. */
export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutValues } }, to ?? pino.destination(1))
