import type { Operation } from './document'
import { addressOf, validDraft } from './draft'
import { BOUNDARY, formOf } from './form'
import { written } from './hostile'
import { ODD_SEGMENTS } from './odd'
import { spoil, spoilAll } from './spoil'
import type { Makers } from './valid'

/** One request as it goes over the line; `who` stands for her token. */
export interface Sent {
  who: string
  method: string
  path: string
  headers: Record<string, string | string[]>
  body: Buffer | undefined
  operation: Operation
}

const VALID = 28
const NEARLY = 80

/** One request: right (28 %, or whenever it is `meant`), right but for one thing (half), or hostile all over. */
export function requestOf(at: Makers, operation: Operation, fileFor: (path: string) => Buffer, meant: boolean): Sent {
  const { dice } = at
  const sort = meant ? 0 : dice.below(100)
  const { draft, who } = validDraft(at, operation)
  const spoiled = sort < VALID ? {} : spoil(at, operation, draft)
  if (sort >= NEARLY) {
    spoilAll(at, draft, operation.body)
    for (const name of Object.keys(draft.params)) if (dice.percent(30)) draft.params[name] = dice.pick(ODD_SEGMENTS)
  }
  const method = spoiled.method ?? operation.method.toUpperCase()
  const path = spoiled.path ?? addressOf(operation, draft)
  const bare = method === 'GET' || method === 'HEAD' || method === 'TRACE'
  const base = { who: sort < NEARLY && dice.percent(85) ? who : at.who, method, path, operation }
  if (operation.takesFile)
    return {
      ...base,
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...draft.headers },
      body: bare ? undefined : formOf(dice, fileFor(operation.path), sort >= VALID),
    }
  const text = spoiled.text ?? (draft.body === undefined ? undefined : written(draft.body))
  const body = bare || text === undefined ? undefined : Buffer.from(text)
  return { ...base, headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...draft.headers }, body }
}
