import { type Field, isBlank } from '@shared/core/fields'
import type { Caller } from '../../core/caller'
import type { Database } from '../../core/database'
import { mustPass } from '../../core/words'
import { type Engine, findLook } from './engine'

const isFree = ({ type }: Field): boolean => type === 'text' || type === 'longText' || type === 'corrections'

/** A text, or the notes of a list of corrections; anything else is refused later, by the engine. */
function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.flatMap((one) => (typeof one?.note === 'string' ? [one.note] : [])).join('\n') : ''
}

/** What an official wrote freely in answer to a move's questions; the usual sentences were looked at when they were declared. */
function freeWords(fields: Readonly<Record<string, Field>>, input: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(input).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const words = field && isFree(field) && !isBlank(value) ? wordsIn(value) : ''
    return words === '' || field?.phrases?.includes(words) ? [] : [[name, words] as [string, string]]
  })
}

/**
 * Lets the words that an official writes to a woman pass WeChat's content check before anything is stored. It asks the network, so it
 * runs before the unit of work; where WeChat is not configured there is nothing to ask.
 * @throws AppError invalidInput at the field, unreachable when WeChat does not answer: then the decision waits
 */
export async function checkWords(
  engine: Engine,
  db: Database,
  caller: Caller,
  id: string,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { checkText } = engine.ports
  if (!checkText || caller.grants.length === 0) return
  // To whom the case does not exist, the unit of work says so: what WeChat says of the words would tell her that it does.
  const look = await findLook(engine, db.read, caller, id)
  if (!look || look.kind.urgent) return
  for (const [name, words] of freeWords(look.kind.fields, input)) await mustPass(checkText, caller.account, name, words)
}
