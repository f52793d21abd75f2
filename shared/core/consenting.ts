import { wantingAt, wayBack } from './asking'
import { type Actor, actsAs, type Case } from './case'
import { AppError } from './errors'
import type { Answers } from './fields'
import { type AnyKind, isClosed, sender, stay } from './kind'
import { AGREED, DISAGREED, type Step } from './workflow'

/** Who gives a consent: the person to whom it is personal, else the applicant. */
const giverOf = ({ personal }: { personal?: true | string }): string => (typeof personal === 'string' ? personal : 'applicant')

/**
 * A consent that is given, or taken back: as easily as it was given, at any time from sending on. Whoever needs it sees nothing any more
 * at once; where the case waits just for them, it waits for her. Of a closed case only taking back is left (个人信息保护法 15): nobody
 * needs a new one there, but whoever saw it before still could.
 * @throws AppError notFound, notAllowed, notOpen
 */
export function consent(kind: AnyKind, row: Case, actor: Actor, field: string, given: boolean): Step {
  if (!Object.values(kind.consents ?? {}).includes(field)) throw new AppError('notFound', '没有这一项同意')
  const party = giverOf(kind.fields[field])
  if (!actsAs(row, actor, party)) throw new AppError('notAllowed', '只有本人能同意或收回')
  if (row.state === kind.start) throw new AppError('notOpen', '还没有提交，直接在表里改就行')
  if (given && isClosed(kind, row.state)) throw new AppError('notOpen', '这件事已经办结，不用再同意')
  if ((row.answers[field] === true) === given) throw new AppError('notOpen', given ? '您已经同意过了' : '您没有同意过，不用收回')
  const { [field]: _, ...others } = row.answers
  const answers = (given ? { ...row.answers, [field]: true } : others) as Answers
  const waits = row.state === kind.unconsented
  const goesOn = waits && wantingAt(kind, wayBack(row)[0], answers).length === 0
  const stops = !waits && wantingAt(kind, row.state, answers).length > 0
  const target = goesOn ? sender : stops ? row.state : stay
  const step = { kind, row, move: given ? AGREED : DISAGREED, actor, party, standingIn: false, given: [], targets: [target] }
  return { ...step, input: { [field]: given } as Answers, answers, agreed: [], offices: row.offices }
}
