import pino, { type DestinationStream, type Logger } from 'pino'

// What was thrown may quote what somebody typed, line breaks and all: of its stack only what follows the message is kept.
function framesOf({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message)
  return at < 0 ? '' : stack.slice(at + message.length).trimStart()
}

// A database error carries the statement's values: only what it is and where it happened goes into the log.
function withoutValues(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, errno } = error as { code?: string; errno?: number }
  return { type: error.name, code, errno, stack: framesOf(error) }
}

const WARN = 40

/**
 * Structured logs without personal data; `to` is standard output unless a test listens.
 * `onFault` hears the words of every warning and error, which are constants of the program: they are counted for the metrics.
 */
export const createLog = (level: string, to?: DestinationStream, onFault: (words: string) => void = () => undefined): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: withoutValues },
      hooks: {
        logMethod(args, method, severity) {
          const words = args.find((arg) => typeof arg === 'string')
          if (severity >= WARN && words) onFault(words)
          method.apply(this, args)
        },
      },
    },
    to ?? pino.destination(1),
  )
