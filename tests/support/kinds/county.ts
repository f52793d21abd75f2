import { type Actor, type AnyActor, type Case, newCase } from '@shared/core/case'
import type { Field } from '@shared/core/fields'
import type { AnyKind } from '@shared/core/kind'
import type { Role } from '@shared/core/place'
import { arrive, type Landing, perform, type World } from '@shared/core/workflow'
import { chinaCalendar } from '../../../cloud/core/calendar'

/** Monday, the 2nd of March 2026, nine in the morning in China. */
export const NOW = '2026-03-02T01:00:00.000Z'
export const world: World = { now: NOW, calendar: chinaCalendar, about: {} }

const official = (name: string, role: Role, place: string): Actor => ({ account: name, person: `p-${name}`, grants: [{ role, place }] })
const woman = (name: string): Actor => ({ account: name, person: `p-${name}`, grants: [] })

/** One county with two towns; a bank with two branches. */
export const people = {
  her: woman('her'),
  neighbour: woman('neighbour'),
  guardian: woman('guardian'),
  villageCadre: official('villageCadre', 'village', 'v1'),
  otherVillageCadre: official('otherVillageCadre', 'village', 'v2'),
  townCadre: official('townCadre', 'town', 't1'),
  otherTownCadre: official('otherTownCadre', 'town', 't2'),
  countyCadre: official('countyCadre', 'county', 'c1'),
  hrClerk: official('hrClerk', 'hr', 'hr1'),
  guarantorClerk: official('guarantorClerk', 'guarantor', 'g1'),
  bankOneClerk: official('bankOneClerk', 'bank', 'bank1'),
  bankTwoClerk: official('bankTwoClerk', 'bank', 'bank2'),
} satisfies Record<string, Actor>
export type Name = keyof typeof people

const SAMPLES: { readonly [T in Field['type']]: (field: Extract<Field, { type: T }>) => unknown } = {
  text: ({ label }) => label,
  longText: ({ label }) => label,
  phone: () => '13900001234',
  idCard: () => '11010519491231002X',
  year: ({ min }) => min,
  whole: ({ min }) => min,
  money: ({ max }) => max,
  rate: () => 34_500,
  day: () => '2026-03-02',
  yesNo: () => true,
  choice: ({ options }) => options[0]?.value,
  choices: ({ options }) => [options[0]?.value],
  village: () => 'v1',
  office: () => 'bank1',
  pictures: () => ['picture1'],
  signature: () => 'signature1',
  consent: () => true,
  corrections: () => [{ field: 'name', note: '名字写错了' }],
  extra: () => [],
}

/** A right answer to each of these questions of a kind. */
export const answersTo = (kind: AnyKind, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.map((name) => [name, (SAMPLES[kind.fields[name].type as Field['type']] as (field: Field) => unknown)(kind.fields[name])]),
  )

/** A case of a kind as the cloud begins it for her in her village. */
export const caseOf = (kind: AnyKind, more: Partial<Case> = {}): Case => ({
  ...newCase(kind, {
    id: 'case1',
    people: { applicant: 'p-her' },
    filer: 'her',
    places: { applicant: { village: 'v1', town: 't1', county: 'c1' } },
    offices: { hr: 'hr1', guarantor: 'g1' },
  }),
  ...more,
})

interface Chosen {
  outcome?: string
  people?: Record<string, string>
  at?: string
}

/** One move, performed and arrived. @throws AppError as the engine does */
export function go(
  kind: AnyKind,
  row: Case,
  who: Name | AnyActor,
  move: string,
  input: Record<string, unknown> = {},
  chosen: Chosen = {},
): Landing {
  const actor = typeof who === 'string' && who in people ? people[who as Name] : (who as AnyActor)
  const then = { ...world, now: chosen.at ?? NOW }
  return arrive(perform(kind, row, actor, move, input, then), then, chosen.outcome, {}, chosen.people)
}

/** Move after move. */
export const along = (
  kind: AnyKind,
  row: Case,
  ...steps: readonly (readonly [Name | AnyActor, string, Record<string, unknown>?, Chosen?])[]
): Case => steps.reduce((at, [who, move, input, chosen]) => go(kind, at, who, move, input, chosen).row, row)

/** The message, code and fields of a refusal. */
export function refusal(run: () => unknown): { code: string; message: string; fields?: Record<string, string> } {
  try {
    run()
  } catch (error) {
    const { code, message, details } = error as { code: string; message: string; details: { fields?: Record<string, string> } }
    return { code, message, ...details }
  }
  return { code: 'none', message: '' }
}
