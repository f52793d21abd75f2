import type { Json } from '../api'
import { fitBook } from './books'
import { fitChild } from './children'
import type { Operation } from './document'
import { written } from './hostile'
import { fitDiary, fitPair, fitTogetherPairs, fitWorry } from './pairs'
import { fitText } from './texts'
import { letters, type Makers, validAnswers, validValue } from './valid'

/** A request before it is written down, so that something in it can be spoiled. */
export interface Draft {
  params: Record<string, string>
  query: [string, unknown][]
  headers: Record<string, string | string[]>
  body: Json
}

/** Every byte that could mean something in an address is escaped; half surrogates become what UTF-8 makes of them. */
export const escaped = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => (/[\w.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`))
    .join('')

const textOf = (value: unknown): string => (typeof value === 'string' ? value : written(value))

function validParams(at: Makers, { path, parameters }: Operation): Record<string, string> {
  const { memory, dice } = at
  const before = path.split('/')[2] ?? ''
  const names = parameters.filter((p) => p.in === 'path').map((p) => p.name)
  const named = (name: string): string => {
    if (name === 'move') return 'submit'
    if (name === 'slug') return memory.id(dice, 'addresses')
    return name === 'page' ? (path.includes('quizzes') ? 'quiz' : 'door') : memory.id(dice, before)
  }
  return Object.fromEntries(names.map((name) => [name, named(name)]))
}

/** A case and a move of hers, with the answers that it asks. */
function moving(at: Makers, draft: Draft): string | undefined {
  const known = at.memory.known(at.dice)
  if (!known) return undefined
  const move = known.moves.length > 0 ? at.dice.pick(known.moves) : { name: 'submit', asks: [] }
  draft.params = { ...draft.params, id: known.id, ...('move' in draft.params ? { move: move.name } : {}) }
  if (draft.body && 'version' in draft.body) {
    draft.body.version = known.version
    draft.body.input = validAnswers({ ...at, who: known.who }, known.kind, move.asks)
  }
  if (draft.body && 'field' in draft.body) draft.body.field = known.masked.length > 0 ? at.dice.pick(known.masked) : 'phone'
  return known.who
}

const ABOUT: Readonly<Record<string, string>> = { text: 'campaign-texts', loan: 'books', activity: 'activities' }

/** A case of any kind, begun as its first state says. @returns who must begin it, when not everybody may */
function beginning(at: Makers, body: Json): string | undefined {
  const { dice, memory } = at
  const kind = dice.pick(memory.kinds)
  body.kind = kind.kind
  if (kind.about === 'region') {
    delete body.about
    if (dice.percent(50)) body.about = 'c1'
  } else body.about = kind.about === 'child' ? memory.children.child(dice, ['registered']).id : memory.id(dice, ABOUT[kind.about] as string)
  const [move, { asks }] = Object.entries<Json>(kind.states[kind.start].moves)[0] as [string, Json]
  body.input = validAnswers(at, kind.kind, asks)
  if (dice.percent(75)) body.move = move
  else delete body.move
  if (kind.kind === 'worry') return fitWorry(body)
  return kind.kind === 'pairing' ? fitPair(at, body) : undefined
}

const CONSENTS = ['hrConsent', 'guarantorConsent', 'bankConsent', 'financeConsent']
/** A consent that she gave, or gives. */
function consenting({ memory, dice }: Makers, draft: Draft): void {
  const id = memory.id(dice, 'declarations')
  draft.params.id = id
  draft.body = { version: memory.version(id), field: dice.pick(CONSENTS), given: dice.percent(50) }
}

const ROLES = [
  ['village', 'v01'],
  ['town', 't2'],
  ['county', 'c1'],
  ['bank', 'o3'],
] as const

/** What the document does not say of this operation: what fits together. @returns who must send it, when only one person may */
function fitTogether(at: Makers, path: string, draft: Draft): string | undefined {
  const { memory, dice } = at
  if (path === '/api/applications' && draft.body) return beginning(at, draft.body)
  if (path === '/api/campaigns/{slug}/poster.pdf') draft.query = [['village', 'v01']]
  if (path === '/api/uploads/{id}') draft.params.id = memory.id(dice, `uploads of ${at.who}`)
  if (path === '/api/worry-listeners') draft.query = [['child', memory.children.child(dice, ['registered']).id]]
  if (path.includes('/loan/cases/')) draft.params.id = memory.id(dice, 'declarations')
  if (path.endsWith('/looked-after')) draft.params.id = memory.id(dice, 'watched')
  if (path === '/api/applications/{id}/consents' && draft.body) consenting(at, draft)
  if (path === '/api/grants' && draft.body) [draft.body.role, draft.body.place] = dice.pick(ROLES)
  if (/roster|certificates$|absences|summary/.test(path) && dice.percent(70)) draft.params.id = memory.id(dice, 'rosters')
  if (draft.body?.marks) for (const mark of draft.body.marks) mark.about = memory.id(dice, `lines of ${draft.params.id}`)
  if (draft.body?.enrolment) draft.body.enrolment = memory.id(dice, `lines of ${draft.params.id}`)
  if (path !== '/api/files/{id}') return undefined
  const [file, query = ''] = memory.id(dice, 'files').split('?')
  draft.params.id = file?.split('/').pop() ?? '0'
  draft.query = query.split('&').map((pair) => pair.split('=') as [string, string])
  return undefined
}

/** A request with nothing wrong in it, as far as the document and the answers so far can tell, and whose it should be. */
export function validDraft(at: Makers, operation: Operation): { draft: Draft; who: string } {
  const { path, parameters, body } = operation
  const { dice } = at
  const draft: Draft = {
    params: validParams(at, operation),
    query: parameters
      .filter((p) => p.in === 'query' && (p.required || dice.percent(50)))
      .map((p) => [p.name, validValue(at, p.schema, path, p.name)]),
    headers: parameters.some((p) => p.name === 'Idempotency-Key') ? { 'idempotency-key': letters(dice, 20) } : {},
    body: body && validValue(at, body, path),
  }
  const begins = fitTogether(at, path, draft)
  const ofAnyCase = path.startsWith('/api/applications/{id}') && !/consents|looked-after/.test(path)
  const who = ofAnyCase
    ? moving(at, draft)
    : (fitTogetherPairs(at, path, draft) ??
      fitChild(at, path, draft) ??
      fitBook(at, path, draft) ??
      fitText(at, path, draft) ??
      fitDiary(at, path, draft))
  return { draft, who: who ?? begins ?? at.who }
}

/** Longer addresses do not get past Node's own limit for headers. */
const MOST_ASKED = 500

export const addressOf = (operation: Operation, { params, query }: Draft): string => {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const asked = query.map(([name, value]) => `${escaped(name)}=${escaped(textOf(value).slice(0, MOST_ASKED))}`).join('&')
  return asked ? `${path}?${asked}` : path
}
