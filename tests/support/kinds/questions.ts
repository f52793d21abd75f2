import { isOfficial } from '@shared/core/case'
import type { Field } from '@shared/core/fields'
import { askedOfPersons } from '@shared/core/input'
import { type AnyKind, listOf, type Move, moversOf, sender, stateOf } from '@shared/core/kind'
import { PARTNERS } from '@shared/core/place'
import { allMoves, asksOf, fieldsOf, partiesOf, type Rule, said, statesOf } from './reading'

const questionsAreAsked: Rule = (kind) => {
  const asked = new Set(allMoves(kind).flatMap(({ move }) => [...asksOf(move)]))
  return said([
    ...fieldsOf(kind).map(([name, { recorded }]) => !asked.has(name) && !recorded && `${name} is never asked`),
    ...fieldsOf(kind).map(([name, { recorded }]) => asked.has(name) && recorded && `${name} is recorded and asked`),
    ...[...asked].map((name) => !kind.fields[name] && `there is no question ${name}`),
    ...allMoves(kind).map(({ where, move }) => new Set(asksOf(move)).size < asksOf(move).length && `${where} asks twice`),
  ])
}

const specialFieldsFit: Rule = (kind) => {
  const typeOf = (name: string | undefined) => (name === undefined ? undefined : (kind.fields[name] as Field | undefined)?.type)
  return said([
    ...allMoves(kind).flatMap(({ where, move }) => [
      move.asks &&
        'namedIn' in move.asks &&
        typeOf(move.asks.namedIn) !== 'corrections' &&
        `${where}: ${move.asks.namedIn} lists no corrections`,
      move.assigns !== undefined &&
        (typeOf(move.assigns) !== 'office' || !asksOf(move).includes(move.assigns)) &&
        `${where} assigns no office that it asks for`,
    ]),
    ...Object.entries((kind.consents ?? {}) as Record<string, string>).map(
      ([party, name]) => typeOf(name) !== 'consent' && `${name} is no consent for ${party}`,
    ),
  ])
}

const partnersNeedConsent: Rule = (kind) => {
  const acting = new Set(allMoves(kind).flatMap(({ state, move }) => moversOf(state, move)))
  return PARTNERS.filter((party) => acting.has(party) && !kind.consents?.[party]).map(
    (party) => `${party} sees the case without her consent`,
  )
}

/** The questions of the first move, each in one part and no others. */
const partsHoldTheForm: Rule = (kind) => {
  if (!kind.parts) return []
  const [first] = Object.values(stateOf(kind, kind.start).moves ?? {})
  const asked = first ? asksOf(first) : []
  const parted = kind.parts.flatMap(({ fields }) => [...fields])
  return said([
    ...asked.map((name) => parted.filter((one) => one === name).length !== 1 && `${name} does not stand in exactly one part`),
    ...parted.map((name) => !asked.includes(name) && `${name} stands in a part and is not asked first`),
    ...kind.parts.map(({ title, fields }) => fields.length === 0 && `${title} is an empty part`),
  ])
}

/** Where a consent is wanting the case waits for her, and goes on from there when it is given. */
const consentsCanWait: Rule = (kind) => {
  const asks = allMoves(kind).filter(({ move }) => move.asks && 'wanting' in move.asks)
  const place = kind.unconsented
  if (place === undefined) return asks.map(({ where }) => `${where} asks for consents, and no state waits for them`)
  const right = ({ where, move }: (typeof asks)[number]) => where.split('.')[0] === place && move.to === sender
  return said([
    !kind.states[place] && `unconsented is no state: ${place}`,
    ...asks.map((one) => !right(one) && `${one.where} asks for consents and does not go back`),
    !asks.some(right) && `${place} asks for no consent`,
  ])
}

const seenByIsKnown: Rule = (kind) =>
  fieldsOf(kind).flatMap(([name, { seenBy }]) => {
    const byState = seenBy && !Array.isArray(seenBy) ? (seenBy as Readonly<Record<string, readonly string[]>>) : {}
    const parties = Array.isArray(seenBy) ? (seenBy as readonly string[]) : Object.values(byState).flat()
    return said([
      ...parties.map((party) => !partiesOf(kind).includes(party) && `${name} is seen by no party: ${party}`),
      ...Object.keys(byState).map((state) => !kind.states[state] && `${name} is seen in no state: ${state}`),
    ])
  })

/** What a decision rests on is told by persons, and decided by somebody else. */
const decisionsRest: Rule = (kind) =>
  statesOf(kind).flatMap(([name, { restsOn = [], waitsFor }]) =>
    said([
      ...restsOn.map((field: string) => !askedOfPersons(kind).includes(field) && `${name} rests on what no person tells: ${field}`),
      restsOn.length > 0 && !listOf(waitsFor).some(isOfficial) && `${name} rests on answers and decides nothing`,
    ]),
  )

const anonymousStaysSo: Rule = (kind) =>
  kind.anonymous
    ? fieldsOf(kind)
        .filter(([, field]) => field.profile === 'name' || field.type === 'idCard' || field.type === 'signature')
        .map(([name]) => `${name} tells who she is`)
    : []

/** What a move asks before it happens, whoever knows of the case. */
const questionsOf = (kind: AnyKind, { confirm, label }: Move): string[] =>
  typeof confirm === 'function' ? [[], partiesOf(kind)].map((reached) => confirm({ reached })) : [confirm ?? label]

const wordsAreChinese: Rule = (kind) => {
  const words: [string, string | undefined][] = [
    ['title', kind.title],
    ...Object.entries<string>(kind.people ?? {}),
    ...(kind.parts ?? []).flatMap(({ title, hint }): [string, string][] => [
      [title, title],
      [title, hint ?? title],
    ]),
    ...fieldsOf(kind).flatMap(([name, field]): [string, string | undefined][] => [
      [name, field.label],
      ...(field.hint === undefined ? [] : [[name, field.hint] as [string, string]]),
      ...(field.phrases ?? []).map((phrase): [string, string] => [name, phrase]),
      ...('options' in field ? field.options.map(({ label }): [string, string] => [name, label]) : []),
      ...(field.type === 'consent' ? [[name, field.purpose] as [string, string]] : []),
    ]),
    ...statesOf(kind).flatMap(([name, state]) =>
      [state.label, state.hers ?? state.label, state.noDeadline ?? state.label].map((word): [string, string] => [name, word]),
    ),
    ...allMoves(kind).flatMap(({ where, move }) => [move.label, ...questionsOf(kind, move)].map((word): [string, string] => [where, word])),
  ]
  return [
    ...new Set(
      words
        .filter(([, word]) => !word || !/\p{Script=Han}/u.test(word) || word.trim() !== word)
        .map(([where]) => `${where} has no Chinese words`),
    ),
  ]
}

/** What is asked, and who may read it. */
export const questionRules: readonly Rule[] = [
  questionsAreAsked,
  partsHoldTheForm,
  consentsCanWait,
  specialFieldsFit,
  partnersNeedConsent,
  seenByIsKnown,
  decisionsRest,
  anonymousStaysSo,
  wordsAreChinese,
]
