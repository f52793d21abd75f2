import type { Case } from './case'
import { type Answers, type Correction, type Field, isBlank, mask } from './fields'
import type { AnyKind } from './kind'

/** Answers as somebody may see them. */
export interface Seen {
  answers: Record<string, unknown>
  /** names of answers that are shown masked and can be revealed with a reason */
  masked: string[]
}

/** Whether one of these parties may see a field while the case is in its state. */
export function maySee(field: Field, state: string, parties: readonly string[]): boolean {
  if (!field.seenBy) return true
  const allowed = Array.isArray(field.seenBy)
    ? (field.seenBy as readonly string[])
    : ((field.seenBy as Readonly<Record<string, readonly string[]>>)[state] ?? [])
  return parties.some((party) => allowed.includes(party))
}

/** Of what is to be put right a party reads what it may see the answer to. */
const correctionsFor = (kind: AnyKind, state: string, all: readonly Correction[], parties: readonly string[]): readonly Correction[] =>
  all.filter(({ field }) => kind.fields[field] && maySee(kind.fields[field], state, parties))

/** The ids of the uploads that an answer holds; a masked one holds none. */
export function uploadsAt(field: Pick<Field, 'type'> | undefined, value: unknown): readonly string[] {
  if (isBlank(value) || (field?.type !== 'pictures' && field?.type !== 'signature')) return []
  return [value].flat() as string[]
}

/** The ids of the uploads that somebody sees named. */
export const uploadsIn = (kind: AnyKind, { answers, masked }: Seen): readonly string[] =>
  Object.keys(answers).flatMap((name) => (masked.includes(name) ? [] : uploadsAt(kind.fields[name], answers[name])))

/** Answers (of a case or of one event) as the parties that an actor looks as may see them. */
export function seen(kind: AnyKind, row: Pick<Case, 'state'>, answers: Answers, parties: readonly string[]): Seen {
  const shown: Seen = { answers: {}, masked: [] }
  for (const name of Object.keys(answers)) {
    const field = kind.fields[name] as Field | undefined
    if (!field || !maySee(field, row.state, parties)) continue
    const value = field.type === 'corrections' ? correctionsFor(kind, row.state, answers[name] as Correction[], parties) : answers[name]
    const hidden = field.personal && !parties.includes(field.personal === true ? 'applicant' : field.personal) && !isBlank(value)
    shown.answers[name] = hidden ? mask(field, value) : value
    if (hidden) shown.masked.push(name)
  }
  return shown
}
