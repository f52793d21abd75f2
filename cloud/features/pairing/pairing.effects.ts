import { SYSTEM } from '@shared/core/case'
import { AppError, invalid } from '@shared/core/errors'
import { dayOf } from '@shared/core/time'
import { NEUTRAL, NOT_THESE, RELATED } from '@shared/features/pairing/matching'
import { decides, isOfVillage, partedIn } from '@shared/features/pairing/pairing.rules'
import { childrenAtOnce } from '@shared/features/pairing/pairing.words'
import type { Mode } from '@shared/features/pairing/proposal'
import { changeOne, find, findOne, insert, type Manager } from '../../core/database'
import type { EffectContext, Effects } from '../../core/kind-ports'
import { isKeptFrom, whyNotToday } from './able'
import { isKin } from './apart'
import { hearHardship } from './hearing'
import { letGo, part } from './leaving'
import { Pairing, PairingChild, PairingTeamMember } from './pairing.entity'
import type { KnownChild, MotherCase, PairingParts, PairingPorts } from './pairing.ports'
import { type Sort, standBehind, takeChild, takeMother } from './pairing.store'
import { takeFromPlan } from './plan.store'
import { whyNotFor } from './ranking'
import { tellSecondHand } from './second-hand'

function needOpen({ open }: KnownChild): void {
  if (!open) throw new AppError('notOpen', '这个孩子的档案没有登记好，或者关爱已经结束，现在不能结对')
}

const no = (field: string, why: string) => new AppError('notEligible', why, { fields: { [field]: why } })

/** She may care for this child, today. @throws AppError notEligible */
async function needAble(
  ports: PairingPorts,
  m: Manager,
  mother: MotherCase | undefined,
  { id, chain }: KnownChild,
  { actor, now }: Pick<EffectContext, 'actor' | 'now'>,
): Promise<MotherCase> {
  if (!mother) throw no('mother', '没有找到这位爱心妈妈')
  const why = await whyNotToday(ports, m, mother, now)
  const told = actor !== SYSTEM && (actor.person === mother.person || decides(actor.grants, chain))
  if (why) throw no('mother', told ? why : NEUTRAL)
  if (await isKeptFrom(ports, m, mother, id)) throw no('mother', NOT_THESE)
  return mother
}

/** As far as cadres know by now she is no kin of the child's: they may have learned it while she was being asked. @throws AppError notEligible */
async function needNoKin(m: Manager, motherId: string, childId: string): Promise<void> {
  if (await isKin(m, motherId, childId)) throw no('mother', RELATED)
}

/**
 * The guardian has said yes to this mother, later than she was asked: what was agreed to of another one does not count for her, though both
 * are asked at once. Whoever stands in for the village has not taken the paper as well. @param since when she was asked @throws AppError consentMissing, notAllowed
 */
function needAgreed({ agreed, chain }: KnownChild, actor: EffectContext['actor'], id: string, since: string): void {
  const hers = agreed.filter(({ day, at, pairings }) => pairings?.includes(id) && at >= since && day >= dayOf(since))
  if (hers.length === 0)
    throw new AppError(
      'consentMissing',
      '请先问监护人同不同意这位爱心妈妈，在孩子的档案里记下（纸质同意书拍照，或者当面签名）；以前同意别人的不算',
    )
  if (actor === SYSTEM || isOfVillage(actor.grants, chain)) return
  if (hers.every(({ by }) => by === actor.account))
    throw new AppError('notAllowed', '监护人的同意是您代村里记的，这一步请村里或者另一位同事来办')
}

/** Those two are no pair now. @throws AppError alreadyOpen */
async function needFree(m: Manager, motherId: string, childId: string): Promise<void> {
  if ((await find(m, Pairing, { motherId, childId, live: true })).length > 0) throw new AppError('alreadyOpen', '她和这个孩子已经在结对了')
}

/** A team is named, and she is in it; and nowhere else is one named. @throws AppError invalidInput, notEligible */
async function sortOf(m: Manager, { mode, team, mother }: Asked): Promise<Sort> {
  if (mode !== 'team') return team ? invalid({ team: '只有小组一起陪伴，才选小组' }) : { mode, team: null }
  if (!team) return invalid({ team: '请选择是哪个小组' })
  const [member] = await find(m, PairingTeamMember, { motherId: mother, teamId: team })
  if (!member) throw no('mother', '她不在这个小组里，小组可能刚改过')
  return { mode, team }
}

interface Asked {
  mother: string
  mode: Mode
  plan?: string
  before?: string
  team?: string
}

const TAKEN = '这个孩子已经有人在结对了，刚刚可能有同事先提了一步'

/**
 * A place with the child: one that is free, or that of an earlier pairing. Who cares now goes on caring until the next one begins; then
 * the place is hers. So a child whose mother changes is never left with nobody because somebody is being asked.
 * @throws AppError alreadyOpen, invalidInput
 */
