import { AppError, invalid } from '@shared/core/errors'
import { addDays, dayOf } from '@shared/core/time'
import { type Part, PHOTO_DAYS, readPart } from '@shared/features/child/child.parts'
import type { Caller } from '../../core/caller'
import type { Manager } from '../../core/database'
import type { Child, ChildPart } from './child.entity'
import type { ChildParts } from './child.ports'
import { digestOf } from './child.store'
import type { ConsentStore } from './consents'
import { claimCard, heldToWrite, mustBe, mustBeAt, NOT_WRITABLE, putParts, reportDouble, type Values } from './writing'

const photoIn = ({ parts }: ChildParts, known: readonly ChildPart[]): string[] => {
  const photo = known.find(({ part }) => part === 'photo')
  return photo ? [...(parts.open(photo).picture as string[])] : []
}

/** Destroys the photo, and with it its signed addresses. @returns the digest of what is left */
export async function dropPhoto(of: ChildParts, m: Manager, row: Child): Promise<string> {
  const known = await of.parts.of(m, row)
  const pictures = photoIn(of, known)
  if (pictures.length > 0) await of.ports.pictures.letGo(m, row.id, pictures)
  await of.parts.drop(m, row.id, ['photo'])
  return digestOf(known.filter(({ part }) => part !== 'photo'))
}

/** A photo needs a consent of its own, which ends with the year: whoever would keep it longer asks again. */
async function photoProblem(consents: ConsentStore, m: Manager, row: Child, { until }: Values): Promise<string | undefined> {
  const days = (await consents.living(m, row, 'photo')).map(({ givenOn }) => givenOn).sort()
  const last = days[days.length - 1]
  if (last === undefined) throw new AppError('consentMissing', '要先单独问监护人同不同意保存照片')
  const tooLong = typeof until === 'string' && until > addDays(last, PHOTO_DAYS)
  return tooLong ? '照片最多保存到监护人同意那天起一年，要接着存请再问一次' : undefined
}

/**
 * Writes one part anew. That it was corrected stays in the chain, what it said before does not stay anywhere (个人信息保护法 46, 19).
 * @returns `taken` as in registering @throws AppError invalidInput, notOpen, staleVersion, consentMissing, notAllowed
 */
export async function correct(
  of: ChildParts,
  consents: ConsentStore,
  m: Manager,
  asked: { caller: Caller; id: string; part: Part; given: { version: number; values: Values; why: string }; now: string },
): Promise<'corrected' | 'taken'> {
  const { caller, id, part, given, now } = asked
  const { row, standingIn } = await heldToWrite(of, m, caller, id)
  mustBe(row, ['registered'], NOT_WRITABLE)
  mustBeAt(row, given.version)
  const { values, problems } = readPart(part, given.values, dayOf(now))
  const until = part === 'photo' ? await photoProblem(consents, m, row, values) : undefined
  const all = { ...problems, ...(until ? { 'photo.until': until } : {}) }
  if (Object.keys(all).length > 0) invalid(all)
  const known = await of.parts.of(m, row)
  const { cardHash, other } = part === 'identity' ? await claimCard(of, m, row, values.card ?? null) : { cardHash: row.cardHash }
  if (other) {
    await reportDouble(of, m, [row, other], { caller, standingIn }, now)
    return 'taken'
  }
  if (part === 'photo') {
    const [before, next] = [photoIn(of, known), values.picture as string[]]
    await of.ports.pictures.keep(m, next, { application: id, account: caller.account })
    const old = before.filter((one) => !next.includes(one))
    if (old.length > 0) await of.ports.pictures.letGo(m, id, old)
  }
  const digest = await putParts(of, m, row, known, [[part, values]], now)
  const happened = { sort: 'correct', actor: caller.account, standingIn, parts: [part], words: given.why, at: now }
  const risk = part === 'risk' ? String(values.level) : row.risk
  await of.store.grow(m, row, happened, { digest, risk, cardHash, version: row.version + 1 })
  return 'corrected'
}
