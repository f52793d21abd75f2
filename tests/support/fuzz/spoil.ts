import type { Json } from '../api'
import { type Operation, schemaOf } from './document'
import { addressOf, type Draft, escaped } from './draft'
import { BROKEN, hostileValue, KEYS, TEXTS } from './hostile'
import { DEEP, ODD_HEADERS, ODD_METHODS, ODD_SCHEMES, ODD_SEGMENTS } from './odd'
import type { Makers } from './valid'

/** Every place in a body where a value stands, with what the schema says of it. */
function placesIn(document: Json, body: Json, given: Json): [holder: Json, key: string, schema: Json][] {
  const schema = given ? schemaOf(document, given) : {}
  if (typeof body !== 'object' || body === null) return []
  return Object.keys(body).flatMap((key) => {
    const inner = (Array.isArray(body) ? schema.items : schema.properties?.[key]) ?? {}
    return [[body, key, schemaOf(document, inner)] as [Json, string, Json], ...placesIn(document, body[key], inner)]
  })
}

/** As JSON.parse does it: a key called __proto__ becomes an own one. */
function put(holder: Json, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(value)
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

function spoilBody({ document, dice }: Makers, draft: Draft, schema: Json): void {
  const places = placesIn(document, draft.body, schema)
  if (places.length === 0) return
  const [holder, key, said] = dice.pick(places)
  const way = dice.below(10)
  if (way === 0) delete holder[key]
  else if (way === 1) put(holder, dice.pick(KEYS), hostileValue(dice))
  else if (way === 2) holder[key] = [holder[key]]
  else holder[key] = hostileValue(dice, said)
}

interface Spoiled {
  path?: string
  text?: string
  method?: string
}

/** Makes one thing of a draft wrong. What has no place in the draft comes back. */
export function spoil(at: Makers, operation: Operation, draft: Draft): Spoiled {
  const { dice } = at
  const way = dice.below(100)
  if (draft.body !== undefined && way < 55) {
    spoilBody(at, draft, operation.body)
    return {}
  }
  if (draft.body !== undefined && way < 62) return { text: dice.pick(BROKEN) }
  const names = Object.keys(draft.params)
  if (names.length > 0 && way < 72) {
    draft.params[dice.pick(names)] = dice.percent(50) ? dice.pick(ODD_SEGMENTS) : escaped(dice.pick(TEXTS))
    return {}
  }
  if (way < 80) {
    const known = operation.parameters.filter((p) => p.in === 'query').map((p) => p.name)
    const name = known.length > 0 && dice.percent(80) ? dice.pick(known) : dice.pick(KEYS)
    draft.query.push([name, hostileValue(dice, { type: 'string' })])
    return dice.percent(30) ? { path: `${addressOf(operation, draft).split('?')[0]}?${dice.pick(DEEP)}` } : {}
  }
  if (way < 90) {
    Object.assign(draft.headers, dice.percent(25) ? { authorization: dice.pick(ODD_SCHEMES) } : dice.pick(ODD_HEADERS))
    return {}
  }
  if (way < 94)
    return {
      path: addressOf(operation, draft).replace(
        '/api/',
        dice.pick(['/api//', '//api/', '/API/', '/api/./', '/api/%2e/', '/api/../api/', '/%61pi/']),
      ),
    }
  return { method: dice.pick(ODD_METHODS) }
}

/** Everything in a body is hostile. */
export function spoilAll({ document, dice }: Makers, draft: Draft, schema: Json): void {
  for (const [holder, key, said] of placesIn(document, draft.body, schema)) if (dice.percent(60)) holder[key] = hostileValue(dice, said)
}
