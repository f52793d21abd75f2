import { SYSTEM } from '@shared/core/case'
import { AppError, invalid } from '@shared/core/errors'
import { addDays, dayOf } from '@shared/core/time'
import { whyNotNow } from '@shared/features/pairing/pairing.rules'
import { childrenAtOnce } from '@shared/features/pairing/pairing.words'
import type { Mode } from '@shared/features/pairing/proposal'
import { changeOne, find, findOne, insert, type Manager } from '../../core/database'
import type { EffectContext, Effects } from '../../core/kind-ports'
import { Pairing, PairingPlan, PairingPlanPair } from './pairing.entity'
import type { KnownChild, MotherCase, PairingParts, PairingPorts } from './pairing.ports'
import { giveBack, holdMother, takeChild, takeMother } from './pairing.store'

const STALE = '这份方案已经过时，请县里重新排一次'
/** A proposal for a county is as good as what it was made of. */
const PLAN_DAYS = 7

export const isFresh = (plan: Pick<PairingPlan, 'madeAt'>, now: string): boolean => dayOf(now) <= addDays(dayOf(plan.madeAt), PLAN_DAYS)
export const newestPlan = async (m: Manager, countyId: string): Promise<PairingPlan | undefined> =>
  (await find(m, PairingPlan, { countyId }, { order: { id: 'DESC' }, limit: 1 }))[0]

function needOpen({ open }: KnownChild): void {
  if (!open) throw new AppError('notOpen', '这个孩子的档案没有登记好，或者关爱已经结束，现在不能结对')
}

const no = (field: string, why: string) => new AppError('notEligible', why, { fields: { [field]: why } })

/** She may care for a child, today. @throws AppError notEligible */
function needAble(mother: MotherCase | undefined, now: string): asserts mother is MotherCase {
  const why = mother ? whyNotNow(mother, dayOf(now)) : '没有找到这位爱心妈妈'
  if (why) throw no('mother', why)
}

/** Those two are no pair now and were none before. @throws AppError alreadyOpen, notEligible */
async function needApart(m: Manager, motherId: string, childId: string): Promise<void> {
  const before = await find(m, Pairing, { motherId, childId })
  if (before.some(({ live }) => live)) throw new AppError('alreadyOpen', '她和这个孩子已经在结对了')
  if (before.length > 0) throw no('mother', '这一对以前没有谈成，或者已经结束，请换一位')
}

/** A handover names an earlier pairing of the same child, which is over. @throws AppError invalidInput */
async function needOver(m: Manager, before: unknown, childId: string): Promise<string | null> {
  if (typeof before !== 'string') return null
  const row = await findOne(m, Pairing, { id: before })
  if (row?.childId !== childId || row.live) invalid({ before: '要填这个孩子已经结束的那一次结对' })
  return before
}

/** The pair stands in the newest proposal of the county, which is fresh, and nobody has approved it. @throws AppError staleVersion */
async function takeFromPlan(m: Manager, plan: unknown, { id: childId, chain }: KnownChild, motherId: string, now: string): Promise<void> {
  if (typeof plan !== 'string') return
  const newest = await newestPlan(m, chain.county)
  if (newest?.id !== plan || !isFresh(newest, now)) throw new AppError('staleVersion', STALE)
  const pair = 'plan_id = :plan AND child_id = :childId AND mother_id = :motherId AND asked = 0'
  if (!(await changeOne(m, PairingPlanPair, pair, { plan, childId, motherId }, { asked: true }))) throw new AppError('staleVersion', STALE)
}

/** What cadres of the child's village are told when it is not they who act. Coded names only. */
async function tellVillage(ports: PairingPorts, m: Manager, child: KnownChild, { row, actor, now }: EffectContext): Promise<void> {
  const by = actor === SYSTEM ? undefined : actor.account
  const accounts = (await ports.accountsOf(m, { role: 'village', place: child.chain.village })).filter((account) => account !== by)
  const text = `代号${child.code}的孩子，有一次结对没有谈成或者结束了，请看看要不要再问别人。`
  const words = { party: 'village', sort: 'progress', title: '一次结对有变化', text, uncalled: true } as const
  if (accounts.length > 0)
    await ports.tell(
      m,
      accounts.map((account) => ({ to: { account }, ...words })),
      { application: row.id, now },
    )
}

/** What happens with the moves of a pairing: the child's row first, then the mother's, then the case. */
export function pairingEffects({ ports }: Pick<PairingParts, 'ports'>): Effects {
  const judged = async (m: Manager, { row, aboutId, now }: EffectContext): Promise<KnownChild> => {
    const child = await ports.children.hold(m, aboutId as string, now)
    needOpen(child)
    await holdMother(m, String(row.answers.mother))
    needAble(await ports.mother(m, String(row.answers.mother)), now)
    return child
  }
  return {
    'pairing.reserve': async (m, { row, aboutId, actor, now }) => {
      const child = await ports.children.hold(m, aboutId as string, now)
      needOpen(child)
      const { mother: motherId, mode, plan, before } = row.answers as { mother: string; mode: Mode; plan?: string; before?: string }
      await needApart(m, motherId, child.id)
      const beforeId = await needOver(m, before, child.id)
      if (!(await takeChild(m, child.id, mode))) throw new AppError('alreadyOpen', '这个孩子已经有人在结对了，刚刚可能有同事先提了一步')
      await holdMother(m, motherId)
      const mother = await ports.mother(m, motherId)
      needAble(mother, now)
      if (mother.places?.county !== child.chain.county || mother.person === undefined) throw no('mother', '没有找到这位爱心妈妈')
      if (actor !== SYSTEM && actor.person === mother.person) throw new AppError('notAllowed', '自己的事要请别的同事来办')
      if (!(await takeMother(m, motherId, childrenAtOnce(mode, Number(mother.answers.most))))) throw no('mother', '已经到了她能带的人数')
      await takeFromPlan(m, plan, child, motherId, now)
      await insert(m, Pairing, { id: row.id, childId: child.id, motherId, beforeId, live: true })
      return { applicant: { person: mother.person, account: mother.filer }, record: { name: String(mother.answers.name ?? '') } }
    },
    'pairing.judge': async (m, context) => {
      await judged(m, context)
      return {}
    },
    'pairing.confirm': async (m, context) => {
      const child = await judged(m, context)
      if (!child.agreed)
        throw new AppError('consentMissing', '请先在孩子的档案里记下：监护人同意让爱心妈妈看到必要的几项（纸质同意书拍照，或者当面签名）')
      return {}
    },
    'pairing.release': async (m, context) => {
      const child = await ports.children.hold(m, context.aboutId as string, context.now)
      await giveBack(m, context.row.id, child.id)
      await tellVillage(ports, m, child, context)
      return {}
    },
    /** She goes for good: her pairings end with her. */
    'caringMother.part': async (m, { row, moveOther }) => {
      await holdMother(m, row.id)
      for (const { id, live } of await find(m, Pairing, { motherId: row.id })) if (live) await moveOther(id, 'stop')
      return {}
    },
  }
}
