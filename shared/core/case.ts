import type { Answers } from './fields'
import { type AnyKind, listOf, type Move, type State, stateOf } from './kind'
import { type Grant, isLevel, isOffice, LEVELS, type Level, levelOf, type PlaceChain, placeIdOf } from './place'

/** One application as the engine sees it: no keys, no columns. */
export interface Case {
  id: string
  kind: string
  edition: number
  state: string
  version: number
  /** where moves back to the sender lead: the states on the way back, the nearest first, joined by `<` */
  sender?: string
  /** the stage that is passed again before the case is back with whoever sent it here: what was decided there holds no more */
  redo?: string
  /** parties that have already made the move that each must make */
  agreed: readonly string[]
  /** account → the party as which it has acted, where the kind keeps some of them apart */
  hands?: Readonly<Record<string, string>>
  /** move → the account that made it last, where somebody else must act after it */
  makers?: Readonly<Record<string, string>>
  /** parties for whom the case has ever waited */
  reached: readonly string[]
  /** party → person id; an anonymous case has no applicant */
  people: Readonly<Record<string, string>>
  /** persons to whom there is no such case, whatever their office: those whom it is about, or whom the applicant left out */
  kept?: readonly string[]
  /** the account that filed it */
  filer: string
  places: { applicant?: PlaceChain; about?: PlaceChain }
  /** partner role → office (a place id) */
  offices: Readonly<Record<string, string>>
  answers: Readonly<Answers>
  /** somebody has asked a second time for what could have been named the first time */
  again?: true
  /** somebody has named what is missing after the time for that */
  slow?: true
  /** UTC ISO text */
  due?: string
  dueEstimated?: boolean
  /** until when what is missing is named in time, UTC ISO text */
  nameBy?: string
  /** the time of a state that named it too late: it counts on until the case is back there */
  countsOn?: { state: string } & Pick<Case, 'due' | 'dueEstimated' | 'nameBy'>
  /** when the clock moves it, UTC ISO text */
  clockAt?: string
}

/** A case of a kind that nobody has moved yet. An anonymous one keeps no person. */
export const newCase = (kind: AnyKind, of: Pick<Case, 'id' | 'filer' | 'people' | 'places' | 'offices'>): Case => ({
  ...of,
  kind: kind.kind,
  edition: kind.edition,
  state: kind.start,
  version: 0,
  agreed: [],
  reached: kind.begunByCadre ? listOf(stateOf(kind, kind.start).waitsFor) : ['applicant'],
  people: kind.anonymous || kind.begunByCadre ? {} : of.people,
  answers: {},
})

export interface Actor {
  account: string
  person?: string
  grants: readonly Grant[]
}
/** Another effect or the clock acts, nobody in person. */
export const SYSTEM = 'system'
export type AnyActor = Actor | typeof SYSTEM

/** Who a party is in one case. */
export type Holder = { person: string } | { account: string } | Grant

/** Parties that decide about others: cadres and offices, not the persons of the case. */
export const isOfficial = (party: string): boolean => party === 'organiser' || isLevel(party) || isOffice(party)

/** Who a party is in this case; undefined while nobody is (an office not yet chosen, a guardian not yet named). */
export function holderOf(row: Case, party: string): Holder | undefined {
  if (isOffice(party)) {
    const office = row.offices[party]
    return office === undefined ? undefined : { role: party, place: office }
  }
  if (party === 'organiser') return row.places.about && { role: levelOf(row.places.about), place: placeIdOf(row.places.about) }
  if (isLevel(party)) {
    const place = row.places.applicant?.[party]
    return place === undefined ? undefined : { role: party, place }
  }
  const person = row.people[party]
  if (person !== undefined) return { person }
  return party === 'applicant' ? { account: row.filer } : undefined
}

/** The roles that may stand in for a level: those above it, at the places above. */
function superiors(chain: PlaceChain, level: Level): Grant[] {
  const above = LEVELS.slice(LEVELS.indexOf(level) + 1)
  return above.flatMap((role) => (chain[role] ? [{ role, place: chain[role] as string }] : []))
}

const holds = (actor: Actor, grant: Grant): boolean => actor.grants.some((g) => g.role === grant.role && g.place === grant.place)

/** Whether the case is kept from somebody: to her it does not exist, not even as a superior standing in. */
export const isKeptFrom = (row: Pick<Case, 'kept'>, { person }: Pick<Actor, 'person'>): boolean =>
  person !== undefined && row.kept?.includes(person) === true

/** Whether an actor is this party of the case, herself or as a superior standing in. Who filed it for her acts for her. */
export function actsAs(row: Case, actor: Actor, party: string): { standingIn: boolean } | undefined {
  if (isKeptFrom(row, actor)) return undefined
  if (party === 'applicant' && actor.account === row.filer) return { standingIn: false }
  const holder = holderOf(row, party)
  if (!holder) return undefined
  if ('person' in holder) return actor.person === holder.person ? { standingIn: false } : undefined
  if ('account' in holder) return actor.account === holder.account ? { standingIn: false } : undefined
  if (holds(actor, holder)) return { standingIn: false }
  const chain = party === 'organiser' ? row.places.about : row.places.applicant
  if (isOffice(party) || !chain) return undefined
  return superiors(chain, holder.role as Level).some((grant) => holds(actor, grant)) ? { standingIn: true } : undefined
}

/** A person of the case, or who filed it: she may never decide it. */
export const isOwn = (row: Case, actor: Actor): boolean =>
  actor.account === row.filer || Object.keys(row.people).some((party) => row.people[party] === actor.person)

/** Whether she has already acted in this case as another of the parties that the kind keeps apart. */
export const isOtherHand = (kind: AnyKind, row: Case, actor: Actor, party: string): boolean =>
  kind.apart?.includes(party) === true && (row.hands?.[actor.account] ?? party) !== party

/** Every party that a kind ever waits for or lets act. */
export function partiesOf(kind: AnyKind): string[] {
  const states = Object.values<State>(kind.states)
  const moves = [...states.map((state) => state.moves), kind.anywhere].flatMap((some) => Object.values<Move>(some ?? {}))
  const acting = moves.flatMap(({ by }) => (by === 'each' || by === SYSTEM ? [] : listOf(by)))
  return [...new Set(['applicant', ...Object.keys(kind.people ?? {}), ...states.flatMap((state) => listOf(state.waitsFor)), ...acting])]
}

/** Whether the case has come so far that this party may know of it. */
export function mayLook(kind: AnyKind, row: Case, party: string): boolean {
  const consent = kind.consents?.[party]
  if (consent !== undefined && row.answers[consent] !== true) return false
  if (!isOfficial(party)) return true
  if (isOffice(party)) return row.reached.includes(party)
  // A draft is hers alone until she has sent it.
  return row.state !== kind.start || row.reached.some(isOfficial)
}

/** As which parties an actor may look at a case; none: to her it does not exist. */
export function looksAs(kind: AnyKind, row: Case, actor: Actor): string[] {
  const parties = partiesOf(kind).filter((party) => actsAs(row, actor, party) && mayLook(kind, row, party))
  // Nobody looks over her own case with an official's eyes.
  return isOwn(row, actor) ? parties.filter((party) => !isOfficial(party)) : parties
}
