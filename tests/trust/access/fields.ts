import type { Json } from '../../support/api'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The mark at which a list inside an answer goes on. */
const GOES_ON = /^pairs\.next$/

function pathsOf(value: unknown, at: string, depth: number): string[] {
  if (value === null) return [`${at}?`]
  if (Array.isArray(value)) {
    const inside = value.filter(isObject)
    return inside.length === 0 || depth === 0 ? [`${at}[]`] : inside.flatMap((one) => pathsOf(one, `${at}[]`, depth - 1))
  }
  if (isObject(value)) return namesOf(value, at, depth)
  // Whether there is more hangs on how much there is: where it goes on is said in words, or not at all.
  if (typeof value === 'string' && GOES_ON.test(at)) return [`${at}?`]
  return [typeof value === 'string' && value.includes('**') ? `${at}*` : at]
}

function namesOf(value: Record<string, unknown>, at: string, depth: number): string[] {
  const names = Object.keys(value)
  if (at !== '' && (names.length === 0 || depth === 0)) return [`${at}{}`]
  return names.flatMap((name) => pathsOf(value[name], at === '' || at === '[]' ? `${at}${name}` : `${at}.${name}`, depth - 1))
}

const OFFER = 'asks batch confirm correctable label name note tone'
/** A move that is offered counts as a field of that name: what may be done is part of what is shown. */
function withMoves(body: Json): Json {
  if (!isObject(body) || !Array.isArray(body.moves)) return body
  const named = body.moves.map((move: Json) => {
    const said = Object.keys(move).sort().join(' ')
    return [said === OFFER ? move.name : `${move.name}(${said})`, '']
  })
  return { ...body, moves: Object.fromEntries(named) }
}

/**
 * The fields of an answer as sorted paths: `items[].title`; `due?` holds null, `phone*` is masked, `found{}` and `batch[]` hold nothing
 * that has fields. Deeper than `depth` it is not looked at.
 */
export const fieldsOf = (body: Json, depth = 9): string[] => [...new Set(pathsOf(withMoves(body), '', depth))].sort()

/** Field names written in one string, each under a common path. */
export const fields = (names: string, under = ''): string[] => names.split(' ').flatMap((name) => (name ? [`${under}${name}`] : []))

/** What a caller is answered. */
export interface Outcome {
  status: number
  fields: readonly string[]
}
const outcome = (status: number, ...sets: readonly (readonly string[])[]): Outcome => ({ status, fields: [...new Set(sets.flat())].sort() })
export const ok = (...sets: readonly (readonly string[])[]): Outcome => outcome(200, ...sets)
export const made = (...sets: readonly (readonly string[])[]): Outcome => outcome(201, ...sets)
/** A refusal, with the names of the questions that it is about. */
export const no = (status: number, about = ''): Outcome => outcome(status, ['error', 'message'], fields(about, 'fields.'))

export const SIGN_IN_FIRST = no(401)
export const NOT_YOURS = no(403)
export const NOT_THERE = no(404)
export const DONE = ok(['ok'])
export const NOTHING = ok(['items[]'])

/** A page of things. */
export const page = (item: readonly string[], more = ''): Outcome =>
  ok(
    item.map((name) => `items[].${name}`),
    fields(more),
  )

export const ROLE = 'level place placeName role'
const ACTIVITY = fields(
  'id title sort cover place startsAt endsAt enrolBy seats seatsLeft waiting needsReview bring about state revision series? offerHours rules{} questions[]',
)
export const activity = [...ACTIVITY, ...fields('id name', 'organiser.')]
/** What an activity says of its rules when it has all that there are. */
export const ruled = [
  ...activity.filter((name) => name !== 'rules{}'),
  ...fields('birthYear.from birthYear.to villages[].id villages[].name onceAYear notSameSortWithin quotasOpenAt', 'rules.'),
  ...fields('group villages[].id villages[].name from to', 'rules.priority[].'),
  ...fields('id name seats left', 'rules.quotas[].'),
]
export const UPLOAD = fields('id url width height bytes')
export const GRANT = fields('id name role place placeName grantedAt')
export const PROFILE = fields('name birthYear? account.id account.name')

/** One case as somebody sees it; what is not said is not there, or null. */
export interface Sight {
  /** answers, a masked one with its `*` */
  answers?: string
  moves?: string
  /** what officials wrote with their steps */
  notes?: string
  due?: true
  /** hers: nobody is named as `who` */
  hers?: true
  about?: true
  /** somebody has to act */
  held?: true
  /** the kind's rules; `late` when one no longer holds, `some` when one of several stands against her: those say why */
  verdicts?: true | 'late' | 'some'
  found?: string
}
const VERDICT = { true: 'rule ok why?', late: 'rule ok why', some: 'rule ok why why?' }
const under = (at: string, names = '', empty = `${at}{}`): string[] => (names ? fields(names, `${at}.`) : [empty])

export const rowOf = ({ due, hers, about }: Pick<Sight, 'due' | 'hers' | 'about'>): string[] => [
  ...fields('id kind title receipt state label tone version createdAt changedAt yours batch[] marks[]'),
  ...(due ? fields('at workdaysLeft estimated', 'due.') : ['due?']),
  hers ? 'who?' : 'who',
  about ? 'about' : 'about?',
]

export const caseOf = (sight: Sight): string[] => [
  ...rowOf(sight),
  ...fields('edition mine watched says masked[] events[].answers{}'),
  ...fields('seq move label from to toLabel by standingIn at', 'events[].'),
  ...under('answers', sight.answers),
  ...under('moves', sight.moves),
  ...(sight.notes ? fields(sight.notes, 'events[].answers.') : []),
  ...(sight.verdicts ? fields(VERDICT[`${sight.verdicts}`], 'verdicts[].') : ['verdicts[]']),
  ...under('found', sight.found),
  sight.held ? 'holder' : 'holder?',
]
