import type { Field } from '@shared/core/fields'
import { moversOf } from '@shared/core/kind'
import { PARTNERS } from '@shared/core/place'
import { allMoves, asksOf, fieldsOf, partiesOf, type Rule, said, statesOf } from './reading'

const questionsAreAsked: Rule = (kind) => {
  const asked = new Set(allMoves(kind).flatMap(({ move }) => [...asksOf(move)]))
  return said([
    ...fieldsOf(kind).map(([name]) => !asked.has(name) && `${name} is never asked`),
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

const seenByIsKnown: Rule = (kind) =>
  fieldsOf(kind).flatMap(([name, { seenBy }]) => {
    const byState = seenBy && !Array.isArray(seenBy) ? (seenBy as Readonly<Record<string, readonly string[]>>) : {}
    const parties = Array.isArray(seenBy) ? (seenBy as readonly string[]) : Object.values(byState).flat()
    return said([
      ...parties.map((party) => !partiesOf(kind).includes(party) && `${name} is seen by no party: ${party}`),
      ...Object.keys(byState).map((state) => !kind.states[state] && `${name} is seen in no state: ${state}`),
    ])
  })

const anonymousStaysSo: Rule = (kind) =>
  kind.anonymous
    ? fieldsOf(kind)
        .filter(([, field]) => field.profile === 'name' || field.type === 'idCard' || field.type === 'signature')
        .map(([name]) => `${name} tells who she is`)
    : []

const wordsAreChinese: Rule = (kind) => {
  const words: [string, string | undefined][] = [
    ['title', kind.title],
    ...Object.entries<string>(kind.people ?? {}),
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
    ...allMoves(kind).flatMap(({ where, move }) => [move.label, move.confirm ?? move.label].map((word): [string, string] => [where, word])),
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
  specialFieldsFit,
  partnersNeedConsent,
  seenByIsKnown,
  anonymousStaysSo,
  wordsAreChinese,
]