async function takePlace(m: Manager, id: string, childId: string, sort: Sort, before: string | undefined): Promise<string | null> {
  if (before === undefined) {
    if (!(await takeChild(m, childId, sort))) throw new AppError('alreadyOpen', TAKEN)
    return null
  }
  const row = await findOne(m, Pairing, { id: before })
  if (row?.childId !== childId || row.begunAt === null) return invalid({ before: '要填这个孩子开始过的那一次结对' })
  if (!row.live) {
    if (!(await takeChild(m, childId, sort))) throw new AppError('alreadyOpen', TAKEN)
    return before
  }
  const counted = await findOne(m, PairingChild, { childId })
  if (counted?.mode !== sort.mode || counted.teamId !== sort.team) return invalid({ mode: '接着陪伴的，要和原来一样的结对办法' })
  if (!(await standBehind(m, before, id))) throw new AppError('alreadyOpen', '已经请了另一位来接，先等她回答')
  return before
}

/** What happens with the moves of a pairing: the child's row first, then the mother's, then the case. */
export function pairingEffects({ ports, diaries }: Pick<PairingParts, 'ports' | 'diaries'>): Effects {
  const judged = async (m: Manager, { row, aboutId, actor, now }: EffectContext): Promise<KnownChild> => {
    const child = await ports.children.hold(m, aboutId as string, now)
    needOpen(child)
    const asked = row.answers as unknown as Asked
    await needAble(ports, m, await ports.held(m, asked.mother), child, { actor, now })
    await sortOf(m, asked)
    await needNoKin(m, String(row.answers.mother), child.id)
    return child
  }
  return {
    'pairing.reserve': async (m, { row, aboutId, actor, now }) => {
      const child = await ports.children.hold(m, aboutId as string, now)
      needOpen(child)
      const asked = row.answers as unknown as Asked
      await needFree(m, asked.mother, child.id)
      const sort = await sortOf(m, asked)
      const beforeId = await takePlace(m, row.id, child.id, sort, asked.before)
      const mother = await needAble(ports, m, await ports.held(m, asked.mother), child, { actor, now })
      if (mother.places?.county !== child.chain.county || mother.person === undefined) throw no('mother', '没有找到这位爱心妈妈')
      if (actor !== SYSTEM && actor.person === mother.person) throw new AppError('notAllowed', '自己的事要请别的同事来办')
      const why = await whyNotFor({ ports }, m, child, mother, asked.mode, now)
      if (why) throw no('mother', why)
      if (!(await takeMother(m, mother.id, childrenAtOnce(asked.mode, Number(mother.answers.most)))))
        throw no('mother', '已经到了她能带的人数')
      if (asked.plan !== undefined) await takeFromPlan(m, asked.plan, child, sort.team ?? mother.id, now)
      const { village: villageId, town: townId, county: countyId } = child.chain
      const places = { villageId, townId, countyId }
      const team = { teamId: sort.team, begunAt: null, nextId: null, parted: '' } as const
      await insert(m, Pairing, { id: row.id, childId: child.id, motherId: mother.id, beforeId, live: true, ...places, ...team })
      const own = await ports.accountsOf(m, { person: mother.person })
      // Never that of who filed for her: whoever helped her sign up is not to see the child.
      const account = own.find((one) => one === mother.filer) ?? own[0] ?? ''
      return { applicant: { person: mother.person, account }, record: { name: String(mother.answers.name ?? '') } }
    },
    'pairing.hear': async (m, context) => {
      if (context.row.answers.goes === 'hard') await hearHardship(ports, m, context)
      return {}
    },
    'pairing.heed': async (m, context) => {
      if (context.row.answers.seems === 'hard') await hearHardship(ports, m, context)
      return {}
    },
    'pairing.judge': async (m, context) => {
      const child = await judged(m, context)
      await tellSecondHand(ports, m, child, context)
      return {}
    },
    'pairing.confirm': async (m, context) => {
      const child = await judged(m, context)
      const asked = await ports.pair(m, context.row.id)
      needAgreed(child, context.actor, context.row.id, asked?.createdAt ?? context.now)
      await changeOne(m, Pairing, 'id = :id', { id: context.row.id }, { begunAt: context.now })
      const [waitedFor] = await find(m, Pairing, { nextId: context.row.id, childId: child.id, live: true })
      if (waitedFor) await context.moveOther(waitedFor.id, 'handOver')
      await diaries.begin(m, context.row.id, context.now)
      return {}
    },
    'pairing.release': async (m, { row, aboutId, actor, now }) => {
      await letGo(ports, m, { id: row.id, aboutId: aboutId as string, actor, now, parted: actor === SYSTEM ? 'may' : partedIn(row) })
      return {}
    },
    'caringMother.part': async (m, { row, atlas, now }) => {
      await ports.held(m, row.id)
      await part(m, row.id, (id) => ports.moveIfOpen(m, id, 'stop', atlas, now))
      return {}
    },
  }
}
