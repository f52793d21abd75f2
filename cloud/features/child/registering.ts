import { AppError, invalid } from '@shared/core/errors'
import { dayOf } from '@shared/core/time'
import { codedName } from '@shared/features/child/child.code'
import { type Part, readPart } from '@shared/features/child/child.parts'
import { isGrownUp } from '@shared/features/child/child.retention'
import type { Registration } from '@shared/features/child/child.schema'
import type { Atlas } from '../../core/atlas'
import { type Caller, needCadre } from '../../core/caller'
import { isDuplicate, type Manager } from '../../core/database'
import { fewRandomBytes } from '../../core/ids'
import { writesAs } from './child.access'
import type { ChildParts } from './child.ports'
import { childRow, digestOf } from './child.store'
import { type ConsentStore, consentProblems } from './consents'
import { claimCard, heldToWrite, mustBe, mustBeAt, putParts, reportDouble, type Values } from './writing'

const MOST_DRAWS = 20
const drawCode = (): string => codedName(new Uint32Array(Uint8Array.from(fewRandomBytes(8)).buffer))

interface Stub {
  village: string
  situation: string
}

/** Only where and what sort of situation: nothing that tells who it is. @throws AppError invalidInput, notAllowed */
export async function beginStub(
  { seal, store }: ChildParts,
  m: Manager,
  caller: Caller,
  id: string,
  given: Stub,
  atlas: Atlas,
  now: string,
) {
  needCadre(caller)
  const chain = atlas.find(given.village)?.chain
  if (!chain?.village || !chain.town) return invalid({ village: '请选择孩子所在的村' })
  const as = writesAs(caller, chain)
  if (!as) throw new AppError('notAllowed', '档案由孩子所在村的妇联来写，镇妇联可以代写')
  const row = {
    ...{ id, villageId: chain.village, townId: chain.town, countyId: chain.county, state: 'stub' as const, since: now },
    ...{ situation: given.situation, risk: '', cardHash: null, dataKey: seal.newKey(childRow({ id })), duty: null, closedFor: null },
    ...{ version: 1, lookedOn: dayOf(now), digest: digestOf([]), createdBy: caller.account, createdAt: now },
  }
  for (let draw = 1; ; draw++) {
    try {
      await store.begin(m, { ...row, code: drawCode() }, { sort: 'begin', actor: caller.account, ...as, at: now })
      return
    } catch (error) {
      if (!isDuplicate(error) || draw === MOST_DRAWS) throw error
    }
  }
}

/** What is told at first, checked as a whole: everything that is wrong is said at once. @throws AppError invalidInput by part and field */
function readRegistration({ parts, consent }: Registration, now: string): (readonly [Part, Values])[] {
  const read = (Object.entries(parts) as [Part, Values | undefined][]).flatMap(([part, values]) =>
    values === undefined ? [] : [{ part, ...readPart(part, values, dayOf(now)) }],
  )
  const birthDay = read.find(({ part }) => part === 'identity')?.values.birthDay
  const wrong = consentProblems(consent, typeof birthDay === 'string' ? birthDay : undefined, now)
  const problems: Record<string, string> = Object.assign({}, ...read.map((one) => one.problems))
  for (const [name, said] of Object.entries(wrong)) problems[`consent.${name}`] = said
  const grownUp = typeof birthDay === 'string' && isGrownUp(birthDay, dayOf(now))
  if (grownUp && !problems['identity.birthDay']) problems['identity.birthDay'] = '已经满十八岁，不在登记的范围里'
  if (Object.keys(problems).length > 0) invalid(problems)
  return read.map(({ part, values }) => [part, values] as const)
}

/**
 * Consent and data in one step. @returns `taken` when the ID number is another record's: then nothing is kept but that somebody tried
 * @throws AppError invalidInput (by part and field), notOpen, staleVersion, notAllowed
 */
export async function register(
  of: ChildParts,
  consents: ConsentStore,
  m: Manager,
  { caller, id, given, now }: { caller: Caller; id: string; given: Registration; now: string },
): Promise<'registered' | 'taken'> {
  const { row, standingIn } = await heldToWrite(of, m, caller, id)
  mustBe(row, ['stub'], '这个孩子已经登记过了')
  mustBeAt(row, given.version)
  const written = readRegistration(given, now)
  const answerTo = (part: Part, name: string) => written.find(([one]) => one === part)?.[1][name]
  const { cardHash, other } = await claimCard(of, m, row, answerTo('identity', 'card'))
  if (other) {
    await reportDouble(of, m, [row, other], { caller, standingIn }, now)
    return 'taken'
  }
  const about = await consents.add(m, row, 'register', given.consent, caller.account, now)
  const digest = await putParts(of, m, row, [], written, now)
  const happened = { sort: 'register', actor: caller.account, standingIn, parts: written.map(([part]) => part), about, at: now }
  const risk = String(answerTo('risk', 'level'))
  await of.store.grow(m, row, happened, { state: 'registered', since: now, cardHash, digest, risk, version: row.version + 1 })
  return 'registered'
}
